#include "base/regex_reader.hpp"

#include <string>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_octal(char c) { return c >= '0' && c <= '7'; }

int hex_value(char c) {
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

}  // namespace

bool is_regex_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

void RegexReader::fail(const std::string& what, std::string_view where) {
    throw Error("error parsing regexp: " + what + ": `" + std::string(where) + "`");
}

bool RegexReader::take(std::string_view word) {
    const bool found = rest_.substr(0, word.size()) == word;
    rest_.remove_prefix(found ? word.size() : 0);
    return found;
}

char32_t RegexReader::take_code() {
    char32_t code = 0;
    rest_.remove_prefix(decode_utf8(rest_, code));
    return code;
}

// What has been read since `before`, which was rest_ then.
std::string_view RegexReader::since(std::string_view before) const {
    return before.substr(0, before.size() - rest_.size());
}

// \d and its like, \pL and its like: adds them to `ranges`. False when there stands something else.
bool RegexReader::escaped_class(RegexClass& ranges, bool fold) {
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
    if (fold) {
        add_other_case(found);
    }
    const char letter = rest_[1];
    add_class(ranges, std::move(found), letter == 'D' || letter == 'S' || letter == 'W');
    rest_.remove_prefix(2);
    return true;
}

void RegexReader::unicode_class(RegexClass& ranges, bool negated, std::string_view before) {
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
char32_t RegexReader::escaped_code() {
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
    if (code < 0x80 && (c == '_' || !is_regex_word(c))) {
        return code;
    }
    fail("invalid escape sequence", since(before));
}

char32_t RegexReader::hexadecimal(std::string_view before) {
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

RegexClass RegexReader::bracket_class(bool fold) {
    const auto before = rest_;
    take("[");
    const bool negated = take("^");
    RegexClass ranges;
    for (bool first = true; rest_.empty() || rest_.front() != ']' || first; first = false) {
        if (rest_.substr(0, 2) == "[:" && posix_class(ranges, fold)) {
            continue;
        }
        if (escaped_class(ranges, fold)) {
            continue;
        }
        class_range(ranges, before, fold);
    }
    take("]");
    normalize(ranges);
    if (negated) {
        negate(ranges);
    }
    return ranges;
}

void RegexReader::class_range(RegexClass& ranges, std::string_view whole, bool fold) {
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
    if (fold) {
        add_other_case(found);
    }
    ranges.insert(ranges.end(), found.begin(), found.end());
}

char32_t RegexReader::class_code(std::string_view whole) {
    if (rest_.empty()) {
        fail("missing closing ]", whole);
    }
    return rest_.front() == '\\' ? escaped_code() : take_code();
}

// [:alpha:]; false when it is no such thing at all.
bool RegexReader::posix_class(RegexClass& ranges, bool fold) {
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
    if (fold) {
        add_other_case(found);
    }
    add_class(ranges, std::move(found), negated);
    rest_.remove_prefix(end + 2);
    return true;
}

}  // namespace yare
