// JSON merge patch (RFC 7386).
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace yare {

/// `object` with the merge patch applied, as evanphx/json-patch v4 does it for kubectl and API servers: nulls
/// delete; new objects lose their nulls, also those in lists that replace something other than an object;
/// nulls that are elements of lists stay. A patch that is a list is the result. Throws Error `Invalid JSON
/// Patch` for a patch that is neither object nor list. `object` must be an object. Does not recurse.
nlohmann::json apply_merge_patch(const nlohmann::json& object, const nlohmann::json& patch);

}  // namespace yare
