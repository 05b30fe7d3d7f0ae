#include "verbs/outages.hpp"

#include <algorithm>

namespace yare {

void Outages::begin(const void* who, const Error& why, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (since_.empty()) {
        why_ = why.words();
    }
    since_.emplace(who, now);
}

void Outages::end(const void* who) {
    const std::lock_guard lock(mutex_);
    since_.erase(who);
}

Outages::Clock::time_point Outages::next() const {
    const std::lock_guard lock(mutex_);
    return due();
}

Outages::Clock::time_point Outages::due() const {
    if (is_told_ || since_.empty()) {
        return is_told_ && since_.empty() ? Clock::time_point::min() : Clock::time_point::max();
    }
    const auto first = std::min_element(since_.begin(), since_.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
    return first->second + k_worth_a_word;
}

std::vector<std::string> Outages::take(Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (due() > now) {
        return {};
    }
    is_told_ = !since_.empty();
    return {is_told_ ? "Warning: " + why_ + "; trying again" : "Warning: the server answers again"};
}

}  // namespace yare
