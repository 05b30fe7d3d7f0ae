// The syntax of Go's regexp (regexp/syntax, flag set Perl) and its error texts.
#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "base/regex_classes.hpp"
#include "base/regex_program.hpp"
#include "base/regex_reader.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr int k_most_repeats = 1000;
constexpr int k_deepest = 1000;

using Kind = RegexNode::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class RegexParser : private RegexReader {
  public:
    RegexParser(std::string_view pattern, Regex::Options options) : RegexReader(pattern), pattern_(pattern) {
        flags_.fold = options.ignore_case;
        flags_.lines = options.multi_line;
        flags_.dot_all = options.dot_all;
    }

    RegexNode run() {
        check_utf8();
        RegexNode node = alternation(0);
        if (!rest_.empty()) {
            fail("unexpected )", pattern_);
        }
        return node;
    }

  private:
    struct Flags {
        bool fold = false;
        bool lines = false;
        bool dot_all = false;
        bool lazy = false;
    };

    void check_utf8() const {
        for (std::string_view text = pattern_; !text.empty();) {
            char32_t code = 0;
            const auto length = decode_utf8(text, code);
            if (length == 0) {
                fail("invalid UTF-8", pattern_);
            }
            text.remove_prefix(length);
        }
    }

    RegexNode alternation(int depth) {
        if (depth > k_deepest) {
            fail("expression nests too deeply", pattern_);
        }
        RegexNode node;
        node.kind = Kind::alternate;
        do {
            node.parts.push_back(concatenation(depth));
        } while (take("|"));
        return node.parts.size() == 1 ? RegexNode(std::move(node.parts.front())) : node;
    }

    RegexNode concatenation(int depth) {
        RegexNode node;
        node.kind = Kind::concat;
        std::string_view last_repeat;  // from the operator just read on
        while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
            const auto before = rest_;
            if (repetition(node, before, last_repeat)) {
                last_repeat = before;
                continue;
            }
            last_repeat = {};
            if (take("\\Q")) {
                quoted(node);
            } else if (rest_.substr(0, 2) == "(?") {
                special_group(node, depth);
            } else {
                node.parts.push_back(atom(depth));
            }
        }
        return node;
    }

    // Takes a repetition operator and puts it around the last part. False when there stands something else.
    bool repetition(RegexNode& node, std::string_view before, std::string_view last_repeat) {
        int min = 0;
        int max = -1;
        if (take("+")) {
            min = 1;
        } else if (take("?")) {
            max = 1;
        } else if (rest_.front() == '{') {
            if (!counts(min, max)) {
                return false;
            }
            if (min > k_most_repeats || max > k_most_repeats || (max >= 0 && min > max)) {
                fail("invalid repeat count", since(before));
            }
        } else if (!take("*")) {
            return false;
        }
        const bool lazy = take("?");
        if (!last_repeat.empty()) {
            fail("invalid nested repetition operator", since(last_repeat));
        }
        if (node.parts.empty()) {
            fail("missing argument to repetition operator", since(before));
        }
        RegexNode repeat;
        repeat.kind = Kind::repeat;
        repeat.min = min;
        repeat.max = max;
        repeat.lazy = lazy != flags_.lazy;
        repeat.parts.push_back(std::move(node.parts.back()));
        if ((min > 1 || max > 1) && repeats_of(repeat) > k_most_repeats) {
            fail("invalid repeat count", since(before));
        }
        node.parts.back() = std::move(repeat);
        return true;
    }

    // How many copies nested counts ask for, at most a little over the limit.
    static int repeats_of(const RegexNode& node) {
        int most = 1;
        for (const auto& part : node.parts) {
            most = std::max(most, repeats_of(part));
        }
        if (node.kind == Kind::repeat) {
            most *= std::max({1, node.min, node.max});
        }
        return std::min(most, 2 * k_most_repeats);
    }

    // {m}, {m,} or {m,n}; anything else is text.
    bool counts(int& min, int& max) {
        const auto before = rest_;
        rest_.remove_prefix(1);
        bool good = number(min);
        max = min;
        if (good && take(",")) {
            max = -1;
            good = rest_.substr(0, 1) == "}" || number(max);
        }
        good = good && take("}");
        if (!good) {
            rest_ = before;
        }
        return good;
    }

    bool number(int& value) {
        std::size_t digits = 0;
        value = 0;
        while (digits < rest_.size() && is_digit(rest_[digits])) {
            value = std::min(value * 10 + (rest_[digits] - '0'), 10 * k_most_repeats);
            ++digits;
        }
        if (digits == 0 || (digits > 1 && rest_.front() == '0')) {
            return false;
        }
        rest_.remove_prefix(digits);
        return true;
    }

    void quoted(RegexNode& node) {
        while (!rest_.empty() && !take("\\E")) {
            node.parts.push_back(literal(take_code()));
        }
    }

    // (?:...), (?P<name>...), (?flags) and (?flags:...); rest_ begins with "(?".
    void special_group(RegexNode& node, int depth) {
        const auto before = rest_;
        take("(?");
        if (take("P<") || take("<")) {
            group_name(before);
            node.parts.push_back(group(depth, flags_));
            return;
        }
        Flags flags = flags_;
        bool on = true;
        bool any = false;
        while (!rest_.empty()) {
            const char32_t code = take_code();
            const char c = static_cast<char>(code < 0x80 ? code : 0);
            if (c == ')' || c == ':') {
                if (!on && !any) {
                    break;
                }
                if (c == ')') {
                    flags_ = flags;
                } else {
                    node.parts.push_back(group(depth, flags));
                }
                return;
            }
            if (c == '-' && on) {
                on = false;
                any = false;
            } else if (!set_flag(flags, c, on)) {
                break;
            } else {
                any = true;
            }
        }
        fail("invalid or unsupported Perl syntax", since(before));
    }

    static bool set_flag(Flags& flags, char c, bool on) {
        switch (c) {
            case 'i':
                flags.fold = on;
                return true;
            case 'm':
                flags.lines = on;
                return true;
            case 's':
                flags.dot_all = on;
                return true;
            case 'U':
                flags.lazy = on;
                return true;
            default:
                return false;
        }
    }

    void group_name(std::string_view before) {
        const auto end = rest_.find('>');
        if (end == std::string_view::npos) {
            fail("invalid named capture", before);
        }
        const auto name = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        if (name.empty() || !std::all_of(name.begin(), name.end(), is_regex_word)) {
            fail("invalid named capture", since(before));
        }
    }

    // Behind the opening parenthesis, with these flags inside.
    RegexNode group(int depth, Flags inside) {
        const Flags outside = flags_;
        flags_ = inside;
        RegexNode node = alternation(depth + 1);
        if (!take(")")) {
            fail("missing closing )", pattern_);
        }
        flags_ = outside;
        return node;
    }

    RegexNode atom(int depth) {
        switch (rest_.front()) {
            case '(':
                take("(");
                return group(depth, flags_);
            case '[':
                return set(bracket_class(flags_.fold));
            case '\\':
                return escape();
            case '.':
                take(".");
                return set(flags_.dot_all ? RegexClass{{0, k_last_code}}
                                          : RegexClass{{0, '\n' - 1}, {'\n' + 1, k_last_code}});
            case '^':
                take("^");
                return assertion(flags_.lines ? RegexNode::Assertion::line_begin
                                              : RegexNode::Assertion::text_begin);
            case '$':
                take("$");
                return assertion(flags_.lines ? RegexNode::Assertion::line_end
                                              : RegexNode::Assertion::text_end);
            default:
                return literal(take_code());
        }
    }

    static RegexNode assertion(RegexNode::Assertion which) {
        RegexNode node;
        node.kind = Kind::assertion;
        node.assertion = which;
        return node;
    }

    static RegexNode set(RegexClass ranges) {
        RegexNode node;
        node.kind = Kind::ranges;
        node.ranges = std::move(ranges);
        return node;
    }

    RegexNode literal(char32_t code) const {
        RegexClass ranges{{code, code}};
        if (flags_.fold) {
            add_other_case(ranges);
            normalize(ranges);
        }
        return set(std::move(ranges));
    }

    RegexNode escape() {
        if (take("\\A")) {
            return assertion(RegexNode::Assertion::text_begin);
        }
        if (take("\\z")) {
            return assertion(RegexNode::Assertion::text_end);
        }
        if (take("\\b")) {
            return assertion(RegexNode::Assertion::word);
        }
        if (take("\\B")) {
            return assertion(RegexNode::Assertion::no_word);
        }
        RegexClass ranges;
        if (escaped_class(ranges, flags_.fold)) {
            normalize(ranges);
            return set(std::move(ranges));
        }
        return literal(escaped_code());
    }

    std::string_view pattern_;
    Flags flags_;
};

}  // namespace

RegexNode parse_regex(std::string_view pattern, Regex::Options options) {
    // A longer one could hardly stay within the instructions that a program may have.
    constexpr std::size_t k_longest_pattern = std::size_t{256} << 10;
    if (pattern.size() > k_longest_pattern) {
        throw Error("error parsing regexp: expression too large");
    }
    return RegexParser(pattern, options).run();
}

}  // namespace yare
