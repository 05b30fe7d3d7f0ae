// What the fields of a type are, as the server documents them.
#pragma once

#include "request/explain_request.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Prints the documentation of a type or of a field of it, from the server's OpenAPI document of version 3,
/// or of version 2 where it has no other. Throws Error in kubectl's words (`field "foo" does not exist`).
void explain(Session& session, const ExplainRequest& request);

}  // namespace yare
