#include "base/yaml_go_syntax.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace yare {

std::string go_syntax(const nlohmann::json& value, int depth) {
    if (depth == 0) {
        return "...";
    }
    std::string out;
    const auto separate = [&out] {
        if (out.back() != '{') {
            out += ", ";
        }
    };
    switch (value.type()) {
        case nlohmann::json::value_t::object:
            out = "map[interface {}]interface {}{";
            for (const auto& [key, element] : value.items()) {
                separate();
                out += go_quote(key) + ":" + go_syntax(element, depth - 1);
            }
            return out + "}";
        case nlohmann::json::value_t::array:
            out = "[]interface {}{";
            for (const auto& element : value) {
                separate();
                out += go_syntax(element, depth - 1);
            }
            return out + "}";
        case nlohmann::json::value_t::string:
            return go_quote(value.get_ref<const std::string&>());
        case nlohmann::json::value_t::boolean:
            return value.get<bool>() ? "true" : "false";
        case nlohmann::json::value_t::number_integer:
            return std::to_string(value.get<std::int64_t>());
        case nlohmann::json::value_t::number_unsigned:
            return fmt::format("{:#x}", value.get<std::uint64_t>());
        case nlohmann::json::value_t::number_float:
            return fmt::format("{}", value.get<double>());
        default:
            return "interface {}(nil)";
    }
}

}  // namespace yare
