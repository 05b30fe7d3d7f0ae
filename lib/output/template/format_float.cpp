// Floats and complex numbers under Go's verbs.
#include "base/text.hpp"
#include "output/template/format.hpp"
#include "output/template/number.hpp"

namespace yare::gotemplate {

namespace {

// What %#g, %#e and their like add: a point, and the zeros that %g drops.
std::string with_point(const std::string& text, char verb, int precision) {
    const bool counts = verb == 'g' || verb == 'G' || verb == 'x';
    int missing = !counts ? 0 : precision < 0 ? 6 : precision;
    const bool is_hex = verb == 'x' || verb == 'X';
    const auto exponent = text.find_first_of(is_hex ? "pP" : "eE");
    std::string digits = text.substr(0, exponent);
    const std::string tail = exponent == text.npos ? "" : text.substr(exponent);
    bool has_point = false;
    bool significant = false;
    for (std::size_t i = 1; i < digits.size(); ++i) {
        if (digits[i] == '.') {
            has_point = true;
            continue;
        }
        significant = significant || digits[i] != '0';
        missing -= significant ? 1 : 0;
    }
    if (!has_point) {
        missing -= digits.size() == 2 && digits[1] == '0' ? 1 : 0;
        digits += '.';
    }
    digits.append(static_cast<std::size_t>(missing > 0 ? missing : 0), '0');
    return digits + tail;
}

}  // namespace

void Formatter::float64(double value, char32_t verb) {
    const char letter = verb == 'v' ? 'g' : verb == 'F' ? 'f' : static_cast<char>(verb);
    const bool has_default = letter == 'f' || letter == 'e' || letter == 'E';
    const int precision = flags_.has_precision ? flags_.precision : has_default ? 6 : -1;
    std::string text = format_float(value, letter, precision);
    if (text[0] != '-' && text[0] != '+') {
        text.insert(0, 1, '+');
    }
    if (flags_.space && text[0] == '+' && !flags_.plus) {
        text[0] = ' ';
    }
    const bool zero = flags_.zero;
    if (text[1] == 'I' || text[1] == 'N') {
        flags_.zero = false;
        pad(text[1] == 'N' && !flags_.space && !flags_.plus ? text.substr(1) : text);
        flags_.zero = zero;
        return;
    }
    if (flags_.sharp && letter != 'b') {
        text = with_point(text, letter, precision);
    }
    if (!flags_.plus && text[0] == '+') {
        pad(std::string_view(text).substr(1));
        return;
    }
    const auto width = static_cast<std::size_t>(flags_.width);
    if (zero && !flags_.minus && flags_.has_width && width > text.size()) {
        append(std::string_view(text).substr(0, 1));
        padding(width - text.size());
        append(std::string_view(text).substr(1));
        return;
    }
    pad(text);
}

void Formatter::complex(const Value& value, char32_t verb) {
    const bool plus = flags_.plus;
    append("(");
    float64(value.real(), verb);
    flags_.plus = true;
    float64(value.imaginary(), verb);
    append("i)");
    flags_.plus = plus;
}

}  // namespace yare::gotemplate
