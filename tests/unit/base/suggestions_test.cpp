#include "base/suggestions.hpp"

#include <doctest/doctest.h>

using namespace yare;

namespace {

std::string suggested(std::string_view typed, const std::vector<std::string>& words) {
    Suggestions suggestions(typed);
    for (const auto& word : words) {
        suggestions.consider(word);
    }
    return suggestions.text();
}

}  // namespace

TEST_CASE("edit distance: a swap of neighbours is one edit") {
    struct Row {
        const char *a, *b;
        std::size_t distance;
    };
    const Row rows[] = {{"", "", 0},
                        {"", "abc", 3},
                        {"abc", "", 3},
                        {"pods", "pods", 0},
                        {"pdos", "pods", 1},
                        {"pod", "pods", 1},
                        {"gte", "get", 1},
                        {"ca", "abc", 3},
                        {"kitten", "sitting", 3},
                        {"deploymnet", "deployment", 1},
                        {"frobs", "jobs", 2}};
    for (const auto& row : rows) {
        CAPTURE(row.a);
        CAPTURE(row.b);
        CHECK(edit_distance(row.a, row.b) == row.distance);
        CHECK(edit_distance(row.b, row.a) == row.distance);
    }
}

TEST_CASE("suggestions: one edit in a short word, two in a long one") {
    CHECK(suggested("pdos", {"pods", "jobs"}) == "\n\nDid you mean this?\n\tpods");
    CHECK(suggested("frobs", {"jobs"}).empty());
    CHECK(suggested("selctro", {"selector"}) == "\n\nDid you mean this?\n\tselector");
    CHECK(suggested("sxlxctxr", {"selector"}).empty());
    CHECK(suggested("PDOS", {"pods"}) == "\n\nDid you mean this?\n\tpods");
    CHECK(suggested("pods", {}).empty());
    CHECK(suggested("", {"a", ""}).empty());
    CHECK(suggested("x", {"y", "xy"}).empty());
}

TEST_CASE("suggestions: a word that goes on comes after one that is near") {
    CHECK(suggested("out", {"output-watch-events", "put"}) ==
          "\n\nDid you mean this?\n\tput\n\toutput-watch-events");
}

TEST_CASE("suggestions: at most three, the nearest first, each once") {
    CHECK(suggested("abcdefg", {"abcdefgxyz", "abcdexx", "abcdefx", "abcdeyy", "abcdefy"}) ==
          "\n\nDid you mean this?\n\tabcdefx\n\tabcdefy\n\tabcdexx");
    Suggestions suggestions("deploymnts");
    suggestions.consider("deploymntsxx", "deployments");
    suggestions.consider("deployments", "deployments");
    suggestions.consider("deploymnt", "deployments");
    CHECK(suggestions.text() == "\n\nDid you mean this?\n\tdeployments");
}

TEST_CASE("suggestions: nothing that drives a terminal, nothing endless") {
    CHECK(suggested("pods", {"pod\x1b", "pod\n"}).empty());
    const std::string endless(1000000, 'a');
    CHECK(suggested(endless, {endless + "b", endless}).empty());
    CHECK(suggested("aaaa", {endless}).empty());
}
