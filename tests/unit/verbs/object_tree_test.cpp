#include "verbs/object_tree.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace yare;

namespace {

TreeNode node(const std::string& uid, std::vector<std::string> owners = {}) {
    return {uid, std::move(owners), uid};
}

std::string drawn(const std::vector<TreeNode>& nodes, std::size_t roots) {
    std::string text;
    for (const auto& place : arrange_tree(nodes, roots)) {
        text += place.branch + nodes[place.node].uid + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("arrange_tree: branches, siblings in natural order") {
    CHECK(drawn({node("web"), node("rs", {"web"}), node("pod-10", {"rs"}), node("pod-9", {"rs"}),
                 node("old", {"web"}), node("stray"), node("strange", {"nobody"})},
                1) ==
          "web\n"
          "├─ old\n"
          "└─ rs\n"
          "   ├─ pod-9\n"
          "   └─ pod-10\n");
    CHECK(drawn({node("a"), node("b", {"a"}), node("c", {"b"}), node("d", {"a"})}, 1) ==
          "a\n"
          "├─ b\n"
          "│  └─ c\n"
          "└─ d\n");
    CHECK(drawn({}, 0).empty());
    CHECK(drawn({}, 3).empty());
}

TEST_CASE("arrange_tree: several roots, each node once") {
    const std::vector<TreeNode> nodes = {node("pod", {"web"}), node("web"), node("other"),
                                         node("both", {"other", "web"})};
    CHECK(drawn(nodes, 3) == "web\n├─ both\n└─ pod\nother\n");
    const auto places = arrange_tree(nodes, 3);
    REQUIRE(places.size() == 4);
    CHECK(places[1].root == 1);
    CHECK(places[1].depth == 1);
    CHECK(places[3].root == 2);
    CHECK(drawn({node(""), node(""), node("x", {""})}, 2) == "\n\n");             // roots that are not there
    CHECK(drawn({node("a"), node("a"), node("x", {"a"})}, 2) == "a\n└─ x\na\n");  // the same one twice
}

TEST_CASE("arrange_tree: owners in a circle") {
    CHECK(drawn({node("a", {"b"}), node("b", {"a"})}, 1) == "a\n└─ b\n");
    CHECK(drawn({node("a", {"b"}), node("b", {"a"})}, 2) == "a\n└─ b\n");
    CHECK(drawn({node("a", {"a"})}, 1) == "a\n");
    CHECK(drawn({node("a"), node("x", {"y"}), node("y", {"x"})}, 1) == "a\n");
    CHECK(drawn({node("a"), node("x", {"y", "a"}), node("y", {"x"})}, 1) == "a\n└─ x\n   └─ y\n");
}

TEST_CASE("arrange_tree: a chain without end is drawn to a depth, and nothing is lost") {
    std::vector<TreeNode> nodes = {node("0")};
    for (int i = 1; i < 20000; ++i) {
        nodes.push_back(node(std::to_string(i), {std::to_string(i - 1)}));
    }
    const auto places = arrange_tree(nodes, 1);
    CHECK(places.size() == nodes.size());
    for (const auto& place : places) {
        CHECK(place.depth <= k_deepest_branch);
    }
    CHECK(places.back().depth == k_deepest_branch);
}

TEST_CASE("arrange_tree: a ladder of owners takes no more time than it has rungs") {
    std::vector<TreeNode> nodes = {node("0a"), node("0b")};
    for (int i = 1; i < 3000; ++i) {
        const std::vector<std::string> owners = {std::to_string(i - 1) + "a", std::to_string(i - 1) + "b"};
        nodes.push_back(node(std::to_string(i) + "a", owners));
        nodes.push_back(node(std::to_string(i) + "b", owners));
    }
    CHECK(arrange_tree(nodes, 1).size() == nodes.size() - 1);
}

TEST_CASE("find_family") {
    const std::vector<TreeNode> nodes = {node("a"), node("x"), node("c", {"b"}), node("b", {"a"})};
    CHECK(find_family(nodes, 1) == std::vector<std::size_t>{0, 2, 3});
    CHECK(find_family(nodes, 2) == std::vector<std::size_t>{0, 1, 2, 3});
    CHECK(find_family({}, 1).empty());
}
