// A log that is read in several goes and printed as one.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "logs/byte_limit.hpp"
#include "logs/line_printer.hpp"
#include "logs/resume_point.hpp"
#include "transport/http.hpp"
#include "verbs/log_output.hpp"
#include "verbs/log_request.hpp"

namespace yare {

/// Lines come with timestamps. Each is printed once, whole, however often and wherever the reading broke off.
class ResumedLog {
  public:
    /// `style` and `output` must outlive it. `limit_bytes`: so many are printed in all, as far as `style`
    /// shows what the server sent.
    ResumedLog(const LogStyle& style, LogOutput& output, const std::string& pod, const std::string& container,
               std::optional<std::int64_t> limit_bytes);

    /// Changes what is to be read to what is not known yet, and some of what is.
    void go_on_from(LogSpan& span);

    /// An answer begins. What was held back of an unfinished line is forgotten with its first byte: it comes
    /// again.
    void begin(const HttpResponse& response);

    /// Prints the lines that end in `piece`, in one write where they are few. False: no more is wanted.
    /// Throws OutputError.
    bool take(std::string_view piece);

    /// Prints what is held back of an unfinished line: no more of it will come.
    void finish();

    /// Whether any answer has begun.
    bool has_opened() const { return has_opened_; }
    /// Whether the last answer brought a line that had not been printed.
    bool had_line() const { return had_line_; }
    /// Whether all that was asked for has been printed: the limit, or the time `style.until`.
    bool is_over() const { return is_over_; }

  private:
    void take_part(const LinePart& whole);
    void take_long(const LinePart& part);
    bool is_wanted(std::string_view line);
    void drop_line();
    void look_at_until();
    void flush();

    const LogStyle& style_;
    LogOutput& output_;
    std::size_t log_;  // its number there
    LineReader reader_;
    LinePrinter printer_;
    ResumePoint resume_;
    LongLine long_line_;
    std::string long_head_;  // the first part of the line in long_line_
    std::string batch_;
    ByteLimit limit_;
    std::optional<ByteLimit> limit_before_;  // the line in long_line_
    std::optional<LogTime> first_line_;
    std::chrono::sys_seconds
        first_answer_;  // when the first answer came, to go on from where no line came yet
    std::chrono::steady_clock::time_point opened_at_;
    std::size_t timeless_ = 0;      // lines printed before there was any with a time
    std::size_t timeless_now_ = 0;  // such lines of this answer
    bool wants_all_ = false;        // from the log's start
    bool has_opened_ = false;
    bool is_again_ = false;  // this answer is not the first
    bool had_line_ = false;
    bool is_over_ = false;
    bool had_bytes_ = false;    // any at all
    bool comes_again_ = false;  // an answer has begun, and nothing of it come yet
};

}  // namespace yare
