#include "schema/schema_v2.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/object_members.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::string_view k_definitions = "#/definitions/";

std::vector<std::string> types_of(const JsonValue& schema) {
    const auto type = schema.find("type");
    return type.is_string() ? std::vector<std::string>{type.text()} : element_texts(type);
}

JsonValue properties_of(const JsonValue& schema) {
    const auto properties = schema.find("properties");
    return properties.is_object() ? properties : JsonValue();
}

std::string reference_of(const JsonValue& schema) {
    const auto reference = schema.find("$ref");
    return reference.is_string() ? reference.text() : "";
}

}  // namespace

SchemaV2::SchemaV2(const SchemaDocument& document, JsonValue value, std::string path)
    : document_(&document), value_(value), path_(std::move(path)) {
    read_kind();
}

SchemaV2 SchemaV2::named(const SchemaDocument& document, std::string_view name) {
    return {document, document.schema(name), std::string(name)};
}

void SchemaV2::fail(const std::string& message) const {
    throw Error("SchemaError(" + path_ + "): " + message);
}

void SchemaV2::read_kind() {
    if (!reference_of(value_).empty()) {
        kind_ = read_reference();
        return;
    }
    const auto types = types_of(value_);
    if (types.size() > 1) {
        fail("definitions with multiple types aren't supported");
    }
    if (types.empty()) {
        kind_ = properties_of(value_) ? Kind::object : Kind::arbitrary;
        return;
    }
    kind_ = read_typed(types.front());
}

SchemaV2::Kind SchemaV2::read_reference() const {
    const std::string reference = reference_of(value_);
    if (properties_of(value_).size() > 0) {
        fail("unallowed embedded type definition");
    }
    if (!types_of(value_).empty()) {
        fail("definition reference can't have a type");
    }
    if (!reference.starts_with(k_definitions)) {
        fail("unallowed reference to non-definition " + go_quote(reference));
    }
    if (!document_->has_schema(target())) {
        fail("unknown model in reference: " + go_quote(target()));
    }
    return Kind::reference;
}

SchemaV2::Kind SchemaV2::read_typed(const std::string& type) const {
    if (type == "object") {
        return properties_of(value_) ? Kind::object : Kind::map;
    }
    if (type == "array") {
        const auto items = value_.find("items");
        if (!items.is_object() && !(items.is_array() && items.size() == 1)) {
            fail("array should have exactly one sub-item");
        }
        return Kind::array;
    }
    if (type != "string" && type != "number" && type != "integer" && type != "boolean") {
        fail("Unknown primitive type: " + go_quote(type));
    }
    return Kind::primitive;
}

std::string SchemaV2::description() const {
    const auto description = value_.find("description");
    return description.is_string() ? description.text() : "";
}

SchemaV2 SchemaV2::inner() const {
    if (kind_ == Kind::reference) {
        return named(*document_, target());
    }
    if (kind_ == Kind::array) {
        const auto items = value_.find("items");
        return {*document_, items.is_array() ? items.first() : items, path_};
    }
    const auto values = value_.find("additionalProperties");
    if (kind_ == Kind::map && values.is_object()) {
        return {*document_, values, path_};
    }
    return {*document_, value_, path_, Kind::arbitrary};
}

std::vector<std::string> SchemaV2::field_names() const {
    std::vector<JsonValue> members;
    append_members(members, properties_of(value_), false, false);
    std::vector<std::string> names;
    for (const auto& member : members) {
        names.emplace_back(member.key());
    }
    return names;
}

bool SchemaV2::has_field(std::string_view name) const {
    return static_cast<bool>(properties_of(value_).find(name));
}

SchemaV2 SchemaV2::field(std::string_view name) const {
    return {*document_, properties_of(value_).find(name), path_ + "." + std::string(name)};
}

bool SchemaV2::is_required(std::string_view name) const {
    const auto required = element_texts(value_.find("required"));
    return std::find(required.begin(), required.end(), name) != required.end();
}

std::string SchemaV2::type() const { return types_of(value_).empty() ? "" : types_of(value_).front(); }

std::string SchemaV2::target() const { return reference_of(value_).substr(k_definitions.size()); }

std::string SchemaV2::type_name() const {
    std::string name;
    SchemaV2 schema = *this;
    for (std::size_t depth = 0; depth < k_max_type_depth; ++depth) {
        switch (schema.kind_) {
            case Kind::array:
                name += "[]";
                break;
            case Kind::map:
                name += "map[string]";
                break;
            case Kind::reference:
                break;
            case Kind::object:
                return name + "Object";
            case Kind::primitive:
                return name + schema.type();
            case Kind::arbitrary:
                return name;
        }
        schema = schema.inner();
    }
    throw_endless();
}

}  // namespace yare
