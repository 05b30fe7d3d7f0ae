#include "base/go_time.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace yare {

namespace {

constexpr std::string_view k_layout = "2006-01-02T15:04:05Z07:00";

bool has_digit(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// Says what is wrong with a text that is no time: reads it as Go does, an element of the layout at a time.
class Complaint {
  public:
    explicit Complaint(std::string_view text) : text_(text), rest_(text) {}

    std::string find() {
        year();
        literal("-");
        number("01", 2, 1, 12, "month");
        literal("-");
        number("02", 2, 0, 99, "day");
        literal("T");
        number("15", 1, 0, 23, "hour");
        literal(":");
        number("04", 2, 0, 59, "minute");
        literal(":");
        number("05", 2, 0, 59, "second");
        fraction();
        offset();
        if (said_.empty() && !rest_.empty()) {
            say(": extra text: " + go_time_quote(rest_));
        }
        return said_.empty() ? "parsing time " + go_time_quote(text_) + ": day out of range" : said_;
    }

  private:
    // Only the first complaint counts.
    void say(const std::string& what) {
        said_ = said_.empty() ? "parsing time " + go_time_quote(text_) + what : said_;
    }

    void refuse(std::string_view element) {
        say(" as " + go_time_quote(k_layout) + ": cannot parse " + go_time_quote(rest_) + " as " +
            go_time_quote(element));
    }

    void literal(std::string_view element) {
        if (!rest_.starts_with(element)) {
            refuse(element);
            return;
        }
        rest_.remove_prefix(element.size());
    }

    void year() {
        for (std::size_t i = 0; i < 4; ++i) {
            if (!has_digit(rest_, i)) {
                refuse("2006");
                return;
            }
        }
        rest_.remove_prefix(4);
    }

    // One digit or two of them, at least `digits`.
    void number(std::string_view element, std::size_t digits, int least, int most, const char* name) {
        const std::size_t found = !has_digit(rest_, 0) ? 0 : has_digit(rest_, 1) ? 2 : 1;
        if (found < digits) {
            refuse(element);
            return;
        }
        int value = 0;
        for (std::size_t i = 0; i < found; ++i) {
            value = value * 10 + (rest_[i] - '0');
        }
        if (value < least || value > most) {
            say(std::string(": ") + name + " out of range");
        }
        rest_.remove_prefix(found);
    }

    void fraction() {
        if (rest_.size() >= 2 && (rest_[0] == '.' || rest_[0] == ',') && has_digit(rest_, 1)) {
            rest_.remove_prefix(1);
            while (has_digit(rest_, 0)) {
                rest_.remove_prefix(1);
            }
        }
    }

    void offset() {
        constexpr std::size_t k_size = 6;  // +07:00
        if (rest_.starts_with('Z')) {
            rest_.remove_prefix(1);
            return;
        }
        const bool has_digits =
            has_digit(rest_, 1) && has_digit(rest_, 2) && has_digit(rest_, 4) && has_digit(rest_, 5);
        if (!has_digits || rest_[3] != ':') {
            refuse("Z07:00");
            return;
        }
        const int hours = (rest_[1] - '0') * 10 + (rest_[2] - '0');
        const int minutes = (rest_[4] - '0') * 10 + (rest_[5] - '0');
        if (minutes > 60) {
            say(": time zone offset minute out of range");
        } else if (hours > 24) {
            say(": time zone offset hour out of range");
        } else if (rest_[0] != '+' && rest_[0] != '-') {
            refuse("Z07:00");
        }
        rest_.remove_prefix(k_size);
    }

    std::string_view text_;
    std::string_view rest_;
    std::string said_;
};

}  // namespace

Moment parse_go_time(std::string_view text) {
    if (const auto time = parse_rfc3339(text)) {
        return *time;
    }
    throw UsageError(Complaint(text).find());
}

std::string format_go_time(Moment time) {
    const auto days = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(days);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<Seconds>(time - days));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string go_time_quote(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || byte < ' ') {
            out += {'\\', 'x', digits[byte >> 4], digits[byte & 0xf]};
            continue;
        }
        out += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    }
    return out + "\"";
}

}  // namespace yare
