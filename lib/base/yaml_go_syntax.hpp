// Values in Go's own syntax, for the few messages that show them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace yare {

/// `value` as Go's %#v shows what go-yaml makes of it: `map[interface {}]interface {}{"a":1}`; deeper than
/// `depth` levels `...` stands for the rest.
std::string go_syntax(const nlohmann::json& value, int depth = 100);

}  // namespace yare
