#include "verbs/resumed_log.hpp"

#include <algorithm>
#include <ctime>

#include "base/go_time.hpp"

namespace yare {

namespace {

constexpr std::size_t k_batch = std::size_t{64} << 10;

// The full second of an answer's Date header (RFC 9110 5.6.7), or of this machine's clock.
std::string answer_second(std::string_view date) {
    std::tm parts{};
    const std::string text(date);
    const char* end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    if (end == nullptr || *end != '\0') {
        return format_go_time(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    }
    return format_go_time(std::chrono::sys_seconds(std::chrono::seconds(timegm(&parts))));
}

}  // namespace

ResumedLog::ResumedLog(const LogStyle& style, LogOutput& output, const std::string& pod,
                       const std::string& container, std::optional<std::int64_t> limit_bytes)
    : style_(style),
      output_(output),
      log_(output.open()),
      printer_(style, pod, container),
      bytes_left_(limit_bytes) {}

void ResumedLog::go_on_from(LogSpan& span) {
    if (!has_opened_) {
        wants_all_ = !span.tail && !span.since && span.since_time.empty();
    }
    const auto since = resume_.since();
    // Where no line came, nothing is lost by starting over; but with --tail=0 what came since would be.
    if (since || (has_opened_ && span.tail == 0)) {
        span.tail.reset();
        span.since.reset();
        span.since_time = since ? format_go_time(*since) : first_answer_;
    }
}

void ResumedLog::begin(const HttpResponse& response) {
    // What was held back of an unfinished line comes again.
    reader_.drop();
    long_line_.clear();
    is_again_ = has_opened_;
    if (!has_opened_) {
        has_opened_ = true;
        first_answer_ = answer_second(response.header("Date"));
    } else {
        resume_.again();
    }
    had_line_ = false;
    timeless_now_ = 0;
}

bool ResumedLog::take(std::string_view piece) {
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

// Cuts off what is beyond --limit-bytes.
LinePart ResumedLog::limited(LinePart part) {
    if (!bytes_left_) {
        return part;
    }
    std::size_t hidden = 0;  // a timestamp that nobody asked for
    if (part.first && !style_.show_stamps) {
        hidden = part.text.size() - split_stamp(part.text).message.size();
    }
    const auto left = static_cast<std::size_t>(*bytes_left_);
    const auto size = part.text.size() - hidden + (part.newline && part.last ? 1 : 0);
    if (size >= left) {
        is_over_ = true;
    }
    if (size > left) {
        part.text = part.text.substr(0, hidden + left);
        part.last = true;
        part.newline = false;
    }
    *bytes_left_ -= static_cast<std::int64_t>(std::min(size, left));
    return part;
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
    printer_.print(batch_, limited(whole));
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
    }
    const auto printed_part = limited(part);
    std::string printed;
    printer_.print(printed, printed_part);
    long_line_.append(printed);
    if (printed_part.last) {
        if (is_wanted(long_head_)) {
            flush();
            output_.write(log_, long_line_);
        }
        long_line_.clear();
        look_at_until();
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
