// Which part of a template looks at which elements of a list: what makes it possible to take them one by one.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "output/jsonpath/template.hpp"

namespace yare::jsonpath {

/// What a node has met in all elements so far.
struct Met {
    const Node* node = nullptr;
    bool input = false;  // field: whether it was asked for
    bool found = false;  // field: and found
    bool ended = false;  // slice: it came to a list of which it takes nothing, and takes nothing more
};

/// One way from an element to its values. A union has as many as it has members; all values of the first come
/// before those of the second.
struct Lane {
    const Node* selector = nullptr;  // slice, filter or wildcard behind .items, or `..` over the whole List
    std::vector<Met*> steps;
    std::string kept;  // what it has printed, where that cannot be written yet
    bool any = false;
};

/// A text, an action, or a range with all that stands in it.
struct Block {
    std::size_t node = 0;  // in the template
    bool is_range = false;
    std::vector<Lane> lanes;    // none: it does not look at the elements
    std::size_t met_begin = 0;  // its nodes in ListPlan::met, in the order they are written in
    std::size_t met_end = 0;
};

struct ListPlan {
    std::vector<Block> blocks;
    std::deque<Met> met;
    std::size_t most_from_end =
        0;  // how many of the last elements must be kept for slices that count from there

    /// The one for `node`, made where there is none yet.
    Met* met_of(const Node& node);

  private:
    std::unordered_map<const Node*, Met*> met_by_node_;
};

/// Whether a slice counts from the end, so that it is known only there which elements it takes.
bool counts_from_end(const Slice& slice);

/// Nothing when the template must see the list as a whole.
std::optional<ListPlan> plan_list(const Template& parsed);

}  // namespace yare::jsonpath
