#include "base/yaml_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>

#include "base/yaml_timestamp.hpp"

namespace yare {

namespace {

using Kind = YamlScalar::Kind;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

std::optional<YamlScalar> resolve_word(std::string_view text) {
    static constexpr std::array<std::string_view, 11> k_true = {"y",    "Y",    "yes", "Yes", "YES", "true",
                                                                "True", "TRUE", "on",  "On",  "ON"};
    static constexpr std::array<std::string_view, 11> k_false = {
        "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"};
    static constexpr std::array<std::string_view, 5> k_null = {"", "~", "null", "Null", "NULL"};
    static constexpr std::array<std::string_view, 3> k_inf = {".inf", ".Inf", ".INF"};
    static constexpr std::array<std::string_view, 3> k_nan = {".nan", ".NaN", ".NAN"};
    constexpr std::size_t k_longest = 5;
    if (text.size() > k_longest) {
        return std::nullopt;
    }
    YamlScalar scalar;
    const bool is_true = is_one_of(text, k_true);
    if (is_true || is_one_of(text, k_false)) {
        scalar.kind = Kind::boolean;
        scalar.boolean = is_true;
        return scalar;
    }
    if (is_one_of(text, k_null)) {
        scalar.kind = Kind::null;
        return scalar;
    }
    scalar.kind = Kind::floating;
    if (is_one_of(text, k_nan)) {
        scalar.floating = std::numeric_limits<double>::quiet_NaN();
        return scalar;
    }
    const bool has_sign = !text.empty() && (text[0] == '+' || text[0] == '-');
    if (is_one_of(has_sign ? text.substr(1) : text, k_inf)) {
        const double infinity = std::numeric_limits<double>::infinity();
        scalar.floating = text[0] == '-' ? -infinity : infinity;
        return scalar;
    }
    return std::nullopt;
}

// All digits of `digits` in `base`, nothing else; nullopt on overflow too.
std::optional<std::uint64_t> parse_digits(std::string_view digits, int base) {
    std::uint64_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, value, base);
    if (digits.empty() || result.ec != std::errc() || result.ptr != end) {
        return std::nullopt;
    }
    return value;
}

// Go's ParseInt and then ParseUint, both with base 0 when `base` is 0 (a sign excludes ParseUint).
std::optional<YamlScalar> parse_integer(std::string_view text, int base) {
    const bool negative = !text.empty() && text[0] == '-';
    const bool has_sign = negative || (!text.empty() && text[0] == '+');
    std::string_view digits = has_sign ? text.substr(1) : text;
    if (base == 0) {
        base = 10;
        if (digits.size() > 1 && digits[0] == '0') {
            const char mark = static_cast<char>(digits[1] | 0x20);
            base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
            digits.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
        }
    }
    const std::optional<std::uint64_t> value = parse_digits(digits, base);
    if (!value) {
        return std::nullopt;
    }
    constexpr std::uint64_t k_min = std::uint64_t{1} << 63;
    YamlScalar scalar;
    scalar.kind = Kind::integer;
    if (*value < k_min) {
        scalar.integer = negative ? -static_cast<std::int64_t>(*value) : static_cast<std::int64_t>(*value);
    } else if (negative && *value == k_min) {
        scalar.integer = std::numeric_limits<std::int64_t>::min();
    } else if (!has_sign) {
        scalar.kind = Kind::unsigned_integer;
        scalar.unsigned_integer = *value;
    } else {
        return std::nullopt;
    }
    return scalar;
}

std::size_t count_digits(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) {
        ++end;
    }
    return end - at;
}

// go-yaml's yamlStyleFloat: [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool looks_like_float(std::string_view text) {
    std::size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    const std::size_t whole = count_digits(text, at);
    at += whole;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = count_digits(text, at + 1);
        if (whole == 0 && fraction == 0) {
            return false;
        }
        at += 1 + fraction;
    } else if (whole == 0) {
        return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        at += at < text.size() && (text[at] == '+' || text[at] == '-') ? 1 : 0;
        const std::size_t exponent = count_digits(text, at);
        if (exponent == 0) {
            return false;
        }
        at += exponent;
    }
    return at == text.size();
}

// A number too large for a float64 stays a string, one too small is zero.
std::optional<YamlScalar> parse_float(std::string_view text) {
    if (!looks_like_float(text)) {
        return std::nullopt;
    }
    const std::string_view unsigned_text = text[0] == '+' ? text.substr(1) : text;
    YamlScalar scalar;
    scalar.kind = Kind::floating;
    const char* end = unsigned_text.data() + unsigned_text.size();
    if (std::from_chars(unsigned_text.data(), end, scalar.floating).ec != std::errc()) {
        scalar.floating = std::strtod(std::string(unsigned_text).c_str(), nullptr);
        if (std::isinf(scalar.floating)) {
            return std::nullopt;
        }
    }
    return scalar;
}

YamlScalar resolve_number(std::string_view text) {
    std::string without_underscores;
    if (text.find('_') != std::string_view::npos) {
        without_underscores = text;
        std::erase(without_underscores, '_');
        text = without_underscores;
    }
    if (const auto integer = parse_integer(text, 0)) {
        return *integer;
    }
    if (const auto floating = parse_float(text)) {
        return *floating;
    }
    // go-yaml tries binary once more behind the prefix, so that a sign may stand there: 0b-11.
    if (text.starts_with("0b")) {
        if (const auto integer = parse_integer(text.substr(2), 2)) {
            return *integer;
        }
    }
    return {};
}

YamlScalar resolve(std::string_view text, bool with_time) {
    const char first = text.empty() ? '~' : text[0];
    constexpr std::string_view k_first_of_words = "yYnNtTfFoO~";
    if (k_first_of_words.find(first) != std::string_view::npos) {
        return resolve_word(text).value_or(YamlScalar{});
    }
    if (first == '.' || first == '+' || first == '-') {
        if (const auto word = resolve_word(text)) {
            return *word;
        }
        return first == '.' ? parse_float(text).value_or(YamlScalar{}) : resolve_number(text);
    }
    if (!is_digit(first)) {
        return {};
    }
    if (with_time && is_yaml_timestamp(text)) {
        YamlScalar scalar;
        scalar.kind = Kind::timestamp;
        return scalar;
    }
    return resolve_number(text);
}

// YAML 1.1's base 60: [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
bool is_sexagesimal(std::string_view text) {
    std::size_t at = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    if (at >= text.size() || !is_digit(text[at])) {
        return false;
    }
    const auto skip_digits_and_underscores = [&] {
        while (at < text.size() && (is_digit(text[at]) || text[at] == '_')) {
            ++at;
        }
    };
    skip_digits_and_underscores();
    std::size_t groups = 0;
    while (at < text.size() && text[at] == ':') {
        const std::size_t digits = count_digits(text, at + 1);
        if (digits == 0 || digits > 2 || (digits == 2 && text[at + 1] > '5')) {
            return false;
        }
        at += 1 + digits;
        ++groups;
    }
    if (groups > 0 && at < text.size() && text[at] == '.') {
        ++at;
        skip_digits_and_underscores();
    }
    return groups > 0 && at == text.size();
}

}  // namespace

YamlScalar resolve_yaml_scalar(std::string_view text) { return resolve(text, true); }

YamlScalar resolve_yaml_scalar_without_time(std::string_view text) { return resolve(text, false); }

bool yaml_plain_is_string(std::string_view text) {
    constexpr std::size_t k_longest_word = 5;  // false
    const bool starts_with_letter = !text.empty() && (text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z';
    if (starts_with_letter) {
        return text.size() > k_longest_word || resolve(text, true).kind == Kind::string;
    }
    return resolve(text, true).kind == Kind::string && !is_sexagesimal(text);
}

const char* yaml_short_tag(Kind kind) {
    switch (kind) {
        case Kind::null:
            return "!!null";
        case Kind::boolean:
            return "!!bool";
        case Kind::integer:
        case Kind::unsigned_integer:
            return "!!int";
        case Kind::floating:
            return "!!float";
        case Kind::timestamp:
            return "!!timestamp";
        case Kind::string:
            break;
    }
    return "!!str";
}

}  // namespace yare
