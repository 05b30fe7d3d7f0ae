// The text of `explain` from a document of OpenAPI version 3 (kubectl's format plaintext).
#pragma once

#include <string>
#include <vector>

#include "discovery/resource_type.hpp"
#include "schema/explanation.hpp"

namespace yare {

/// The paths whose operations say what kind a type is: what a SchemaDocument has to keep for explain_v3().
std::vector<std::string> operation_paths(const ResourceType& type);

/// Appends the text to `out`; the kind of `what` is found in the document. Throws UnknownField (`field "foo"
/// does not exist`), UnknownSchema where the document has no such type; then `out` has what kubectl prints
/// before.
void explain_v3(const SchemaDocument& document, const ResourceType& type, const Explanation& what,
                std::string& out);

}  // namespace yare
