// The only code that spells /api/v1 and /apis/GROUP/VERSION.
#pragma once

#include <string>
#include <string_view>

#include "discovery/resource_type.hpp"

namespace yare {

/// `/api/v1/namespaces/NS/pods`, `/apis/apps/v1/deployments`; `name_space` empty: all namespaces (ignored for
/// a cluster-scoped type).
std::string collection_path(const ResourceType& type, std::string_view name_space);

/// `/api/v1/namespaces/NS/pods/NAME[/SUBRESOURCE]`. Throws UsageError for an empty name (`resource name may
/// not be empty`) and for one that the API could not hold (`.`, `..`, with `/` or `%`: kubectl's words
/// `invalid resource name "..": [may not be '..']`), and for an empty namespace of a namespaced type, so that
/// a call never widens.
std::string object_path(const ResourceType& type, std::string_view name_space, std::string_view name,
                        std::string_view subresource = {});

}  // namespace yare
