// Questions about a schema of OpenAPI version 3, answered as kubectl's template answers them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/document.hpp"

namespace yare::openapi_v3 {

/// What a Go template takes for true: anything but nothing, null, false, 0 and what is empty.
bool is_true(const JsonValue& value);

/// The elements of an array; none for anything else.
std::vector<JsonValue> elements(const JsonValue& array);

/// A member that is a string, or empty.
std::string text_of(const JsonValue& schema, std::string_view name);

/// Its `$ref`, or empty.
std::string reference_of(const JsonValue& schema);

/// What its `$ref` points to; the schema itself without one, or where that leads nowhere.
JsonValue resolved(const SchemaDocument& document, const JsonValue& schema);

/// The schema of a map's values (additionalProperties), missing where there is none or any is allowed.
JsonValue values_of(const JsonValue& schema);

/// What kubectl shows between < and >: `Object`, `[]Container`, `map[string]string`. Throws Error for types
/// that do not end.
std::string type_name(const SchemaDocument& document, const JsonValue& schema);

/// The description of a schema and of what it is made of, each with a line end. Throws Error for schemas that
/// do not end.
std::string descriptions(const SchemaDocument& document, const JsonValue& schema);

/// An enum's value as shown: a string as it is, `""` for an empty one.
std::string value_text(const JsonValue& value);

}  // namespace yare::openapi_v3
