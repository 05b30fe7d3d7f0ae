#include "output/jsonpath/list_plan.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace yare::jsonpath {

namespace {

constexpr std::size_t k_most_lanes = 64;
constexpr std::int64_t k_greatest_index = std::int64_t{1} << 40;

using Way = std::vector<const Node*>;
using Nodes = std::span<const Node>;

enum class Look { elsewhere, items, whole };

// `..name`: the List around the elements has no such member, so all that is found is found in them.
bool looks_below_elements(Nodes path) {
    if (path.size() < 2 || path[0].kind != Node::Kind::recursive || path[1].kind != Node::Kind::field) {
        return false;
    }
    for (const std::string_view own : {"apiVersion", "items", "kind", "metadata", "resourceVersion"}) {
        if (path[1].name == own) {
            return false;
        }
    }
    return true;
}

// What a path looks at first in the List.
Look first_look(Nodes path) {
    if (path.empty()) {
        return Look::whole;
    }
    const Node& first = path.front();
    switch (first.kind) {
        case Node::Kind::field:
            return first.name == "items" ? Look::items : Look::elsewhere;
        case Node::Kind::recursive:
            return looks_below_elements(path) ? Look::items : Look::whole;
        case Node::Kind::wildcard:
        case Node::Kind::identifier:
            return Look::whole;
        case Node::Kind::join: {
            bool items = false;
            for (const auto& part : first.paths) {
                const Look look = first_look(part);
                if (look == Look::whole) {
                    return look;
                }
                items = items || look == Look::items;
            }
            return items ? Look::items : Look::elsewhere;
        }
        default:
            return Look::elsewhere;
    }
}

// Whether a list can be met of which the slice takes nothing without an error.
bool may_be_empty(const Slice& slice) {
    const bool known = slice.has_start && slice.has_stop && slice.start >= 0 && slice.stop >= 0;
    return !slice.derived && !(known && slice.start != slice.stop);
}

// Whether it is known of an element as it comes whether the slice takes it.
bool counts_from_front(const Slice& slice) {
    const auto good = [](std::int64_t index) { return index >= 0 && index < k_greatest_index; };
    return good(slice.start) && (!slice.has_stop || good(slice.stop));
}

constexpr std::int64_t k_most_from_end = 100;

}  // namespace

bool counts_from_end(const Slice& slice) {
    const bool to_end = !slice.has_stop || slice.stop < 0 || (slice.derived && slice.stop == 0);
    return slice.start < 0 && slice.start >= -k_most_from_end && to_end;
}

namespace {

// The ways through a path, those through a union's first member first. False where elements must be together.
bool find_ways(ListPlan& plan, Nodes path, std::vector<Way>& ways, bool& is_split) {
    for (const auto& node : path) {
        if (node.kind == Node::Kind::text || node.kind == Node::Kind::identifier ||
            (is_split && node.kind == Node::Kind::slice && may_be_empty(node.slice))) {
            return false;
        }
        if (node.kind != Node::Kind::join) {
            plan.met_of(node);
            for (auto& way : ways) {
                way.push_back(&node);
            }
            continue;
        }
        std::vector<Way> all;
        for (const auto& part : node.paths) {
            std::vector<Way> split = ways;
            if (!find_ways(plan, part, split, is_split)) {
                return false;
            }
            all.insert(all.end(), split.begin(), split.end());
            if (all.size() > k_most_lanes) {
                return false;
            }
        }
        ways = std::move(all);
        is_split = true;
    }
    return true;
}

bool is_selector(const Node& node) {
    return node.kind == Node::Kind::filter || node.kind == Node::Kind::wildcard ||
           (node.kind == Node::Kind::slice && (counts_from_front(node.slice) || counts_from_end(node.slice)));
}

bool add_lanes(ListPlan& plan, Block& block, Nodes path) {
    std::vector<Way> ways{{}};
    bool is_split = false;
    if (!find_ways(plan, path, ways, is_split)) {
        return false;
    }
    for (const auto& way : ways) {
        if (way.size() < 2) {
            return false;
        }
        Lane lane;
        std::size_t first_step = 2;
        if (way[0]->kind == Node::Kind::recursive) {
            // The List itself holds something, so the name is asked for even where there are no elements.
            lane.selector = way[0];
            plan.met_of(*way[1])->input = true;
            first_step = 0;
        } else if (way[0]->kind == Node::Kind::field && way[0]->name == "items" && is_selector(*way[1])) {
            lane.selector = way[1];
        } else {
            return false;
        }
        if (lane.selector->kind == Node::Kind::slice && counts_from_end(lane.selector->slice)) {
            plan.most_from_end =
                std::max(plan.most_from_end, static_cast<std::size_t>(-lane.selector->slice.start));
        }
        for (std::size_t i = first_step; i < way.size(); ++i) {
            lane.steps.push_back(plan.met_of(*way[i]));
        }
        block.lanes.push_back(std::move(lane));
    }
    return true;
}

}  // namespace

Met* ListPlan::met_of(const Node& node) {
    auto& found = met_by_node_[&node];
    if (found == nullptr) {
        met.push_back({&node, false, false, false});
        found = &met.back();
    }
    return found;
}

std::optional<ListPlan> plan_list(const Template& parsed) {
    if (!parsed.balanced) {
        return std::nullopt;
    }
    ListPlan plan;
    const Path& nodes = parsed.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        Block block;
        block.node = i;
        block.met_begin = plan.met.size();
        if (nodes[i].kind == Node::Kind::action) {
            block.is_range = opens_range(nodes[i]);
            const Nodes path = Nodes(nodes[i].paths.front()).subspan(block.is_range ? 1 : 0);
            const Look look = first_look(path);
            if (look == Look::whole) {
                return std::nullopt;
            }
            if (look == Look::items && !add_lanes(plan, block, path)) {
                return std::nullopt;
            }
        }
        block.met_end = plan.met.size();
        if (block.is_range) {
            i = find_end(nodes, i);
        }
        plan.blocks.push_back(std::move(block));
    }
    return plan;
}

}  // namespace yare::jsonpath
