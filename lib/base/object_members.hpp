// The members of an API object in the order in which Go writes them, for the printers.
#pragma once

#include <cstdint>
#include <vector>

#include "base/json_tree.hpp"

namespace yare {

/// What a value is, as far as managed fields are concerned: they stand in the metadata of an object and of
/// the items of a list.
enum class ObjectRole : std::uint8_t { object, list, metadata, items, other };

/// The role of a whole text: a list when it has an array `items`.
ObjectRole root_role(const JsonValue& root);

/// The role of a member or element of what has the role `parent`.
ObjectRole member_role(const JsonValue& member, ObjectRole parent);

/// Appends the members or elements of `value` to `members`: those of an object sorted by the bytes of their
/// keys and, of equal keys, the last one only, as encoding/json writes a map; or all as they came when
/// `keep_order`. `without_managed_fields` leaves out a member managedFields.
void append_members(std::vector<JsonValue>& members, const JsonValue& value, bool keep_order,
                    bool without_managed_fields);

}  // namespace yare
