// The lists of a strategic merge patch.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "request/go_slice.hpp"
#include "request/patch_schema.hpp"

namespace yare {

/// A list that is patched: the types of its elements, and their merge key (empty for scalars).
struct PatchedList {
    PatchType element;
    std::string merge_key;
};

/// Merges `patch` into `original`, both of a field whose strategy is merge, and puts the elements in order.
/// `is_delete_list`: `patch` holds the scalars to take away. Throws Error in strategicpatch's words.
GoSlice merge_lists(const GoSlice& original, const GoSlice& patch, const PatchedList& list,
                    bool is_delete_list);

/// Throws unless the elements of `patch` stand in `order` too, one after the other.
void check_element_order(const GoSlice& patch, const GoSlice& order, const PatchedList& list);

/// `merged` with the elements of `order` in that order and the others where they stood in `original`. `patch`
/// is the list of the patch, maybe empty; it only serves to tell the type of the elements.
GoSlice order_elements(const GoSlice& merged, const GoSlice& order, const GoSlice& original,
                       const GoSlice& patch, const PatchedList& list);

/// Merges one object into another of the same type; of `patch` only scalars are left. (Defined in
/// strategic_merge_patch.cpp: objects and lists hold each other.)
void merge_objects(nlohmann::json& original, nlohmann::json& patch, const PatchType& type);

}  // namespace yare
