#include "verbs/outages.hpp"

#include <doctest/doctest.h>

using namespace yare;
using Lines = std::vector<std::string>;

TEST_CASE("an outage that lasts is told once, and its end") {
    Outages outages;
    const auto start = Outages::Clock::now();
    const int a = 0;
    const int b = 0;
    CHECK(outages.next() == Outages::Clock::time_point::max());
    outages.begin(&a, Error("gone"), start);
    outages.begin(&b, Error("gone, too"), start + std::chrono::seconds(1));
    CHECK(outages.next() == start + Outages::k_worth_a_word);
    CHECK(outages.take(start + std::chrono::seconds(4)).empty());
    CHECK(outages.take(start + std::chrono::seconds(5)) == Lines{"Warning: gone; trying again"});
    CHECK(outages.take(start + std::chrono::seconds(60)).empty());
    outages.end(&a);
    CHECK(outages.take(start + std::chrono::seconds(61)).empty());
    outages.end(&b);
    CHECK(outages.take(start + std::chrono::seconds(62)) == Lines{"Warning: the server answers again"});
    CHECK(outages.take(start + std::chrono::seconds(63)).empty());
}

TEST_CASE("what mends at once is not worth a word") {
    Outages outages;
    const auto start = Outages::Clock::now();
    const int a = 0;
    outages.begin(&a, Error("gone"), start);
    outages.end(&a);
    CHECK(outages.next() == Outages::Clock::time_point::max());
    CHECK(outages.take(start + std::chrono::seconds(60)).empty());
}
