#include "output/template/number.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "base/text.hpp"

namespace yare::gotemplate {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'f'; }

// Go's rule for `_`: between digits, or between a prefix such as 0x and a digit.
bool underscores_stand_well(std::string_view text) {
    bool hex = false;
    bool after_digit = false;
    bool after_underscore = false;
    std::size_t i = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    if (i + 1 < text.size() && text[i] == '0' && std::string_view("box").find(lower(text[i + 1])) < 3) {
        hex = lower(text[i + 1]) == 'x';
        after_digit = true;
        i += 2;
    }
    for (; i < text.size(); ++i) {
        const bool digit = is_digit(text[i]) || (hex && is_hex_letter(text[i]));
        const bool underscore = text[i] == '_';
        if ((underscore && !after_digit) || (after_underscore && !digit)) {
            return false;
        }
        after_digit = digit;
        after_underscore = underscore;
    }
    return !after_underscore;
}

std::string without_underscores(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != '_') {
            out += c;
        }
    }
    return out;
}

// Go's strconv.ParseUint(text, 0, 64).
std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
    if (text.find('_') != text.npos && !underscores_stand_well(text)) {
        return std::nullopt;
    }
    const std::string plain = without_underscores(text);
    std::string_view digits = plain;
    int base = 10;
    if (digits.size() > 1 && digits[0] == '0') {
        const char prefix = lower(digits[1]);
        const bool prefixed = digits.size() > 2 && (prefix == 'x' || prefix == 'o' || prefix == 'b');
        base = !prefixed || prefix == 'o' ? 8 : prefix == 'x' ? 16 : 2;
        digits.remove_prefix(prefixed ? 2 : 1);
    }
    std::uint64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value, base);
    if (read.ec != std::errc() || read.ptr != end) {
        return std::nullopt;
    }
    return value;
}

// Go's strconv.ParseInt(text, 0, 64).
std::optional<std::int64_t> parse_signed(std::string_view text) {
    const bool negative = text[0] == '-';
    const auto magnitude = parse_unsigned(negative || text[0] == '+' ? text.substr(1) : text);
    constexpr std::uint64_t limit = std::uint64_t{1} << 63;
    if (!magnitude || *magnitude > limit || (*magnitude == limit && !negative)) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(negative ? ~*magnitude + 1 : *magnitude);
}

// Go's strconv.ParseFloat(text, 64), but for infinities and NaN.
std::optional<double> parse_float(std::string_view text) {
    if (text.find('_') != text.npos && !underscores_stand_well(text)) {
        return std::nullopt;
    }
    const std::string plain = without_underscores(text);
    const char* at = plain.c_str() + (plain[0] == '+' || plain[0] == '-' ? 1 : 0);
    const bool hex = at[0] == '0' && lower(at[1]) == 'x';
    if (hex && plain.find_first_of("pP") == plain.npos) {
        return std::nullopt;
    }
    if (!is_digit(*at) && *at != '.') {
        return std::nullopt;
    }
    double value = 0;
    const char* const end = plain.c_str() + plain.size();
    const auto read = std::from_chars(hex ? at + 2 : at, end, value,
                                      hex ? std::chars_format::hex : std::chars_format::general);
    if (read.ptr != end || read.ec == std::errc::invalid_argument) {
        return std::nullopt;
    }
    if (read.ec == std::errc::result_out_of_range) {
        value = std::strtod(at, nullptr);  // tells too small, which is zero, from too large
        if (!std::isfinite(value)) {
            return std::nullopt;
        }
    }
    return plain[0] == '-' ? -value : value;
}

void set_complex(NumberNode& node, double real, double imaginary) {
    node.is_complex = true;
    node.real = real;
    node.imaginary = imaginary;
}

}  // namespace

std::string read_number(NumberNode& node) {
    const std::string_view text = node.text;
    if (text.ends_with('i')) {
        if (const auto value = parse_float(text.substr(0, text.size() - 1))) {
            set_complex(node, 0, *value);
            return {};
        }
    }
    node.is_uint = parse_unsigned(text).has_value();
    if (const auto value = parse_signed(text)) {
        node.is_int = node.is_float = true;
        node.integer = *value;
        node.real = static_cast<double>(*value);
    } else if (!node.is_uint) {
        const auto real = parse_float(text);
        if (!real) {
            return "illegal number syntax: " + go_quote(text);
        }
        if (text.find_first_of(".eEpP") == text.npos) {
            return "integer overflow: " + go_quote(text);
        }
        node.is_float = true;
        node.real = *real;
    } else {
        node.is_float = true;
        node.real = static_cast<double>(*parse_unsigned(text));
    }
    return {};
}

std::string read_complex(NumberNode& node) {
    const std::string_view text(node.text.data(), node.text.size() - 1);
    // The sign in the middle is neither the first character nor an exponent's.
    std::size_t split = 1;
    for (;; ++split) {
        split = text.find_first_of("+-", split);
        if (split == text.npos) {
            return "syntax error scanning complex number";
        }
        const char before = lower(text[split - 1]);
        const bool hex = text.find_first_of("xX") < split;
        if (before != (hex ? 'p' : 'e')) {
            break;
        }
    }
    if (split + 1 == text.size()) {
        return "syntax error scanning complex number";
    }
    const auto real = parse_float(text.substr(0, split));
    const auto imaginary = parse_float(text.substr(split));
    if (!real || !imaginary) {
        const auto wrong = real ? text.substr(split) : text.substr(0, split);
        return "strconv.ParseFloat: parsing " + go_quote(wrong) + ": invalid syntax";
    }
    set_complex(node, *real, *imaginary);
    return {};
}

}  // namespace yare::gotemplate
