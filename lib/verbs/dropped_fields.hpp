// What of an object that was sent is not in the object that is there.
#pragma once

#include <string>
#include <vector>

#include "base/json_tree.hpp"

namespace yare {

/// Paths (`spec.replicaz`, `spec.containers[0].imagePullPolice`) of fields of `sent` that `there` lacks: an
/// API server that does not check fields (k8s < 1.25, or fieldValidation=Ignore) drops unknown ones silently.
/// Fields that a server drops or rewrites on purpose are left out: status, what is empty (null, "", 0, false,
/// {}, []), metadata that the server owns, a Secret's stringData. At most `limit` paths.
std::vector<std::string> dropped_fields(const JsonValue& sent, const JsonValue& there,
                                        std::size_t limit = 20);

/// Whether `there` has every field of `sent` (as above) and with the same value.
bool holds_everything(const JsonValue& sent, const JsonValue& there);

}  // namespace yare
