#include "output/jsonpath/parser.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "output/jsonpath/action_parser.hpp"

namespace yare::jsonpath {

namespace {

Node named(Node::Kind kind, std::string name) {
    Node node;
    node.kind = kind;
    node.name = std::move(name);
    return node;
}

// fmt's %#U: `U+002A '*'`, the character only when it prints.
std::string described(char32_t code) {
    char hex[16];
    const auto end = std::to_chars(hex, hex + sizeof hex, static_cast<std::uint32_t>(code), 16).ptr;
    const std::string digits = to_upper({hex, static_cast<std::size_t>(end - hex)});
    std::string out = "U+" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
    std::string character;
    append_utf8(character, code);
    const std::string quoted = go_quote(character);
    const bool prints = quoted.size() == character.size() + 2 || code == '"' || code == '\\';
    return prints ? out + " '" + character + "'" : out;
}

}  // namespace

Path parse_template(std::string_view text) {
    ParserBounds bounds;
    bounds.whole_size = text.size();
    return ActionParser(text, 0, 0, bounds).whole();
}

Path ActionParser::whole() {
    Path path;
    for (;;) {
        const std::size_t begin = scanner_.at();
        const std::size_t brace = scanner_.text().find('{', begin);
        const std::size_t end = brace == std::string_view::npos ? scanner_.text().size() : brace;
        if (end > begin) {
            path.push_back(named(Node::Kind::text, std::string(scanner_.between(begin, end))));
        }
        if (brace == std::string_view::npos) {
            return path;
        }
        scanner_.move_to(brace);
        Node node = named(Node::Kind::action, {});
        node.paths.push_back(action());
        path.push_back(std::move(node));
    }
}

// From the opening brace to behind the closing one.
Path ActionParser::action() {
    const std::size_t begin = scanner_.at();
    scanner_.next();
    Path path;
    for (;;) {
        const std::size_t at = scanner_.at();
        const char32_t code = scanner_.peek();
        if (code == '}') {
            scanner_.next();
            return path;
        }
        if (scanner_.looking_at("[?(")) {
            filter(path);
        } else if (scanner_.looking_at("..")) {
            recursive(path);
        } else if (code == k_end || code == '\r' || code == '\n') {
            scanner_.fail("unclosed action", code == k_end ? begin : at);
        } else if (code == ' ' || code == '@' || code == '$') {
            scanner_.next();
        } else if (code == '[') {
            bracket(path);
        } else if (code == '"' || code == '\'') {
            quote(path, static_cast<char>(code));
        } else if (code == '.') {
            scanner_.next();
            field(path);
        } else if (code == '+' || code == '-' || is_digit(code)) {
            number(path);
        } else if (is_alphanumeric(code)) {
            identifier(path);
        } else {
            scanner_.fail("unrecognized character in action: " + described(code), at);
        }
    }
}

void ActionParser::identifier(Path& path) {
    const std::size_t begin = scanner_.at();
    while (!is_terminator(scanner_.peek())) {
        scanner_.next();
    }
    const std::string_view word = scanner_.between(begin, scanner_.at());
    if (word == "true" || word == "false") {
        Node node = named(Node::Kind::boolean, {});
        node.boolean = word == "true";
        path.push_back(std::move(node));
    } else {
        path.push_back(named(Node::Kind::identifier, std::string(word)));
    }
}

void ActionParser::recursive(Path& path) {
    if (!path.empty() && path.back().kind == Node::Kind::recursive) {
        scanner_.fail("invalid multiple recursive descent", scanner_.at());
    }
    scanner_.move_to(scanner_.at() + 2);
    path.push_back(named(Node::Kind::recursive, {}));
    if (is_alphanumeric(scanner_.peek())) {
        field(path);
    }
}

// A name to the next terminator that no backslash escapes.
void ActionParser::field(Path& path) {
    const std::size_t begin = scanner_.at();
    for (;;) {
        const char32_t code = scanner_.peek();
        if (code == '\\') {
            scanner_.next();
            scanner_.next();
        } else if (is_terminator(code)) {
            break;
        } else {
            scanner_.next();
        }
    }
    const std::string_view name = scanner_.between(begin, scanner_.at());
    if (name == "*") {
        path.push_back(named(Node::Kind::wildcard, {}));
        return;
    }
    std::string plain;
    for (const char c : name) {
        if (c != '\\') {
            plain += c;
        }
    }
    path.push_back(named(Node::Kind::field, std::move(plain)));
}

void ActionParser::number(Path& path) {
    const std::size_t begin = scanner_.at();
    if (scanner_.byte() == '+' || scanner_.byte() == '-') {
        scanner_.next();
    }
    for (char32_t code = scanner_.peek(); code == '.' || (code != k_end && is_digit(code));
         code = scanner_.peek()) {
        scanner_.next();
    }
    const std::string_view text = scanner_.between(begin, scanner_.at());
    const std::string_view unsigned_text = text.substr(text.front() == '+' ? 1 : 0);
    const char* const first = unsigned_text.data();
    const char* const last = first + unsigned_text.size();
    const bool twice_signed = text.front() == '+' && unsigned_text.substr(0, 1) == "-";
    Node node = named(Node::Kind::integer, {});
    if (const auto read = std::from_chars(first, last, node.integer);
        !twice_signed && read.ec == std::errc() && read.ptr == last) {
        path.push_back(std::move(node));
        return;
    }
    node.kind = Node::Kind::floating;
    const auto read = std::from_chars(first, last, node.floating);
    const bool good = read.ec == std::errc() && read.ptr == last && std::isfinite(node.floating);
    if (twice_signed || !good) {
        scanner_.fail("cannot parse number " + std::string(text), begin);
    }
    path.push_back(std::move(node));
}

void ActionParser::quote(Path& path, char end) {
    const std::size_t begin = scanner_.at();
    scanner_.next();
    for (;;) {
        const char c = scanner_.byte();
        if (scanner_.at_end() || c == '\n') {
            scanner_.fail("unterminated quoted string", begin);
        }
        scanner_.next();
        if (c == end && scanner_.text()[scanner_.at() - 2] != '\\') {
            break;
        }
    }
    const std::string_view quoted = scanner_.between(begin, scanner_.at());
    std::string text;
    if (!unquote(quoted, text)) {
        scanner_.fail("unquote string " + std::string(quoted) + " error invalid syntax", begin);
    }
    path.push_back(named(Node::Kind::text, std::move(text)));
}

Path ActionParser::piece(const std::string& before, std::size_t begin, std::size_t end,
                         const std::string& after, bool only) {
    constexpr int k_deepest = 100;
    constexpr int k_most_pieces = 20000;
    if (depth_ >= k_deepest || ++bounds_.pieces > k_most_pieces) {
        scanner_.fail("template too complex", begin);
    }
    const std::string text = "{" + before + std::string(scanner_.between(begin, end)) + after + "}";
    const auto origin =
        static_cast<std::ptrdiff_t>(scanner_.place(begin)) - static_cast<std::ptrdiff_t>(before.size()) - 1;
    Path parsed = ActionParser(text, origin, depth_ + 1, bounds_).whole();
    if (only && parsed.size() != 1) {
        scanner_.fail("unrecognized character in action: " + described('}'), begin);
    }
    return std::move(parsed.front().paths.front());
}

}  // namespace yare::jsonpath
