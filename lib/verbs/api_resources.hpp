// What the server serves, printed: kubectl's api-resources and api-versions.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Prints the resources that `request` asks for, each in the version that its group prefers, as a table, an
/// APIResourceList or names. Where some group versions could not be listed, the others are printed before an
/// Error that names those is thrown. Asks the server unless the request is content with the cache.
void print_api_resources(Session& session, const ApiResourcesRequest& request, const Format& format);

/// Prints the names of all group versions, sorted, a line each. Throws Error.
void print_api_versions(Session& session);

}  // namespace yare
