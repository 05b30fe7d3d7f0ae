// nlohmann's values without its recursion: a document may be 10,000 levels deep.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace yare {

/// `value` compactly, as Go's json.Marshal: sorted keys, Go's escapes and numbers (1.0 becomes 1).
std::string to_go_json(const nlohmann::json& value);

/// A copy, as nlohmann's copy constructor makes it by recursion.
nlohmann::json copy_json(const nlohmann::json& value);

}  // namespace yare
