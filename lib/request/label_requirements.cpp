#include "request/label_requirements.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "request/label_names.hpp"

namespace yare {

namespace {

using Operator = LabelRequirement::Operator;

enum class TokenKind { word, in, not_in, symbol, bad, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;

    bool is(std::string_view symbol) const { return kind == TokenKind::symbol && text == symbol; }
    /// Where a value may stand, `in` and `notin` are words like any other.
    bool is_word() const {
        return kind == TokenKind::word || kind == TokenKind::in || kind == TokenKind::not_in;
    }
};

constexpr std::string_view k_specials = "=!(),<>";
constexpr std::string_view k_space = " \t\r\n";

// Like Go's lexer, this one takes a NUL for the end.
class Lexer {
  public:
    explicit Lexer(std::string_view text) : rest_(text.substr(0, text.find('\0'))) {}

    Token next() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(k_space), rest_.size()));
        if (rest_.empty()) {
            return {};
        }
        if (k_specials.find(rest_.front()) != std::string_view::npos) {
            return symbol();
        }
        const auto end =
            std::min({rest_.find_first_of(k_specials), rest_.find_first_of(k_space), rest_.size()});
        std::string word(rest_.substr(0, end));
        rest_.remove_prefix(end);
        const auto kind = word == "in"      ? TokenKind::in
                          : word == "notin" ? TokenKind::not_in
                                            : TokenKind::word;
        return {kind, std::move(word)};
    }

  private:
    Token symbol() {
        const bool two = rest_.starts_with("==") || rest_.starts_with("!=");
        Token token{TokenKind::symbol, std::string(rest_.substr(0, two ? 2 : 1))};
        rest_.remove_prefix(token.text.size());
        return token;
    }

    std::string_view rest_;
};

std::string quoted(const Token& token) { return "found '" + token.text + "', expected: "; }

class RequirementsParser {
  public:
    explicit RequirementsParser(std::string_view text) : lexer_(text), next_(lexer_.next()) {}

    std::vector<LabelRequirement> run() {
        std::vector<LabelRequirement> requirements;
        while (next_.kind != TokenKind::end) {
            if (!next_.is_word() && !next_.is("!")) {
                throw UsageError(quoted(next_) + "!, identifier, or 'end of string'");
            }
            try {
                requirements.push_back(requirement());
            } catch (const UsageError& error) {
                throw UsageError(std::string("unable to parse requirement: ") + error.what());
            }
            const auto token = take();
            if (token.kind != TokenKind::end && !token.is(",")) {
                throw UsageError(quoted(token) + "',' or 'end of string'");
            }
            if (token.is(",") && !next_.is_word() && !next_.is("!")) {
                throw UsageError(quoted(next_) + "identifier after ','");
            }
        }
        std::stable_sort(requirements.begin(), requirements.end(),
                         [](const auto& a, const auto& b) { return a.key < b.key; });
        return requirements;
    }

  private:
    Token take() {
        Token token = std::move(next_);
        next_ = lexer_.next();
        return token;
    }

    bool at_end() const { return next_.kind == TokenKind::end || next_.is(","); }

    LabelRequirement requirement() {
        auto token = take();
        const bool negated = token.is("!");
        if (negated) {
            token = take();
        }
        if (!token.is_word()) {
            throw UsageError(quoted(token) + "identifier");
        }
        check_key(token.text);
        LabelRequirement result{std::move(token.text), Operator::exists, {}};
        if (negated || at_end()) {
            result.test = negated ? Operator::missing : Operator::exists;
            return result;
        }
        result.test = binary_operator();
        const bool takes_set = result.test == Operator::in || result.test == Operator::not_in;
        const auto values = takes_set ? set() : std::set<std::string>{value()};
        result.values.assign(values.begin(), values.end());
        check_values(result);
        return result;
    }

    Operator binary_operator() {
        const auto token = take();
        if (token.kind == TokenKind::in || token.kind == TokenKind::not_in) {
            return token.kind == TokenKind::in ? Operator::in : Operator::not_in;
        }
        if (token.is("=") || token.is("==")) {
            return Operator::equals;
        }
        if (token.is("!=")) {
            return Operator::not_equals;
        }
        if (token.is(">") || token.is("<")) {
            return token.is(">") ? Operator::greater : Operator::less;
        }
        throw UsageError(quoted(token) + "in, notin, =, ==, !=, gt, lt");
    }

    std::string value() {
        if (at_end()) {
            return "";
        }
        auto token = take();
        if (!token.is_word()) {
            throw UsageError(quoted(token) + "identifier");
        }
        return std::move(token.text);
    }

    std::set<std::string> set() {
        if (const auto token = take(); !token.is("(")) {
            throw UsageError("found '" + token.text + "' expected: '('");
        }
        if (next_.is(")")) {
            take();
            return {""};
        }
        if (!next_.is_word() && !next_.is(",")) {
            throw UsageError(quoted(next_) + "',', ')' or identifier");
        }
        auto values = words();
        take();  // words() ends before a `)` or throws
        return values;
    }

    // Words between commas; where none stands, the value is empty.
    std::set<std::string> words() {
        std::set<std::string> values;
        for (;;) {
            auto token = take();
            if (token.is_word()) {
                values.insert(std::move(token.text));
                if (next_.is(")")) {
                    return values;
                }
                if (!next_.is(",")) {
                    throw UsageError(quoted(next_) + "',' or ')'");
                }
            } else if (token.is(",")) {
                if (values.empty() || next_.is(",")) {
                    values.insert("");
                }
                if (next_.is(")")) {
                    values.insert("");
                    return values;
                }
            } else {
                throw UsageError(quoted(token) + "',', or identifier");
            }
        }
    }

    static void check_key(const std::string& key) {
        const auto problems = label_key_problems(key);
        if (!problems.empty()) {
            throw UsageError("<nil>: Invalid value: " + go_quote(key) + ": " + join(problems, "; "));
        }
    }

    static void check_values(const LabelRequirement& requirement) {
        std::vector<std::string> errors;
        const bool counts = requirement.test == Operator::greater || requirement.test == Operator::less;
        const auto invalid = [](const std::string& field, const std::string& value) {
            return field + ": Invalid value: " + go_quote(value) + ": ";
        };
        for (std::size_t i = 0; i < requirement.values.size(); ++i) {
            const auto& value = requirement.values[i];
            const std::string field = "values[" + std::to_string(i) + "]";
            if (counts && !is_integer(value)) {
                errors.push_back(invalid(field, value) +
                                 "for 'Gt', 'Lt' operators, the value must be an integer");
            }
        }
        for (std::size_t i = 0; i < requirement.values.size(); ++i) {
            const auto& value = requirement.values[i];
            if (const auto problems = label_value_problems(value); !problems.empty()) {
                errors.push_back(
                    invalid("values[" + std::to_string(i) + "][" + requirement.key + "]", value) +
                    join(problems, "; "));
            }
        }
        if (!errors.empty()) {
            throw UsageError(errors.size() == 1 ? errors.front() : "[" + join(errors, ", ") + "]");
        }
    }

    static bool is_integer(std::string_view text) {
        text.remove_prefix(text.starts_with('+') && !text.starts_with("+-") ? 1 : 0);
        std::int64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        return read.ec == std::errc() && read.ptr == text.data() + text.size();
    }

    Lexer lexer_;
    Token next_;
};

}  // namespace

std::vector<LabelRequirement> parse_label_requirements(std::string_view text) {
    return RequirementsParser(text).run();
}

}  // namespace yare
