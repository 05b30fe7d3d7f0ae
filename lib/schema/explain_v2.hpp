// The text of `explain` from a document of OpenAPI version 2 (kubectl's format plaintext-openapiv2).
#pragma once

#include <string>

#include "schema/explanation.hpp"

namespace yare {

/// Appends the text to `out`. Throws UnknownField (`field "foo" does not exist`), UnknownSchema `couldn't
/// find resource for "apps/v9, Kind=Deployment"` where no schema is of that kind, and in kubectl's words for
/// schemas that it does not understand; then `out` has what kubectl prints before.
void explain_v2(const SchemaDocument& document, const Explanation& what, std::string& out);

}  // namespace yare
