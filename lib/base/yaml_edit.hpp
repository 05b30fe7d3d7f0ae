// Changing a YAML text to another value without touching what stays: comments, order, layout, quotes.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace yare {

/// `text` (one YAML document or JSON value, UTF-8 without a byte order mark) with the value `after` in place
/// of `before`, which is what it holds now: a changed scalar is replaced in its own style of quotes, members
/// and elements are added behind the others and taken out with their lines. Nothing where that cannot be
/// done; the caller reads the result again, as an anchor may carry a change elsewhere.
std::optional<std::string> edit_yaml(std::string_view text, const nlohmann::json& before,
                                     const nlohmann::json& after);

}  // namespace yare
