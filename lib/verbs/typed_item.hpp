// Elements of a list with what the list says of them all.
#pragma once

#include <string>
#include <string_view>

#include "base/json_tree.hpp"
#include "discovery/resource_type.hpp"

namespace yare {

/// Parses one element of a list of `type`. The API leaves apiVersion and kind out of elements of built-in
/// types; they are put back, into `text`, which must outlive what is returned.
JsonValue parse_typed_item(JsonTree& tree, std::string_view json, const ResourceType& type,
                           std::string& text);

}  // namespace yare
