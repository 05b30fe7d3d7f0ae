// Times when the server cannot be reached while it is watched, and when they are worth a word.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace yare {

/// One line for each outage that lasts, however many watches it ends; nothing for what mends at once, as when
/// a server is restarted. All functions may be called by any thread.
class Outages {
  public:
    using Clock = std::chrono::steady_clock;

    /// Nothing is said of an outage before it has lasted so long.
    static constexpr std::chrono::seconds k_worth_a_word{5};

    /// A watch (`who`) has lost the server, or has it again.
    void begin(const void* who, const Error& why, Clock::time_point now = Clock::now());
    void end(const void* who);

    /// What is to be said now: `Warning: ...; trying again`, or that it is over.
    std::vector<std::string> take(Clock::time_point now = Clock::now());

    /// When there may be something to say; max(): not before another outage.
    Clock::time_point next() const;

  private:
    Clock::time_point due() const;  // with the mutex held

    mutable std::mutex mutex_;
    std::map<const void*, Clock::time_point> since_;
    std::string why_;  // of the first
    bool is_told_ = false;
};

}  // namespace yare
