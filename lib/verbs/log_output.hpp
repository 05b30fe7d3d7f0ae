// Standard output for the lines of several logs.
#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string_view>

#include "base/streams.hpp"
#include "logs/long_line.hpp"

namespace yare {

/// May be called by several threads. What one call writes stays together, and lines of different logs never
/// share a line: a newline is put behind a log that ended without.
class LogOutput {
  public:
    /// `is_safe`: the bytes may go to a terminal as they are. `at_once`: each write is handed on.
    LogOutput(Output& out, bool is_safe, bool at_once) : out_(out), is_safe_(is_safe), at_once_(at_once) {}

    /// A number for one more log.
    std::size_t open() { return ++opened_; }

    /// Writes lines of that log; only its last may be without newline. Throws OutputError.
    void write(std::size_t log, std::string_view lines);
    void write(std::size_t log, LongLine& line);

  private:
    void begin(std::size_t log);
    void put(std::string_view bytes);
    void end();

    std::mutex mutex_;
    Output& out_;
    bool is_safe_;
    bool at_once_;
    std::atomic<std::size_t> opened_ = 0;
    std::size_t last_ = 0;  // the log that wrote last
    bool within_line_ = false;
};

}  // namespace yare
