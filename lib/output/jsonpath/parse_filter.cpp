// [?(...)], first as kubectl reads it, then with what it does not know.
#include <charconv>

#include "base/text.hpp"
#include "output/jsonpath/action_parser.hpp"
#include "output/jsonpath/condition_parser.hpp"

namespace yare::jsonpath {

namespace {

bool is_operator(char c) { return c == '!' || c == '<' || c == '=' || c == '>'; }

int hex_value(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// \xHH, \uHHHH or \UHHHHHHHH behind its letter.
bool unquote_hexadecimal(std::string_view& rest, char letter, std::string& out) {
    const std::size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    if (rest.size() < digits) {
        return false;
    }
    std::uint32_t value = 0;
    for (const char c : rest.substr(0, digits)) {
        const int digit = hex_value(c);
        if (digit < 0) {
            return false;
        }
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    rest.remove_prefix(digits);
    if (letter == 'x') {
        out += static_cast<char>(static_cast<unsigned char>(value));
        return true;
    }
    if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
        return false;
    }
    append_utf8(out, static_cast<char32_t>(value));
    return true;
}

bool unquote_octal(std::string_view& rest, char first, std::string& out) {
    if (rest.size() < 2) {
        return false;
    }
    int value = first - '0';
    for (const char c : rest.substr(0, 2)) {
        if (c < '0' || c > '7') {
            return false;
        }
        value = value * 8 + (c - '0');
    }
    rest.remove_prefix(2);
    out += static_cast<char>(static_cast<unsigned char>(value));
    return value <= 255;
}

// What stands behind a backslash.
bool unquote_escape(std::string_view& rest, char quote, std::string& out) {
    if (rest.empty()) {
        return false;
    }
    const char c = rest.front();
    rest.remove_prefix(1);
    constexpr std::string_view letters = "abfnrtv\\";
    constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\";
    if (const auto at = letters.find(c); at != std::string_view::npos) {
        out += meanings[at];
        return true;
    }
    if (c == quote) {
        out += c;
        return true;
    }
    if (c == 'x' || c == 'u' || c == 'U') {
        return unquote_hexadecimal(rest, c, out);
    }
    return c >= '0' && c <= '7' && unquote_octal(rest, c, out);
}

}  // namespace

bool unquote(std::string_view quoted, std::string& out) {
    const char quote = quoted.front();
    std::string_view rest = quoted.substr(1, quoted.size() - 2);
    out.clear();
    if (rest.find('\\') == std::string_view::npos && rest.find(quote) == std::string_view::npos) {
        out = rest;
        return true;
    }
    while (!rest.empty()) {
        const char c = rest.front();
        if (c == '\\') {
            rest.remove_prefix(1);
            if (!unquote_escape(rest, quote, out)) {
                return false;
            }
        } else if (c == quote) {
            return false;
        } else {
            char32_t code = 0;
            const auto length = decode_utf8(rest, code);
            append_utf8(out, length == 0 ? 0xfffd : code);
            rest.remove_prefix(length == 0 ? 1 : length);
        }
    }
    return true;
}

void ActionParser::filter(Path& path) {
    const std::size_t begin = scanner_.at();
    Node node;
    node.kind = Node::Kind::filter;
    try {
        node.condition = std::make_shared<const Condition>(plain_filter());
    } catch (const SyntaxError& error) {
        scanner_.move_to(begin);
        bool extended = false;
        try {
            node.condition = std::make_shared<const Condition>(extended_filter(extended));
        } catch (const SyntaxError&) {
            if (extended) {
                throw;
            }
            throw error;
        }
    }
    path.push_back(std::move(node));
}

Condition ActionParser::extended_filter(bool& extended) {
    scanner_.move_to(scanner_.at() + 3);
    ConditionParser parser(*this);
    try {
        return parser.run();
    } catch (const SyntaxError&) {
        extended = parser.is_extended();
        throw;
    }
}

// Ends at the first parenthesis that does not follow an open quote; kubectl counts one pair of quotes only.
Condition ActionParser::plain_filter() {
    const std::size_t open = scanner_.at();
    const std::size_t begin = open + 3;
    scanner_.move_to(begin);
    bool quoted = false;
    bool closed = false;
    char quote = '\0';
    for (;;) {
        const char c = scanner_.byte();
        if (scanner_.at_end() || c == '\n') {
            scanner_.fail("unterminated filter", open);
        }
        scanner_.next();
        if (c == ')' && quoted == closed) {
            break;
        }
        if (c == '"' || c == '\'') {
            if (!quoted) {
                quoted = true;
                quote = c;
            } else if (c == quote && scanner_.text()[scanner_.at() - 2] != '\\') {
                closed = true;
            }
        }
    }
    const std::size_t end = scanner_.at() - 1;
    if (scanner_.next() != ']') {
        scanner_.fail("unclosed array expect ]", end + 1);
    }
    // LEFT OPERATOR RIGHT, each at least one character, the operator as long as can be.
    std::size_t sign = begin;
    const std::string_view text = scanner_.text();
    while (sign < end && !is_operator(text[sign])) {
        ++sign;
    }
    std::size_t right = sign;
    while (right < end && is_operator(text[right])) {
        ++right;
    }
    if (right == end && right > sign + 1) {
        --right;  // then the last character of the operator is what stands behind it
    }
    Condition condition;
    if (sign == begin || right == sign || right == end) {
        condition.left = piece({}, begin, end);
        return condition;
    }
    condition.kind = Condition::Kind::compare;
    condition.comparison = std::string(text.substr(sign, right - sign));
    condition.left = piece({}, begin, sign);
    condition.right = piece({}, right, end);
    return condition;
}

}  // namespace yare::jsonpath
