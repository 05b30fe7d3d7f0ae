// Go's strconv.FormatFloat.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "output/template/number.hpp"

namespace yare::gotemplate {

namespace {

// 0.DIGITS * 10^point, without zeros at the end; no digits for zero.
struct Decimal {
    std::string digits;
    int point = 0;
};

Decimal to_decimal(double magnitude, int precision) {
    if (magnitude == 0) {
        return {};
    }
    std::string text(static_cast<std::size_t>(precision < 0 ? 0 : precision) + 40, '\0');
    const auto format = std::chars_format::scientific;
    char* const begin = text.data();
    char* const end = begin + text.size();
    const auto done = precision < 0 ? std::to_chars(begin, end, magnitude, format)
                                    : std::to_chars(begin, end, magnitude, format, precision);
    text.resize(static_cast<std::size_t>(done.ptr - begin));
    const auto e = text.find('e');
    int exponent = 0;
    const char* const exponent_begin = text.data() + e + (text[e + 1] == '+' ? 2 : 1);
    std::from_chars(exponent_begin, text.data() + text.size(), exponent);
    Decimal result{text.substr(0, 1), exponent + 1};
    if (e > 2) {
        result.digits += text.substr(2, e - 2);
    }
    result.digits.resize(result.digits.find_last_not_of('0') + 1);
    return result;
}

// Digits from `from` on, at most `count`, zeros behind their end.
void append_digits(std::string& out, const std::string& digits, int from, int count) {
    const auto size = static_cast<int>(digits.size());
    for (int i = from; i < from + count; ++i) {
        out += i >= 0 && i < size ? digits[static_cast<std::size_t>(i)] : '0';
    }
}

void append_exponent(std::string& out, char letter, int exponent) {
    out += letter;
    out += exponent < 0 ? '-' : '+';
    const std::string text = std::to_string(std::abs(exponent));
    out += text.size() < 2 ? "0" + text : text;
}

void append_scientific(std::string& out, const Decimal& decimal, int precision, char letter) {
    append_digits(out, decimal.digits, 0, 1);
    if (precision > 0) {
        out += '.';
        append_digits(out, decimal.digits, 1, precision);
    }
    append_exponent(out, letter, decimal.digits.empty() ? 0 : decimal.point - 1);
}

void append_plain(std::string& out, const Decimal& decimal, int precision) {
    if (decimal.point > 0) {
        append_digits(out, decimal.digits, 0, decimal.point);
    } else {
        out += '0';
    }
    if (precision > 0) {
        out += '.';
        append_digits(out, decimal.digits, decimal.point, precision);
    }
}

void append_general(std::string& out, double magnitude, int precision, char verb) {
    const bool shortest = precision < 0;
    precision = precision == 0 ? 1 : precision;
    const Decimal decimal = to_decimal(magnitude, shortest ? -1 : precision - 1);
    const auto count = static_cast<int>(decimal.digits.size());
    int threshold = shortest ? 6 : precision;
    if (!shortest && threshold > count && count >= decimal.point) {
        threshold = count;
    }
    const int exponent = decimal.point - 1;
    if (exponent < -4 || exponent >= threshold) {
        const int digits = shortest || precision > count ? count : precision;
        append_scientific(out, decimal, digits - 1, verb == 'G' ? 'E' : 'e');
    } else {
        append_plain(out, decimal, std::max(count - decimal.point, 0));
    }
}

void append_fixed(std::string& out, double magnitude, int precision) {
    constexpr std::size_t k_most_before = 340;  // digits before the point, and more
    std::string text(static_cast<std::size_t>(std::max(precision, 0)) + k_most_before, '\0');
    const auto format = std::chars_format::fixed;
    char* const end = text.data() + text.size();
    const auto done = precision < 0 ? std::to_chars(text.data(), end, magnitude, format)
                                    : std::to_chars(text.data(), end, magnitude, format, precision);
    out.append(text.data(), done.ptr);
}

struct Binary {
    std::uint64_t mantissa;
    int exponent;  // of the mantissa as a whole number
};

Binary to_binary(double magnitude) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &magnitude, sizeof bits);
    const auto exponent = static_cast<int>(bits >> 52);
    const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
    return exponent == 0 ? Binary{fraction, -1074}
                         : Binary{fraction | (std::uint64_t{1} << 52), exponent - 1075};
}

// d.ddddp±dd: a leading 1 and the rest in hexadecimal digits.
void append_hex(std::string& out, double magnitude, int precision, bool upper) {
    const char* const alphabet = upper ? "0123456789ABCDEFX" : "0123456789abcdefx";
    auto [mantissa, exponent] = to_binary(magnitude);
    exponent = mantissa == 0 ? 0 : exponent + 52;
    mantissa <<= 8;  // the leading 1 at bit 60
    constexpr std::uint64_t one = std::uint64_t{1} << 60;
    while (mantissa != 0 && (mantissa & one) == 0) {
        mantissa <<= 1;
        --exponent;
    }
    if (precision >= 0 && precision < 15) {
        const int dropped = 60 - precision * 4;
        const std::uint64_t rest = mantissa & ((std::uint64_t{1} << dropped) - 1);
        const std::uint64_t half = std::uint64_t{1} << (dropped - 1);
        mantissa >>= dropped;
        mantissa += rest > half || (rest == half && (mantissa & 1) != 0) ? 1 : 0;
        mantissa <<= dropped;
        if ((mantissa & (one << 1)) != 0) {
            mantissa >>= 1;
            ++exponent;
        }
    }
    out += '0';
    out += alphabet[16];
    out += mantissa == 0 ? '0' : '1';
    std::string digits;
    for (mantissa <<= 4; mantissa != 0; mantissa <<= 4) {
        digits += alphabet[mantissa >> 60];
    }
    const int shown = precision < 0 ? static_cast<int>(digits.size()) : precision;
    if (shown > 0) {
        out += '.';
        append_digits(out, digits, 0, shown);
    }
    append_exponent(out, upper ? 'P' : 'p', exponent);
}

}  // namespace

std::string format_float(double value, char verb, int precision) {
    if (std::isnan(value)) {
        return "NaN";
    }
    if (std::isinf(value)) {
        return value > 0 ? "+Inf" : "-Inf";
    }
    std::string out = std::signbit(value) ? "-" : "";
    const double magnitude = std::fabs(value);
    switch (verb) {
        case 'e':
        case 'E': {
            const Decimal decimal = to_decimal(magnitude, precision);
            append_scientific(out, decimal,
                              precision < 0 ? static_cast<int>(decimal.digits.size()) - 1 : precision, verb);
            break;
        }
        case 'f':
            append_fixed(out, magnitude, precision);
            break;
        case 'b': {
            const auto [mantissa, exponent] = to_binary(magnitude);
            out += std::to_string(mantissa) + "p" + (exponent >= 0 ? "+" : "") + std::to_string(exponent);
            break;
        }
        case 'x':
        case 'X':
            append_hex(out, magnitude, precision, verb == 'X');
            break;
        default:
            append_general(out, magnitude, precision, verb);
    }
    return out;
}

}  // namespace yare::gotemplate
