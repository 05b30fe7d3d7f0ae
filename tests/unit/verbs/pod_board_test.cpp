#include "verbs/pod_board.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace yare;

namespace {

PodFacts pod_of(const std::string& uid, const std::string& phase = "Running") {
    PodFacts pod;
    pod.uid = uid;
    pod.name = "pod-" + uid;
    pod.phase = phase;
    return pod;
}

}  // namespace

TEST_CASE("a pod is gone when no source has it any more, and keeps what was known last") {
    PodBoard board;
    int changes = 0;
    board.on_change([&] { ++changes; });
    board.put(0, pod_of("a"));
    board.put(1, pod_of("a"));
    board.remove(0, pod_of("a", "Failed"));
    CHECK_FALSE(board.find("a").is_gone);
    CHECK_FALSE(board.forget("a"));
    board.remove(1, pod_of("a", "Succeeded"));
    CHECK(board.find("a").is_gone);
    CHECK(board.find("a").pod.phase == "Succeeded");
    CHECK(changes == 4);
    board.put(0, pod_of("a"));
    CHECK_FALSE(board.find("a").is_gone);
    board.remove(0, pod_of("a"));
    CHECK(board.forget("a"));
    CHECK_FALSE(board.forget("a"));
    CHECK_THROWS_AS(board.find("a"), std::out_of_range);
    board.remove(0, pod_of("never"));
    CHECK_THROWS_AS(board.find("never"), std::out_of_range);
}

TEST_CASE("what a source has is replaced, and others' pods are left alone") {
    PodBoard board;
    board.replace(0, {pod_of("c"), pod_of("a")});
    board.put(1, pod_of("b"));
    board.replace(0, {pod_of("a"), pod_of("d")});
    std::string all;
    for (const auto& entry : board.all()) {
        all += entry.pod.uid + (entry.is_gone ? "- " : " ");
    }
    CHECK(all == "c- a b d ");
    CHECK(board.is_read(0));
    CHECK_FALSE(board.is_read(1));
}

TEST_CASE("waiting ends with a change, with the time, and with stop()") {
    PodBoard board;
    board.put(0, pod_of("a"));
    const auto first = board.find("a").revision;
    const auto never = PodBoard::Clock::time_point::max();
    CHECK(board.wait("a", first, PodBoard::Clock::now()).revision == first);
    CHECK(board.wait("a", first + 7, never).revision == first);
    {
        std::jthread other([&] { board.put(0, pod_of("a", "Failed")); });
        CHECK(board.wait("a", first, never).pod.phase == "Failed");
    }
    {
        std::jthread other([&] { board.replace(3, {}); });
        board.wait_for_source(3);
    }
    std::jthread other([&] { board.stop(); });
    board.wait("a", board.find("a").revision, never);
    board.wait_for_source(4);
    board.sleep(std::chrono::hours(1));
    CHECK(board.is_stopped());
}
