#include "output/jsonpath/go_value.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "base/json_write.hpp"

namespace yare::jsonpath {

namespace {

bool read_integer(std::string_view text, std::int64_t& value) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

double read_double(std::string_view text) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec == std::errc::result_out_of_range) {
        value = std::strtod(std::string(text).c_str(), nullptr);  // too small is zero, too large an error
    }
    if (!std::isfinite(value)) {
        throw Error("json: cannot unmarshal number " + std::string(text.substr(0, 64)) +
                    " into Go value of type float64");
    }
    return value;
}

const JsonValue* json_of(const JsonPathValue& value) { return std::get_if<JsonValue>(&value); }

bool compare_equal(const Comparable& left, const Comparable& right) {
    switch (left.kind) {
        case Comparable::Kind::boolean:
            return left.boolean == right.boolean;
        case Comparable::Kind::floating:
            return left.floating == right.floating;
        case Comparable::Kind::string:
            return left.string == right.string;
        default:
            return left.integer == right.integer;
    }
}

bool compare_less(const Comparable& left, const Comparable& right) {
    switch (left.kind) {
        case Comparable::Kind::floating:
            return left.floating < right.floating;
        case Comparable::Kind::string:
            return left.string < right.string;
        default:
            return left.integer < right.integer;
    }
}

}  // namespace

Number read_number(std::string_view raw, JsonNumbers numbers) {
    Number number;
    number.is_integer = read_integer(raw, number.integer);
    if (number.is_integer && numbers == JsonNumbers::floats) {
        number.floating = static_cast<double>(number.integer);
        number.is_integer = false;
    } else if (!number.is_integer) {
        number.floating = read_double(raw);
        std::string text;
        if (numbers == JsonNumbers::of_list && append_go_number(text, raw)) {
            number.is_integer = read_integer(text, number.integer);
        }
    }
    return number;
}

void read_comparable(Comparable& out, const JsonPathValue& value, JsonNumbers numbers) {
    using Kind = Comparable::Kind;
    out.kind = Kind::invalid;
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        out.kind = Kind::string;
        out.string = *text;
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        out.kind = Kind::integer;
        out.integer = *integer;
    } else if (const auto* floating = std::get_if<double>(&value)) {
        out.kind = Kind::floating;
        out.floating = *floating;
    } else if (const auto* boolean = std::get_if<bool>(&value)) {
        out.kind = Kind::boolean;
        out.boolean = *boolean;
    } else if (const auto* byte = std::get_if<std::uint8_t>(&value)) {
        out.kind = Kind::natural;
        out.integer = *byte;
    } else if (const auto* json = json_of(value)) {
        if (json->is_string()) {
            out.kind = Kind::string;
            out.decoded = json->is_plain() ? std::string() : json->text();
            out.string = json->is_plain() ? json->raw() : std::string_view(out.decoded);
        } else if (json->kind() == JsonValue::Kind::boolean) {
            out.kind = Kind::boolean;
            out.boolean = json->is_true();
        } else if (json->kind() == JsonValue::Kind::number) {
            const Number number = read_number(json->raw(), numbers);
            out.kind = number.is_integer ? Kind::integer : Kind::floating;
            out.integer = number.integer;
            out.floating = number.floating;
        }
    }
}

bool compare(const Comparable& left, std::string_view sign, const Comparable& right, bool& result,
             std::string& error) {
    using Kind = Comparable::Kind;
    const bool is_equality = sign == "==" || sign == "!=";
    if (!is_equality && sign != "<" && sign != "<=" && sign != ">" && sign != ">=") {
        error = "unrecognized filter operator " + std::string(sign);
        return false;
    }
    const auto is_whole = [](Kind kind) { return kind == Kind::integer || kind == Kind::natural; };
    if (left.kind == Kind::invalid || right.kind == Kind::invalid) {
        error = "invalid type for comparison";
        return false;
    }
    if (left.kind != right.kind && !(is_whole(left.kind) && is_whole(right.kind))) {
        error = "incompatible types for comparison";
        return false;
    }
    if (is_equality) {
        result = compare_equal(left, right) == (sign == "==");
        return true;
    }
    if (left.kind == Kind::boolean) {
        error = "invalid type for comparison";
        return false;
    }
    const bool less = compare_less(left, right);
    if (sign == "<" || sign == ">=") {
        result = less == (sign == "<");
    } else {
        result = (less || compare_equal(left, right)) == (sign == "<=");
    }
    return true;
}

std::string_view type_name(const JsonPathValue& value, JsonNumbers numbers) {
    if (std::holds_alternative<std::string_view>(value)) {
        return "string";
    }
    if (std::holds_alternative<std::int64_t>(value)) {
        return "int";
    }
    if (std::holds_alternative<double>(value)) {
        return "float64";
    }
    if (std::holds_alternative<bool>(value)) {
        return "bool";
    }
    if (std::holds_alternative<std::uint8_t>(value)) {
        return "uint8";
    }
    const auto* json = json_of(value);
    switch (json == nullptr ? JsonValue::Kind::missing : json->kind()) {
        case JsonValue::Kind::object:
            return "map[string]interface {}";
        case JsonValue::Kind::array:
            return "[]interface {}";
        case JsonValue::Kind::string:
            return "string";
        case JsonValue::Kind::boolean:
            return "bool";
        case JsonValue::Kind::number:
            return read_number(json->raw(), numbers).is_integer ? "int64" : "float64";
        default:
            return "<nil>";
    }
}

}  // namespace yare::jsonpath
