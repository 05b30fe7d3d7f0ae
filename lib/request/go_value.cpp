#include "request/go_value.hpp"

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace yare {

namespace {

using nlohmann::json;

// Whether Go decodes it as int64; other numbers are float64.
bool is_int64(const json& value) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return value.is_number_integer() && !(value.is_number_unsigned() && value.get<std::uint64_t>() > most);
}

// strconv's 'g' in shortest form: an exponent below 1e-4 and from 1e6 on.
std::string format_float(double value) {
    char buffer[64];
    const auto shortest = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
    std::string text(buffer, shortest.ptr);
    const std::size_t e = text.find('e');
    const int exponent = e == text.npos ? 0 : std::atoi(text.c_str() + e + 1);
    if (e == text.npos || exponent < -4 || exponent >= 6) {
        return text;
    }
    const auto fixed = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed);
    return {buffer, fixed.ptr};
}

std::string format_scalar(const json& value, char verb) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    std::string text = "<nil>";
    if (value.is_number()) {
        text = is_int64(value) ? value.dump() : format_float(value.get<double>());
    } else if (value.is_boolean()) {
        text = value.get<bool>() ? "true" : "false";
    }
    if (verb != 's') {
        return text;
    }
    return "%!s(" + (value.is_null() ? text : go_type_name(value) + "=" + text) + ")";
}

bool scalars_equal(const json& a, const json& b) {
    if (a.is_number() && b.is_number()) {
        return is_int64(a) == is_int64(b) && (is_int64(a) ? a.get<std::int64_t>() == b.get<std::int64_t>()
                                                          : a.get<double>() == b.get<double>());
    }
    return a.type() == b.type() && a == b;
}

}  // namespace

std::string go_type_name(const json& value) {
    switch (value.type()) {
        case json::value_t::object:
            return "map[string]interface {}";
        case json::value_t::array:
            return "[]interface {}";
        case json::value_t::string:
            return "string";
        case json::value_t::boolean:
            return "bool";
        case json::value_t::null:
            return "%!s(<nil>)";
        default:
            return is_int64(value) ? "int64" : "float64";
    }
}

bool go_equal(const json& a, const json& b) {
    if (a.is_structured() && a.type() == b.type()) {
        throw Error("comparing uncomparable type " + go_type_name(a));
    }
    return !a.is_structured() && !b.is_structured() && scalars_equal(a, b);
}

bool same_json(const json& a, const json& b) {
    std::vector<std::pair<const json*, const json*>> pending = {{&a, &b}};
    while (!pending.empty()) {
        const auto [left, right] = pending.back();
        pending.pop_back();
        if (!left->is_structured() || !right->is_structured()) {
            if (left->is_structured() || right->is_structured() || *left != *right) {
                return false;
            }
            continue;
        }
        if (left->type() != right->type() || left->size() != right->size()) {
            return false;
        }
        for (auto l = left->begin(), r = right->begin(); l != left->end(); ++l, ++r) {
            if (left->is_object() && l.key() != r.key()) {
                return false;
            }
            pending.emplace_back(&*l, &*r);
        }
    }
    return true;
}

std::string go_format(const json& value, char verb) {
    if (!value.is_structured()) {
        return format_scalar(value, verb);
    }
    std::string out = value.is_object() ? "map[" : "[";
    std::vector<std::pair<const json*, json::const_iterator>> open = {{&value, value.begin()}};
    while (!open.empty()) {
        auto& [collection, next] = open.back();
        if (next == collection->end()) {
            out += ']';
            open.pop_back();
            continue;
        }
        if (next != collection->begin()) {
            out += ' ';
        }
        if (collection->is_object()) {
            out += next.key() + ":";
        }
        const json& member = *next++;
        if (member.is_structured()) {
            out += member.is_object() ? "map[" : "[";
            open.emplace_back(&member, member.begin());
        } else {
            out += format_scalar(member, member.is_null() ? 'v' : verb);  // as fmt does, inside
        }
    }
    return out;
}

}  // namespace yare
