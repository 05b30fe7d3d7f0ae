#include "output/jsonpath/condition_parser.hpp"

#include "base/error.hpp"

namespace yare::jsonpath {

namespace {

constexpr int k_deepest = 100;

bool is_operator(char c) { return c == '!' || c == '<' || c == '=' || c == '>'; }

bool is_known_comparison(std::string_view text) {
    return text == "==" || text == "!=" || text == "<" || text == "<=" || text == ">" || text == ">=";
}

}  // namespace

Condition ConditionParser::run() {
    Condition condition = any(0);
    if (!take(")")) {
        scanner_.fail("unterminated filter", scanner_.at());
    }
    if (!take("]")) {
        scanner_.fail("unclosed array expect ]", scanner_.at());
    }
    return condition;
}

void ConditionParser::unterminated(std::size_t open) const { scanner_.fail("unterminated filter", open); }

void ConditionParser::skip_spaces() {
    while (scanner_.byte() == ' ' || scanner_.byte() == '\t') {
        scanner_.next();
    }
}

bool ConditionParser::take(std::string_view word) {
    const bool found = scanner_.looking_at(word);
    scanner_.move_to(scanner_.at() + (found ? word.size() : 0));
    return found;
}

Condition ConditionParser::any(int depth) {
    Condition condition;
    condition.kind = Condition::Kind::any;
    do {
        condition.parts.push_back(all(depth));
        skip_spaces();
    } while (take("||") && (extended_ = true));
    return condition.parts.size() == 1 ? Condition(std::move(condition.parts.front())) : condition;
}

Condition ConditionParser::all(int depth) {
    Condition condition;
    condition.kind = Condition::Kind::all;
    do {
        condition.parts.push_back(one(depth));
        skip_spaces();
    } while (take("&&") && (extended_ = true));
    return condition.parts.size() == 1 ? Condition(std::move(condition.parts.front())) : condition;
}

Condition ConditionParser::one(int depth) {
    skip_spaces();
    if (depth > k_deepest) {
        scanner_.fail("template too complex", scanner_.at());
    }
    if (take("!")) {
        extended_ = true;
        Condition condition;
        condition.kind = Condition::Kind::negated;
        condition.parts.push_back(one(depth + 1));
        return condition;
    }
    const std::size_t open = scanner_.at();
    if (take("(")) {
        extended_ = true;
        Condition condition = any(depth + 1);
        if (!take(")")) {
            scanner_.fail(scanner_.at_end() ? "unterminated filter" : "missing closing )",
                          scanner_.at_end() ? open : scanner_.at());
        }
        return condition;
    }
    return comparison();
}

Condition ConditionParser::comparison() {
    const std::size_t begin = scanner_.at();
    skip_operand();
    const std::size_t end = scanner_.at();
    Condition condition;
    if (!is_operator(scanner_.byte())) {
        condition.left = operand(begin, end);
        return condition;
    }
    const std::size_t sign = scanner_.at();
    if (take("=~")) {
        extended_ = true;
        return match(begin, end);
    }
    // A ! behind the operator belongs to no operator, but kubectl takes it into it.
    while (is_operator(scanner_.byte())) {
        scanner_.next();
    }
    condition.kind = Condition::Kind::compare;
    condition.comparison = std::string(scanner_.between(sign, scanner_.at()));
    if (!is_known_comparison(condition.comparison)) {
        scanner_.fail("unrecognized filter operator " + condition.comparison, sign);
    }
    skip_spaces();
    const std::size_t right = scanner_.at();
    skip_operand();
    if (is_operator(scanner_.byte())) {
        scanner_.fail("unexpected comparison", scanner_.at());
    }
    condition.left = operand(begin, end);
    condition.right = operand(right, scanner_.at());
    return condition;
}

Condition ConditionParser::match(std::size_t begin, std::size_t end) {
    Condition condition;
    condition.kind = Condition::Kind::match;
    condition.left = operand(begin, end);
    skip_spaces();
    const std::size_t open = scanner_.at();
    const std::string_view raw = pattern_text();
    std::string pattern;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '\\' && i + 1 < raw.size()) {
            if (raw[i + 1] != '/') {
                pattern += '\\';
            }
            ++i;
        }
        pattern += raw[i];
    }
    Regex::Options options;
    for (;;) {
        if (take("i")) {
            options.ignore_case = true;
        } else if (take("m")) {
            options.multi_line = true;
        } else if (take("s")) {
            options.dot_all = true;
        } else {
            break;
        }
    }
    try {
        condition.pattern = std::make_shared<const Regex>(pattern, options);
    } catch (const Error& error) {
        scanner_.fail(error.what(), open);
    }
    return condition;
}

// Between two slashes; a backslash keeps one from being the end.
std::string_view ConditionParser::pattern_text() {
    const std::size_t open = scanner_.at();
    if (!take("/")) {
        scanner_.fail("missing regular expression /.../", open);
    }
    while (scanner_.byte() != '/') {
        if (scanner_.at_end() || scanner_.byte() == '\n') {
            scanner_.fail("unterminated regular expression", open);
        }
        if (scanner_.next() == '\\') {
            scanner_.next();
        }
    }
    const auto text = scanner_.between(open + 1, scanner_.at());
    scanner_.next();
    return text;
}

Path ConditionParser::operand(std::size_t begin, std::size_t end) {
    while (end > begin && (scanner_.text()[end - 1] == ' ' || scanner_.text()[end - 1] == '\t')) {
        --end;
    }
    if (begin == end) {
        scanner_.fail("missing operand", begin);
    }
    return parser_.piece({}, begin, end, {}, true);
}

// To what can follow an operand: an operator, && or ||, a closing parenthesis.
void ConditionParser::skip_operand() {
    const std::size_t begin = scanner_.at();
    for (;;) {
        const char c = scanner_.byte();
        if (scanner_.at_end() || c == '\n') {
            unterminated(begin);
        }
        if (c == ')' || is_operator(c) || scanner_.looking_at("&&") || scanner_.looking_at("||")) {
            return;
        }
        if (c == '"' || c == '\'') {
            skip_quoted();
        } else if (c == '[') {
            skip_bracket();
        } else if (c == '(') {
            scanner_.fail("unexpected (", scanner_.at());
        } else {
            scanner_.next();
            if (c == '\\') {
                scanner_.next();
            }
        }
    }
}

void ConditionParser::skip_quoted() {
    const std::size_t open = scanner_.at();
    const char quote = scanner_.byte();
    do {
        if (scanner_.next() == '\\') {
            scanner_.next();
        }
        if (scanner_.at_end() || scanner_.byte() == '\n') {
            scanner_.fail("unterminated quoted string", open);
        }
    } while (scanner_.byte() != quote);
    scanner_.next();
}

void ConditionParser::skip_bracket() {
    const std::size_t open = scanner_.at();
    if (scanner_.looking_at("[?(")) {
        skip_filter(open);
        return;
    }
    while (scanner_.byte() != ']') {
        if (scanner_.at_end() || scanner_.byte() == '\n') {
            scanner_.fail("unterminated array", open);
        }
        scanner_.next();
    }
    scanner_.next();
}

// From [?( to behind its )].
void ConditionParser::skip_filter(std::size_t open) {
    scanner_.move_to(open + 3);
    for (int parentheses = 1; parentheses > 0;) {
        const char c = scanner_.byte();
        if (scanner_.at_end() || c == '\n') {
            unterminated(open);
        }
        if (c == '"' || c == '\'') {
            skip_quoted();
        } else if (take("=~")) {
            skip_spaces();
            pattern_text();
        } else {
            parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
            scanner_.next();
            if (c == '\\') {
                scanner_.next();
            }
        }
    }
    if (!take("]")) {
        scanner_.fail("unclosed array expect ]", scanner_.at());
    }
}

}  // namespace yare::jsonpath
