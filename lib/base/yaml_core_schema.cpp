#include "base/yaml_core_schema.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "base/yaml_json.hpp"

namespace yare {

namespace {

using nlohmann::json;

constexpr std::size_t k_shown_text = 60;
constexpr std::string_view k_digits = "0123456789";

bool holds_only(std::string_view text, std::string_view characters) {
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

bool has_sign(std::string_view text) { return text.starts_with('-') || text.starts_with('+'); }

std::size_t count_digits(std::string_view text) {
    return std::min(text.find_first_not_of(k_digits), text.size());
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_core_float(std::string_view text) {
    text.remove_prefix(has_sign(text) ? 1 : 0);
    const std::size_t whole = count_digits(text);
    text.remove_prefix(whole);
    if (text.starts_with('.')) {
        const std::size_t fraction = count_digits(text.substr(1));
        if (whole == 0 && fraction == 0) {
            return false;
        }
        text.remove_prefix(1 + fraction);
    } else if (whole == 0) {
        return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        text.remove_prefix(has_sign(text) ? 1 : 0);
        return holds_only(text, k_digits);
    }
    return text.empty();
}

// [-+]? [0-9]+, which is decimal whatever it begins with.
json core_decimal(std::string_view text) {
    const std::string_view digits = text.substr(has_sign(text) ? 1 : 0);
    const bool negative = text.starts_with('-');
    std::uint64_t value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    constexpr std::uint64_t k_most_negative = std::uint64_t{1} << 63;
    if (parsed.ec != std::errc() || (negative && value > k_most_negative)) {
        return std::strtod(std::string(text).c_str(), nullptr);
    }
    return negative ? json(static_cast<std::int64_t>(0 - value)) : json(value);
}

const char* kind_of(const json& value) {
    return value.is_boolean() ? "boolean" : value.is_string() ? "string" : "number";
}

std::string cut(std::string_view text) {
    if (text.size() <= k_shown_text) {
        return std::string(text);
    }
    std::size_t size = k_shown_text;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) {
        --size;
    }
    return std::string(text.substr(0, size)) + "...";
}

// Numbers whose value is the same are the same JSON value, whatever holds them.
bool same_number(const json& a, const json& b) {
    return a == b || (a.is_number_float() != b.is_number_float() && a.get<double>() == b.get<double>());
}

}  // namespace

bool may_differ_in_yaml_core(std::string_view text, const json& value) {
    if (text.empty()) {
        return false;
    }
    const char first = text[0];
    if (value.is_boolean()) {
        return first != 't' && first != 'T' && first != 'f' && first != 'F';
    }
    if (!value.is_number()) {
        return false;
    }
    const bool is_simple = (first >= '1' && first <= '9') || first == '.' || text.size() == 1;
    return !is_simple || text.find('_') != std::string_view::npos;
}

std::optional<json> differing_yaml_core_value(std::string_view text, const json& value) {
    if (!may_differ_in_yaml_core(text, value)) {
        return std::nullopt;
    }
    if (value.is_boolean()) {
        return json(text);
    }
    if (holds_only(text.substr(has_sign(text) ? 1 : 0), k_digits)) {
        json core = core_decimal(text);
        return same_number(core, value) ? std::nullopt : std::optional<json>(std::move(core));
    }
    const bool is_octal = text.starts_with("0o") && holds_only(text.substr(2), "01234567");
    const bool is_hexadecimal =
        text.starts_with("0x") && holds_only(text.substr(2), "0123456789abcdefABCDEF");
    const bool is_special = text.ends_with(".inf") || text.ends_with(".Inf") || text.ends_with(".INF");
    if (is_octal || is_hexadecimal || is_special || is_core_float(text)) {
        return std::nullopt;
    }
    return json(text);
}

std::string yaml_core_words(std::string_view text, const json& value, const json& core) {
    const std::string shown = cut(text);
    const std::string read = to_go_json(value);
    const std::string other = core.is_string() ? go_quote(shown) : to_go_json(core);
    return shown + " is read as the " + kind_of(value) + " " + read + " (YAML 1.1); YAML 1.2 reads the " +
           kind_of(core) + " " + other + ": write " + read + " or " + other;
}

}  // namespace yare
