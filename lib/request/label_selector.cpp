#include "request/label_selector.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::string_view k_specials = "=!(),<>";

std::optional<long long> to_number(std::string_view text) {
    long long value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(value)
                                                                           : std::nullopt;
}

}  // namespace

class LabelSelector::Parser {
  public:
    explicit Parser(std::string_view text) : text_(text), rest_(text) {}

    std::vector<Requirement> run() {
        std::vector<Requirement> requirements;
        for (skip_space(); !rest_.empty();) {
            requirements.push_back(requirement());
            if (!rest_.empty() && !take(",")) {
                fail_whole("found '" + token() + "', expected: ',' or 'end of string'");
            }
            if ((rest_.empty() || rest_.front() == ',') && before_rest_is_comma()) {
                fail_whole("found '" + token() + "', expected: identifier after ','");
            }
        }
        return requirements;
    }

  private:
    // Of apimachinery's Parser.parse; fail() is of its parseRequirement.
    [[noreturn]] void fail_whole(const std::string& why) const {
        throw UsageError("the provided selector " + go_quote(text_) + " is not valid: " + why);
    }

    [[noreturn]] void fail(const std::string& why) const {
        fail_whole("unable to parse requirement: " + why);
    }

    // What stands next, as apimachinery's Lexer would take it.
    std::string token() const {
        for (const char* two : {"==", "!="}) {
            if (rest_.starts_with(two)) {
                return two;
            }
        }
        const auto end = std::min(rest_.find_first_of("=!(),<> \t\r\n"), rest_.size());
        return std::string(rest_.substr(0, std::max(end, std::min<std::size_t>(1, rest_.size()))));
    }

    bool before_rest_is_comma() const {
        return trim(text_.substr(0, text_.size() - rest_.size())).ends_with(',');
    }

    void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

    bool take(std::string_view token) {
        if (!rest_.starts_with(token)) {
            return false;
        }
        rest_.remove_prefix(token.size());
        skip_space();
        return true;
    }

    std::string word() {
        const auto end =
            std::min({rest_.find_first_of(k_specials), rest_.find_first_of(" \t\r\n"), rest_.size()});
        std::string result(rest_.substr(0, end));
        rest_.remove_prefix(end);
        skip_space();
        return result;
    }

    std::string key() {
        std::string name = word();
        if (name.empty()) {
            fail_whole("found '" + token() + "', expected: !, identifier, or 'end of string'");
        }
        return name;
    }

    std::vector<std::string> set() {
        if (!take("(")) {
            fail("found '" + token() + "' expected: '('");
        }
        if (rest_.empty()) {
            fail("found '', expected: ',', ')' or identifier");
        }
        std::vector<std::string> values{word()};
        while (take(",")) {
            values.push_back(word());
        }
        if (!take(")")) {
            fail("found '" + token() +
                 "', expected: " + (before_rest_is_comma() ? "',', or identifier" : "',' or ')'"));
        }
        return values;
    }

    Requirement compared(std::string name, Operator test) {
        std::string value = word();
        if (test != Operator::in && test != Operator::not_in && !to_number(value)) {
            fail("values[0]: Invalid value: " + go_quote(value) +
                 ": for 'Gt', 'Lt' operators, the value must be an integer");
        }
        return {std::move(name), test, {std::move(value)}};
    }

    Requirement requirement() {
        if (take("!")) {
            std::string name = word();
            if (name.empty()) {
                fail("found '" + token() + "', expected: identifier");
            }
            return {std::move(name), Operator::missing, {}};
        }
        std::string name = key();
        if (rest_.empty() || rest_.front() == ',') {
            return {std::move(name), Operator::exists, {}};
        }
        if (take("==") || take("=")) {
            return compared(std::move(name), Operator::in);
        }
        if (take("!=")) {
            return compared(std::move(name), Operator::not_in);
        }
        if (take(">")) {
            return compared(std::move(name), Operator::greater);
        }
        if (take("<")) {
            return compared(std::move(name), Operator::less);
        }
        const std::string word_operator = word();
        if (word_operator != "in" && word_operator != "notin") {
            fail("found '" + word_operator + "', expected: in, notin, =, ==, !=, gt, lt");
        }
        return {std::move(name), word_operator == "in" ? Operator::in : Operator::not_in, set()};
    }

    std::string_view text_;
    std::string_view rest_;
};

LabelSelector::LabelSelector(std::string_view text) : requirements_(Parser(text).run()) {}

bool LabelSelector::matches(const std::map<std::string, std::string>& labels) const {
    return std::all_of(requirements_.begin(), requirements_.end(), [&](const Requirement& requirement) {
        const auto label = labels.find(requirement.key);
        const bool there = label != labels.end();
        const auto& values = requirement.values;
        const bool listed = there && std::find(values.begin(), values.end(), label->second) != values.end();
        switch (requirement.test) {
            case Operator::exists:
                return there;
            case Operator::missing:
                return !there;
            case Operator::in:
                return listed;
            case Operator::not_in:
                return !listed;
            default:
                break;
        }
        const auto number = there ? to_number(label->second) : std::nullopt;
        const auto bound = to_number(values.front());
        return number && bound &&
               (requirement.test == Operator::greater ? *number > *bound : *number < *bound);
    });
}

}  // namespace yare
