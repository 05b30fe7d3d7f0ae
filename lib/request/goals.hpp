// The words of --for and --fail-on.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "request/model.hpp"

namespace yare {

/// What a --for of kubectl's wait says: `create` and `delete` in any case, `condition=NAME[=VALUE]`,
/// `jsonpath=EXPRESSION[=VALUE]` (kubectl/pkg/cmd/wait/wait.go, conditionFuncsFor). In a JSONPath `==` does
/// not begin a value; quotes around a value are cut off. Throws UsageError in kubectl's words: `unrecognized
/// condition: "x"`.
Goal parse_wait_goal(const std::string& word);

/// What a --for of status says: the same, `create` and `delete` meaning exists and deleted, and `current`,
/// `complete`, `deleted`, `exists`. Throws UsageError.
Goal parse_status_goal(const std::string& word);

/// What a --fail-on of status says: `failed`, or a condition or JSONPath as above. Throws UsageError.
Goal parse_failure(const std::string& word);

}  // namespace yare
