// Conditions of an object's status.
#pragma once

#include <string_view>

#include "base/json_tree.hpp"

namespace yare {

/// Whether the condition of that type has that status, as `kubectl wait --for=condition=` asks it
/// (kubectl/pkg/cmd/wait/condition.go): names and values are compared without case; a condition that is older
/// than the object's generation (its own observedGeneration, else the status') is not met. Throws Error where
/// `.status.conditions` is no list, in the words of unstructured.NestedSlice.
bool condition_is(const JsonValue& object, std::string_view type, std::string_view status);

}  // namespace yare
