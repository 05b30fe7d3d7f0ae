// nlohmann's values without its recursion: a document may be 10,000 levels deep.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace yare {

/// `value` compactly, as Go's json.Marshal: sorted keys, Go's escapes and numbers (1.0 becomes 1).
std::string to_go_json(const nlohmann::json& value);

/// An object that a server sent. Throws JsonError for what is no JSON or nested deeper than 10,000 levels,
/// Error for another value.
nlohmann::json parse_object(std::string_view text);

/// A copy, as nlohmann's copy constructor makes it by recursion.
nlohmann::json copy_json(const nlohmann::json& value);

}  // namespace yare
