// Objects under their owners, and how that is drawn.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace yare {

struct TreeNode {
    std::string uid;
    std::vector<std::string> owners;  // uids
    std::string order;                // siblings come by this, in natural order
};

struct TreePlace {
    std::size_t node = 0;   // index of the node
    std::size_t root = 0;   // and of its root
    std::size_t depth = 0;  // 0: a root
    std::string branch;     // what is drawn before it: `│  └─ `; empty for a root
};

/// Deeper ones are drawn at this depth.
constexpr std::size_t k_deepest_branch = 50;

/// Puts nodes in the order of drawing: each root (the first `root_count` nodes), and behind it what it owns,
/// directly or not. Each node comes once, as near to a root as it gets; a root that another one owns comes
/// there and nowhere else. Nodes that no root owns are left out; owners in a circle do no harm. Takes time in
/// proportion to the number of owners, but for sorting.
std::vector<TreePlace> arrange_tree(const std::vector<TreeNode>& nodes, std::size_t root_count);

/// The uids of those nodes that a root owns, directly or not, and of the roots: their indices, in order.
std::vector<std::size_t> find_family(const std::vector<TreeNode>& nodes, std::size_t root_count);

}  // namespace yare
