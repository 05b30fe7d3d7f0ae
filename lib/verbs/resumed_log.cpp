#include "verbs/resumed_log.hpp"

#include <algorithm>
#include <ctime>

#include "base/go_time.hpp"

namespace yare {

namespace {

constexpr std::chrono::seconds k_at_once{2};
constexpr std::size_t k_batch = std::size_t{64} << 10;

// The full second of an answer's Date header (RFC 9110 5.6.7), or of this machine's clock.
std::chrono::sys_seconds answer_second(std::string_view date) {
    std::tm parts{};
    const std::string text(date);
    const char* end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    if (end == nullptr || *end != '\0') {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
    return std::chrono::sys_seconds(std::chrono::seconds(timegm(&parts)));
}

}  // namespace

ResumedLog::ResumedLog(const LogStyle& style, LogOutput& output, const std::string& pod,
                       const std::string& container, std::optional<std::int64_t> limit_bytes)
    : style_(style),
      output_(output),
      log_(output.open()),
      printer_(style, pod, container),
      limit_(limit_bytes) {}

void ResumedLog::go_on_from(LogSpan& span) {
    if (!has_opened_) {
        wants_all_ = !span.tail && !span.since && span.since_time.empty();
    }
    const auto since = resume_.since();
    if (since) {
        span.tail.reset();
        span.since.reset();
        span.since_time = format_go_time(*since);
        return;
    }
    // What there is comes at once. So a log that kept silent was empty: all that was written since is wanted,
    // be it more than the tail. One that broke off before, or within its first line, starts over.
    const bool was_silent = !had_bytes_ && std::chrono::steady_clock::now() - opened_at_ > k_at_once;
    if (has_opened_ && (was_silent || span.tail == 0) && (span.tail || span.since)) {
        span.tail.reset();
        span.since_time = format_go_time(first_answer_ - std::chrono::seconds(span.since.value_or(0)));
        span.since.reset();
    }
}

void ResumedLog::begin(const HttpResponse& response) {
    comes_again_ = true;
    is_again_ = has_opened_;
    if (!has_opened_) {
        has_opened_ = true;
        opened_at_ = std::chrono::steady_clock::now();
        first_answer_ = answer_second(response.header("Date"));
    } else {
        resume_.again();
    }
    had_line_ = false;
    timeless_now_ = 0;
}

bool ResumedLog::take(std::string_view piece) {
    if (comes_again_ && !piece.empty()) {
        // What was held back of an unfinished line is part of what comes.
        comes_again_ = false;
        drop_line();
    }
    had_bytes_ = had_bytes_ || !piece.empty();
    reader_.feed(piece, [this](const LinePart& part) { take_part(part); });
    flush();
    return !is_over_;
}

void ResumedLog::flush() {
    if (!batch_.empty()) {
        output_.write(log_, batch_);
        batch_.clear();
    }
}

// Whether a line is to be printed: it has not been, and it is not from before what was asked for.
bool ResumedLog::is_wanted(std::string_view line) {
    const auto stamped = split_stamp(line);
    if (!stamped.time && !resume_.since()) {
        // No log, as it seems, and read from its start each time.
        if (++timeless_now_ <= timeless_) {
            return false;
        }
        timeless_ = timeless_now_;
        had_line_ = true;
        return true;
    }
    if (!wants_all_ && is_again_ && first_line_ && stamped.time && *stamped.time < *first_line_) {
        return false;
    }
    if (!resume_.take(stamped.time, stamped.message)) {
        return false;
    }
    if (!first_line_) {
        first_line_ = stamped.time;
    }
    had_line_ = true;
    return true;
}

void ResumedLog::take_part(const LinePart& whole) {
    if (is_over_) {
        return;
    }
    const bool is_long = !(whole.first && whole.last);
    if (is_long) {
        take_long(whole);
        return;
    }
    if (!is_wanted(whole.text)) {
        return;
    }
    printer_.print(batch_, limit_.cut(whole, !style_.show_stamps));
    is_over_ = limit_.is_reached();
    if (batch_.size() >= k_batch) {
        flush();
    }
    look_at_until();
}

// A line in parts: only when all of it is there is it known whether it can be printed whole.
void ResumedLog::take_long(const LinePart& part) {
    if (part.first) {
        long_head_ = part.text;
        long_line_.clear();
        limit_before_ = limit_;
    }
    const auto printed_part = limit_.cut(part, !style_.show_stamps);
    std::string printed;
    printer_.print(printed, printed_part);
    long_line_.append(printed);
    if (printed_part.last) {
        if (is_wanted(long_head_)) {
            flush();
            output_.write(log_, long_line_);
            is_over_ = limit_.is_reached();
        } else {
            limit_ = *limit_before_;
        }
        long_line_.clear();
        limit_before_.reset();
        look_at_until();
    }
}

void ResumedLog::drop_line() {
    reader_.drop();
    long_line_.clear();
    if (limit_before_) {
        limit_ = *limit_before_;
        limit_before_.reset();
    }
}

void ResumedLog::look_at_until() {
    const auto& until = style_.until;
    if (until && printer_.time() && *printer_.time() >= *until) {
        is_over_ = true;
    }
}

void ResumedLog::finish() {
    reader_.finish([this](const LinePart& part) { take_part(part); });
    flush();
}

}  // namespace yare
