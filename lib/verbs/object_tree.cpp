#include "verbs/object_tree.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "base/natural_order.hpp"

namespace yare {

namespace {

using Indices = std::vector<std::size_t>;

// Who owns whom, by index.
class Families {
  public:
    explicit Families(const std::vector<TreeNode>& nodes) : owned_(nodes.size()), is_owned_(nodes.size()) {
        std::unordered_map<std::string_view, std::size_t> index;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (!nodes[i].uid.empty()) {
                index.emplace(nodes[i].uid, i);
            }
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            for (const auto& owner : nodes[i].owners) {
                if (const auto found = index.find(owner); found != index.end() && found->second != i) {
                    owned_[found->second].push_back(i);
                    is_owned_[i] = true;
                }
            }
        }
    }
    const Indices& owned_by(std::size_t owner) const { return owned_[owner]; }
    bool is_owned(std::size_t node) const { return is_owned_[node]; }

  private:
    std::vector<Indices> owned_;
    std::vector<bool> is_owned_;
};

class Arrangement {
  public:
    Arrangement(const std::vector<TreeNode>& nodes, std::size_t root_count)
        : nodes_(nodes), families_(nodes), children_(nodes.size()), is_placed_(nodes.size()) {
        // Roots that others own come under these; those left then own each other in a circle.
        Indices shown;
        for (const bool owned_too : {false, true}) {
            for (std::size_t root = 0; root < root_count; ++root) {
                if (!is_placed_[root] && (owned_too || !families_.is_owned(root))) {
                    gather(root);
                    shown.push_back(root);
                }
            }
        }
        std::sort(shown.begin(), shown.end());
        for (const auto root : shown) {
            root_ = root;
            draw(root, 0, "", "");
        }
    }
    std::vector<TreePlace> take() { return std::move(places_); }

  private:
    // Gives everything that `root` owns its place, level by level.
    void gather(std::size_t root) {
        struct Seat {
            std::size_t node, parent, depth;  // `parent`: of the node
        };
        std::vector<Seat> row = {{root, root, 0}};
        is_placed_[root] = true;
        for (std::size_t at = 0; at < row.size(); ++at) {
            const auto seat = row[at];
            const bool is_deepest = seat.depth == k_deepest_branch;
            const Seat below{0, is_deepest ? seat.parent : seat.node,
                             is_deepest ? seat.depth : seat.depth + 1};
            for (const auto node : families_.owned_by(seat.node)) {
                if (!is_placed_[node]) {
                    is_placed_[node] = true;
                    children_[below.parent].push_back(node);
                    row.push_back({node, below.parent, below.depth});
                }
            }
        }
    }

    void draw(std::size_t node, std::size_t depth, const std::string& branch, const std::string& below) {
        places_.push_back({node, root_, depth, branch});
        auto& children = children_[node];
        std::stable_sort(children.begin(), children.end(), [&](std::size_t a, std::size_t b) {
            return natural_order(nodes_[a].order, nodes_[b].order) < 0;
        });
        for (std::size_t i = 0; i < children.size(); ++i) {
            const bool is_last = i + 1 == children.size();
            draw(children[i], depth + 1, below + (is_last ? "└─ " : "├─ "),
                 below + (is_last ? "   " : "│  "));
        }
    }

    const std::vector<TreeNode>& nodes_;
    const Families families_;
    std::vector<Indices> children_;
    std::vector<bool> is_placed_;
    std::vector<TreePlace> places_;
    std::size_t root_ = 0;
};

}  // namespace

std::vector<TreePlace> arrange_tree(const std::vector<TreeNode>& nodes, std::size_t root_count) {
    return Arrangement(nodes, std::min(root_count, nodes.size())).take();
}

std::vector<std::size_t> find_family(const std::vector<TreeNode>& nodes, std::size_t root_count) {
    const Families families(nodes);
    std::vector<bool> is_seen(nodes.size());
    Indices row;
    for (std::size_t root = 0; root < std::min(root_count, nodes.size()); ++root) {
        is_seen[root] = true;
        row.push_back(root);
    }
    for (std::size_t at = 0; at < row.size(); ++at) {
        for (const auto node : families.owned_by(row[at])) {
            if (!is_seen[node]) {
                is_seen[node] = true;
                row.push_back(node);
            }
        }
    }
    std::sort(row.begin(), row.end());
    return row;
}

}  // namespace yare
