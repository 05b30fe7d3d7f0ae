#include "schema/schema_v3.hpp"

#include <algorithm>

#include "base/json_write.hpp"
#include "base/text.hpp"

namespace yare::openapi_v3 {

namespace {

constexpr std::string_view k_object = "Object";

// Adds the descriptions of `schema`; `steps` counts, because what is made of many parts may not end.
void add_descriptions(const SchemaDocument& document, const JsonValue& schema, std::size_t depth,
                      std::size_t& steps, std::string& out) {
    constexpr std::size_t k_most_steps = 10000;
    if (depth > k_max_type_depth || ++steps > k_most_steps) {
        throw_endless();
    }
    const JsonValue object = resolved(document, schema);
    const std::string text = text_of(object, "description");
    out += text.empty() ? "" : text + "\n";
    for (const auto& each : elements(object.find("allOf"))) {
        add_descriptions(document, each, depth + 1, steps, out);
    }
    if (const auto items = object.find("items"); is_true(items)) {
        add_descriptions(document, items, depth + 1, steps, out);
    }
    if (const auto values = values_of(object)) {
        add_descriptions(document, values, depth + 1, steps, out);
    }
}

// `io.k8s.api.core.v1.Container` of `#/components/schemas/io.k8s.api.core.v1.Container` -> `Container`
std::string last_name(const std::string& reference) {
    return reference.substr(reference.find_last_of("/.") + 1);
}

std::string own_type_name(const SchemaDocument& document, const JsonValue& schema) {
    const std::string reference = reference_of(schema);
    if (reference.empty()) {
        const std::string type = text_of(schema, "type");
        return type.empty() || type == "object" ? std::string(k_object) : type;
    }
    const std::string type = text_of(document.resolve(reference), "type");
    if (!type.empty() && type != "object") {
        return type;
    }
    const std::string name = last_name(reference);
    return name.empty() ? std::string(k_object) : name;
}

}  // namespace

bool is_true(const JsonValue& value) {
    switch (value.kind()) {
        case JsonValue::Kind::missing:
        case JsonValue::Kind::null:
            return false;
        case JsonValue::Kind::boolean:
            return value.is_true();
        case JsonValue::Kind::number:
            return value.raw().find_first_of("123456789") != std::string_view::npos;
        case JsonValue::Kind::string:
            return !value.raw().empty();
        case JsonValue::Kind::array:
        case JsonValue::Kind::object:
            return value.size() > 0;
    }
    return false;
}

std::vector<JsonValue> elements(const JsonValue& array) {
    std::vector<JsonValue> all;
    for (auto each = array.is_array() ? array.first() : JsonValue(); each; each = each.next()) {
        all.push_back(each);
    }
    return all;
}

std::string text_of(const JsonValue& schema, std::string_view name) {
    const auto text = schema.find(name);
    return text.is_string() ? text.text() : "";
}

std::string reference_of(const JsonValue& schema) { return text_of(schema, "$ref"); }

JsonValue resolved(const SchemaDocument& document, const JsonValue& schema) {
    const std::string reference = reference_of(schema);
    const JsonValue target = reference.empty() ? JsonValue() : document.resolve(reference);
    return is_true(target) ? target : schema;
}

JsonValue values_of(const JsonValue& schema) {
    const auto values = schema.find("additionalProperties");
    return values.is_object() && values.size() > 0 ? values : JsonValue();
}

std::string type_name(const SchemaDocument& document, const JsonValue& schema) {
    std::string name;
    JsonValue inner = schema;
    for (std::size_t depth = 0; depth < k_max_type_depth; ++depth) {
        const auto items = inner.find("items");
        const auto values = values_of(inner);
        const auto parts = inner.find("allOf");
        if (is_true(items)) {
            name += "[]";
            inner = items;
        } else if (values) {
            name += "map[string]";
            inner = values;
        } else if (parts.is_array() && parts.size() == 1 && !is_true(inner.find("properties"))) {
            inner = parts.first();
        } else {
            return name + own_type_name(document, inner);
        }
    }
    throw_endless();
}

std::string descriptions(const SchemaDocument& document, const JsonValue& schema) {
    std::string out;
    std::size_t steps = 0;
    add_descriptions(document, schema, 0, steps, out);
    return out;
}

std::string value_text(const JsonValue& value) {
    if (value.is_string()) {
        const std::string text = value.text();
        return text.empty() ? "\"\"" : text;
    }
    return value.kind() == JsonValue::Kind::null ? "<no value>" : to_go_json(value);
}

}  // namespace yare::openapi_v3
