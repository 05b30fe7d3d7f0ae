// Where a log that broke off is to be taken up again, and which lines of it were had already.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "logs/timestamp.hpp"

namespace yare {

/// The API takes up a log at a full second (sinceTime goes through RFC 3339 without fraction on its way to
/// the kubelet: Kubernetes pkg/registry/core/pod/strategy.go, LogLocation), so lines come again. This knows
/// them: a multiset of (time, text) of the lines of the last seconds.
///
/// Exact where times in a log go back by less than a second, where lines share a time, where a rotation took
/// away lines that came before, and where the same line stands there several times. (But a line that equals
/// one that was rotated away, of the same nanosecond, counts as that one.)
class ResumePoint {
  public:
    /// Notes a line (its message, or the first part of a long one) unless it is one that was noted before the
    /// last again() and comes again. Returns whether it is new. A line without time counts at the last time.
    /// Until a line comes that is younger than all from before again(), those older than since() are not new.
    bool take(std::optional<LogTime> time, std::string_view message);

    /// The log will be read again, from since() on.
    void again();

    /// The full second to read from: one before that of the youngest line; nothing while no line with a time
    /// was taken.
    std::optional<std::chrono::sys_seconds> since() const;

    /// At most this many lines of one span are remembered; of a denser one the oldest are known by their
    /// times alone: what is not younger than the youngest forgotten line counts as had.
    static constexpr std::size_t k_most_lines = std::size_t{1} << 18;

  private:
    static constexpr std::size_t k_block = 4096;

    // Lines that came one behind the other.
    struct Block {
        LogTime youngest;
        std::vector<std::uint64_t> lines;  // hashes of time and text
    };

    // The lines from before again(), each with how often it may still come. Open addressing.
    struct Known {
        std::uint64_t line = 0;
        std::uint32_t noted = 0;  // 0: a free place
        std::uint32_t left = 0;
    };

    void note(LogTime time, std::uint64_t line);
    void forget();
    bool is_known(LogTime time, std::uint64_t line);
    void learn();
    Known& place_of(std::uint64_t line);

    std::optional<LogTime> last_;  // of the last line with a time
    LogTime youngest_ = LogTime::min();
    LogTime oldest_kept_ = LogTime::min();  // since()
    LogTime span_end_ = LogTime::min();     // the full second behind youngest_
    LogTime forgotten_ = LogTime::min();    // the youngest line that fell out of a span that was too dense
    std::deque<Block> blocks_;
    std::vector<std::uint64_t> spare_;  // a block's memory

    bool reads_again_ = false;               // lines from before again() may come
    LogTime had_youngest_ = LogTime::min();  // of those
    LogTime had_until_ = LogTime::min();     // they are known by time alone up to here, while catching_up_
    bool catching_up_ = false;
    std::vector<Known> known_;  // made when the first line comes; a power of two of places
};

}  // namespace yare
