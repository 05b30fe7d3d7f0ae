#include "output/jsonpath/scanner.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/unicode.hpp"

namespace yare::jsonpath {

bool is_terminator(char32_t code) {
    switch (code) {
        case k_end:
        case ' ':
        case '\t':
        case '\r':
        case '\n':
        case '.':
        case ',':
        case '[':
        case ']':
        case '$':
        case '@':
        case '{':
        case '}':
            return true;
        default:
            return false;
    }
}

bool is_alphanumeric(char32_t code) {
    return code == '_' || (code != k_end && (is_letter(code) || is_digit(code)));
}

std::size_t Scanner::width(char32_t& code) const {
    if (at_end()) {
        code = k_end;
        return 0;
    }
    const auto length = decode_utf8(text_.substr(at_), code);
    if (length == 0) {
        code = 0xfffd;
        return 1;
    }
    return length;
}

char32_t Scanner::peek() const {
    char32_t code = 0;
    width(code);
    return code;
}

char32_t Scanner::next() {
    char32_t code = 0;
    at_ += width(code);
    return code;
}

std::size_t Scanner::place(std::size_t at) const {
    const auto place = origin_ + static_cast<std::ptrdiff_t>(at);
    return static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(place, 0, static_cast<std::ptrdiff_t>(whole_size_)));
}

void Scanner::fail(const std::string& message, std::size_t at) const {
    throw SyntaxError{message, place(at)};
}

}  // namespace yare::jsonpath
