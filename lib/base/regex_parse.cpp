// The syntax of Go's regexp (regexp/syntax, flag set Perl) and its error texts.
#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "base/regex_classes.hpp"
#include "base/regex_program.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr int k_most_repeats = 1000;
constexpr int k_deepest = 1000;

using Kind = RegexNode::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_octal(char c) { return c >= '0' && c <= '7'; }
bool is_word_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

int hex_value(char c) {
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

class RegexParser {
  public:
    RegexParser(std::string_view pattern, Regex::Options options) : pattern_(pattern), rest_(pattern) {
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

    [[noreturn]] static void fail(const std::string& what, std::string_view where) {
        throw Error("error parsing regexp: " + what + ": `" + std::string(where) + "`");
    }

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

    bool take(std::string_view word) {
        const bool found = rest_.substr(0, word.size()) == word;
        rest_.remove_prefix(found ? word.size() : 0);
        return found;
    }

    char32_t take_code() {
        char32_t code = 0;
        rest_.remove_prefix(decode_utf8(rest_, code));
        return code;
    }

    // What has been read since `before`, which was rest_ then.
    std::string_view since(std::string_view before) const {
        return before.substr(0, before.size() - rest_.size());
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
        if (name.empty() || !std::all_of(name.begin(), name.end(), is_word_character)) {
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
                return bracket_class();
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
        if (escaped_class(ranges)) {
            normalize(ranges);
            return set(std::move(ranges));
        }
        return literal(escaped_code());
    }

    // \d and its like, \pL and its like: adds them to `ranges`. False when there stands something else.
    bool escaped_class(RegexClass& ranges) {
        if (rest_.size() < 2 || rest_[0] != '\\') {
            return false;
        }
        if (rest_[1] == 'p' || rest_[1] == 'P') {
            const auto before = rest_;
            const bool negated = take("\\P");
            take("\\p");
            unicode_class(ranges, negated, before);
            return true;
        }
        RegexClass found;
        if (!find_perl_class(rest_[1], found)) {
            return false;
        }
        if (flags_.fold) {
            add_other_case(found);
        }
        const char letter = rest_[1];
        add_class(ranges, std::move(found), letter == 'D' || letter == 'S' || letter == 'W');
        rest_.remove_prefix(2);
        return true;
    }

    void unicode_class(RegexClass& ranges, bool negated, std::string_view before) {
        std::string_view name;
        if (take("{")) {
            const auto end = rest_.find('}');
            if (end == std::string_view::npos) {
                fail("invalid character class range", before);
            }
            name = rest_.substr(0, end);
            rest_.remove_prefix(end + 1);
        } else {
            const auto at = rest_;
            if (!rest_.empty()) {
                take_code();
            }
            name = since(at);
        }
        if (name.substr(0, 1) == "^") {
            negated = !negated;
            name.remove_prefix(1);
        }
        RegexClass found;
        if (!find_unicode_class(name, found)) {
            fail("invalid character class range", since(before));
        }
        add_class(ranges, std::move(found), negated);
    }

    // One escaped character: \n, \x41, \., ...
    char32_t escaped_code() {
        const auto before = rest_;
        take("\\");
        if (rest_.empty()) {
            fail("trailing backslash at end of expression", "");
        }
        const char32_t code = take_code();
        const auto c = static_cast<char>(code < 0x80 ? code : 0);
        if (c == 'x') {
            return hexadecimal(before);
        }
        if (is_octal(c) && (c == '0' || (!rest_.empty() && is_octal(rest_.front())))) {
            char32_t value = code - '0';
            for (int more = 0; more < 2 && !rest_.empty() && is_octal(rest_.front()); ++more) {
                value = value * 8 + static_cast<char32_t>(rest_.front() - '0');
                rest_.remove_prefix(1);
            }
            return value;
        }
        constexpr std::string_view letters = "afnrtv";
        constexpr std::string_view meanings = "\a\f\n\r\t\v";
        if (const auto at = c == 0 ? std::string_view::npos : letters.find(c); at != std::string_view::npos) {
            return static_cast<char32_t>(meanings[at]);
        }
        if (code < 0x80 && (c == '_' || !is_word_character(c))) {
            return code;
        }
        fail("invalid escape sequence", since(before));
    }

    char32_t hexadecimal(std::string_view before) {
        char32_t value = 0;
        const bool in_braces = take("{");
        if (in_braces) {
            std::size_t digits = 0;
            while (!rest_.empty() && hex_value(rest_.front()) >= 0 && value <= k_last_code) {
                value = value * 16 + static_cast<char32_t>(hex_value(rest_.front()));
                rest_.remove_prefix(1);
                ++digits;
            }
            if (digits > 0 && value <= k_last_code && take("}")) {
                return value;
            }
        } else if (rest_.size() >= 2 && hex_value(rest_[0]) >= 0 && hex_value(rest_[1]) >= 0) {
            value = static_cast<char32_t>(hex_value(rest_[0]) * 16 + hex_value(rest_[1]));
            rest_.remove_prefix(2);
            return value;
        }
        for (int i = 0; i < (in_braces ? 1 : 2) && !rest_.empty(); ++i) {
            take_code();
        }
        fail("invalid escape sequence", since(before));
    }

    RegexNode bracket_class() {
        const auto before = rest_;
        take("[");
        const bool negated = take("^");
        RegexClass ranges;
        for (bool first = true; rest_.empty() || rest_.front() != ']' || first; first = false) {
            if (rest_.substr(0, 2) == "[:" && posix_class(ranges)) {
                continue;
            }
            if (escaped_class(ranges)) {
                continue;
            }
            class_range(ranges, before);
        }
        take("]");
        normalize(ranges);
        if (negated) {
            negate(ranges);
        }
        return set(std::move(ranges));
    }

    void class_range(RegexClass& ranges, std::string_view whole) {
        const auto before = rest_;
        const char32_t first = class_code(whole);
        char32_t last = first;
        if (rest_.size() >= 2 && rest_[0] == '-' && rest_[1] != ']') {
            take("-");
            last = class_code(whole);
            if (last < first) {
                fail("invalid character class range", since(before));
            }
        }
        RegexClass found{{first, last}};
        if (flags_.fold) {
            add_other_case(found);
        }
        ranges.insert(ranges.end(), found.begin(), found.end());
    }

    char32_t class_code(std::string_view whole) {
        if (rest_.empty()) {
            fail("missing closing ]", whole);
        }
        return rest_.front() == '\\' ? escaped_code() : take_code();
    }

    // [:alpha:]; false when it is no such thing at all.
    bool posix_class(RegexClass& ranges) {
        const auto end = rest_.find(":]", 2);
        if (end == std::string_view::npos) {
            return false;
        }
        const auto name = rest_.substr(0, end + 2);
        const bool negated = name[2] == '^';
        RegexClass found;
        if (!find_posix_class(name.substr(negated ? 3 : 2, end - (negated ? 3 : 2)), found)) {
            fail("invalid character class range", name);
        }
        if (flags_.fold) {
            add_other_case(found);
        }
        add_class(ranges, std::move(found), negated);
        rest_.remove_prefix(end + 2);
        return true;
    }

    std::string_view pattern_;
    std::string_view rest_;
    Flags flags_;
};

}  // namespace

RegexNode parse_regex(std::string_view pattern, Regex::Options options) {
    return RegexParser(pattern, options).run();
}

}  // namespace yare
