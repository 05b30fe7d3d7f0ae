// A parsed template with what was found out about it.
#pragma once

#include "output/jsonpath/node.hpp"

namespace yare::jsonpath {

struct Template {
    Path nodes;
    /// `range` only at the head of an action, `end` only alone, and as many of one as of the other.
    bool balanced = false;
};

/// Whether `node` is an action that opens or closes a range and is nothing odd.
bool opens_range(const Node& node);
bool closes_range(const Node& node);

/// Whether range, end or any other word stands in `path` or in anything it is made of.
bool has_identifier(const Path& path);

/// The index of the action that closes the range that nodes[at] opens. The template must be balanced.
std::size_t find_end(const Path& nodes, std::size_t at);

}  // namespace yare::jsonpath
