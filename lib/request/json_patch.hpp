// JSON patch (RFC 6902).
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace yare {

/// `object` with the operations of `patch` applied in order; nothing of it when one of them fails. `patch` is
/// a list of operations, or null for none. Words and rules are those of evanphx/json-patch v5 as kubectl
/// shows them: `-1` is the last element, a test without a value wants null or nothing there, a path must
/// start with `/`. Different from it: an operation on the whole document works for `test` and `replace` only,
/// and what `copy` adds is limited to 3 MiB together, as on API servers. Throws Error. Does not recurse.
nlohmann::json apply_json_patch(const nlohmann::json& object, const nlohmann::json& patch);

}  // namespace yare
