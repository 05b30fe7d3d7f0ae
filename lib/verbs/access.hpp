// What one may do, as the server judges: kubectl's auth can-i.
#pragma once

#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Prints `yes`, or `no` with the server's reasons, unless the request is quiet. Warns on standard error
/// about a type that the server does not have, one without namespaces and a verb that is none, and asks all
/// the same. Returns the exit code: 0 yes, 1 no. Throws ApiError, TransportError.
int can_i(Session& session, const CanIRequest& request);

/// Prints all that is allowed in the connection's namespace as a table, in kubectl's order.
void print_access_list(Session& session, const AccessListRequest& request);

}  // namespace yare
