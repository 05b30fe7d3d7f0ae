// Fields that no version of a built-in type has.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"

namespace yare {

/// Paths (`spec.replicaz`, `spec.template.spec.containers[0].imagePullPolice`) of the fields of `object` that
/// its built-in type lacks (k8s.io/api, as in patch_schema.hpp), at most `limit`. None for a kind that is not
/// built in, and none inside values that may be anything.
std::vector<std::string> unknown_fields(const JsonValue& object, std::string_view api_version,
                                        std::string_view kind, std::size_t limit = 20);

}  // namespace yare
