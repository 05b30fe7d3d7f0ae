#include "status/condition.hpp"

#include "base/error.hpp"
#include "base/json_write.hpp"
#include "base/text.hpp"
#include "status/fields.hpp"

namespace yare {

namespace {

bool is_absent(const JsonValue& value) { return !value || value.kind() == JsonValue::Kind::null; }

const char* go_type(const JsonValue& value) {
    switch (value.kind()) {
        case JsonValue::Kind::missing:
        case JsonValue::Kind::null:
            return "<nil>";
        case JsonValue::Kind::boolean:
            return "bool";
        case JsonValue::Kind::number:
            return integer_of(value) ? "int64" : "float64";
        case JsonValue::Kind::string:
            return "string";
        case JsonValue::Kind::array:
            return "[]interface {}";
        case JsonValue::Kind::object:
            return "map[string]interface {}";
    }
    return "";
}

// As Go's %v writes scalars; arrays and objects as JSON, cut.
std::string go_value(const JsonValue& value) {
    if (is_absent(value)) {
        return "<nil>";
    }
    if (value.is_array() || value.is_object()) {
        return one_line(to_go_json(value));
    }
    return one_line(value.text());
}

[[noreturn]] void throw_not(const char* path, const JsonValue& value, const char* type) {
    throw Error(std::string(path) + " accessor error: " + go_value(value) + " is of the type " +
                go_type(value) + ", expected " + type);
}

bool is_outdated(const JsonValue& object, const JsonValue& condition) {
    const auto generation = integer_of(object.find("metadata").find("generation"));
    auto observed = integer_of(condition.find("observedGeneration"));
    if (!observed) {
        observed = integer_of(object.find("status").find("observedGeneration"));
    }
    return generation && observed && *observed < *generation;
}

}  // namespace

bool condition_is(const JsonValue& object, std::string_view type, std::string_view status) {
    const auto all = object.find("status");
    if (is_absent(all)) {
        return false;
    }
    if (!all.is_object()) {
        throw_not(".status.conditions", all, "map[string]interface{}");
    }
    const auto conditions = all.find("conditions");
    if (!conditions) {
        return false;
    }
    if (!conditions.is_array()) {
        throw_not(".status.conditions", conditions, "[]interface{}");
    }
    for (auto condition = conditions.first(); condition; condition = condition.next()) {
        const auto name = condition.find("type");
        const auto value = condition.find("status");
        if (name.is_string() && value.is_string() && to_lower(name.text()) == to_lower(type)) {
            return !is_outdated(object, condition) && to_lower(value.text()) == to_lower(status);
        }
    }
    return false;
}

}  // namespace yare
