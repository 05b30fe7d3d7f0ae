#include "verbs/deadline.hpp"

#include <doctest/doctest.h>

namespace yare {
namespace {

using Clock = std::chrono::steady_clock;

TEST_CASE("a deadline to wait for: so long from now") {
    const auto before = Clock::now();
    const auto deadline = deadline_after(Milliseconds(5000));
    CHECK(deadline >= before + Milliseconds(5000));
    CHECK(deadline <= Clock::now() + Milliseconds(5000));
}

TEST_CASE("a deadline to wait for: one that no clock can tell is never reached") {
    CHECK(deadline_after(std::chrono::hours(2562047)) == Clock::time_point::max());
    CHECK(deadline_after(Milliseconds::max()) == Clock::time_point::max());
}

}  // namespace
}  // namespace yare
