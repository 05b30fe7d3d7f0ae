// Moments to come.
#pragma once

#include <chrono>

#include "base/time.hpp"

namespace yare {

/// The moment when `time` from now has passed; max() for one so long that it cannot be told.
inline std::chrono::steady_clock::time_point deadline_after(Milliseconds time) {
    using Clock = std::chrono::steady_clock;
    const auto now = Clock::now();
    const auto left = Clock::time_point::max() - now;
    return time < std::chrono::duration_cast<Milliseconds>(left) ? now + time : Clock::time_point::max();
}

}  // namespace yare
