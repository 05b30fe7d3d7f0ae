// Where a log that broke off is to be taken up again, and which lines of it were had already.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "logs/timestamp.hpp"

namespace yare {

/// The API takes up a log at a full second (sinceTime goes through RFC 3339 without fraction on its way to
/// the kubelet: Kubernetes pkg/registry/core/pod/strategy.go, LogLocation), so lines come again. This knows
/// them: a multiset of (time, text) of the lines of the last seconds.
///
/// Exact where times in a log go back by less than a second, where lines share a time, where a rotation took
/// away lines that came before, and where the same line stands there several times.
class ResumePoint {
  public:
    /// Notes a line (its message, or the first part of a long one) unless it is one that was noted before the
    /// last again() and comes again. Returns whether it is new. A line without time counts at the last time.
    bool take(std::optional<LogTime> time, std::string_view message);

    /// The log will be read again, from since() on.
    void again();

    /// The full second to read from; nothing while no line with a time was taken.
    std::optional<std::chrono::sys_seconds> since() const;

    /// At most this many lines of one span are remembered; of a denser one the oldest are known by their
    /// times alone: what is not younger than the youngest forgotten line counts as had.
    static constexpr std::size_t k_most_lines = std::size_t{1} << 18;
};

}  // namespace yare
