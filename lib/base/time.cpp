#include "base/time.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/error.hpp"
#include "base/go_duration.hpp"

namespace yare {

namespace {

// Reads exactly `digits` decimal digits from the front of `text`.
bool take_digits(std::string_view& text, std::size_t digits, int& value) {
    if (text.size() < digits) {
        return false;
    }
    value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return true;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

// 15: one digit will do, for Go.
bool take_hour(std::string_view& text, int& hour) {
    return take_digits(text, 2, hour) || take_digits(text, 1, hour);
}

// A fraction of any length, behind a dot or a comma; digits beyond microseconds do not count.
std::chrono::microseconds take_fraction(std::string_view& text) {
    constexpr std::int64_t k_second = 1'000'000;
    if (text.size() < 2 || (text[0] != '.' && text[0] != ',') || text[1] < '0' || text[1] > '9') {
        return {};
    }
    std::int64_t fraction = 0;
    std::int64_t place = k_second;
    std::size_t end = 1;
    for (; end < text.size() && text[end] >= '0' && text[end] <= '9'; ++end) {
        place /= 10;
        fraction += (text[end] - '0') * place;
    }
    text.remove_prefix(end);
    return std::chrono::microseconds(fraction);
}

// `Z`, `+02:00`: nothing behind it. Sets minutes east of UTC; 24 hours and 60 minutes pass, as in Go.
bool take_offset(std::string_view text, std::chrono::minutes& offset) {
    if (text == "Z") {
        return true;
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-')) {
        return false;
    }
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    int hours = 0;
    int minutes = 0;
    if (!take_digits(text, 2, hours) || !take(text, ':') || !take_digits(text, 2, minutes) || !text.empty()) {
        return false;
    }
    offset = std::chrono::minutes(sign * (hours * 60 + minutes));
    return hours <= 24 && minutes <= 60;
}

std::string two_units(long long big, char big_unit, long long small, char small_unit) {
    std::string text = std::to_string(big) + big_unit;
    if (small != 0) {
        text += std::to_string(small) + small_unit;
    }
    return text;
}

}  // namespace

Moment present() { return std::chrono::floor<Moment::duration>(std::chrono::system_clock::now()); }

std::optional<Moment> parse_rfc3339(std::string_view text) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    const bool date = take_digits(text, 4, year) && take(text, '-') && take_digits(text, 2, month) &&
                      take(text, '-') && take_digits(text, 2, day);
    const bool time = date && take(text, 'T') && take_hour(text, hour) && take(text, ':') &&
                      take_digits(text, 2, minute) && take(text, ':') && take_digits(text, 2, second);
    if (!time || hour > 23 || minute > 59 || second > 59) {
        return std::nullopt;
    }
    const auto fraction = take_fraction(text);
    const std::chrono::year_month_day ymd{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
    std::chrono::minutes offset{};
    if (!ymd.ok() || !take_offset(text, offset)) {
        return std::nullopt;
    }
    return std::chrono::sys_days(ymd) + std::chrono::hours(hour) + std::chrono::minutes(minute) - offset +
           std::chrono::seconds(second) + fraction;
}

std::string age_text(std::string_view timestamp, Moment now) {
    constexpr auto k_zero = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);  // Go's time.Time{}
    const auto created = parse_rfc3339(timestamp);
    return created && *created != k_zero ? human_duration(now - *created) : "<unknown>";
}

std::string human_duration(std::chrono::microseconds age) {
    // Go's durations go that far: 2^63 nanoseconds.
    constexpr long long k_longest = 9'223'372'036;
    const long long seconds =
        std::min(std::chrono::duration_cast<std::chrono::seconds>(age).count(), std::int64_t{k_longest});
    if (seconds < -1) {
        return "<invalid>";
    }
    if (seconds < 0) {
        return "0s";
    }
    const long long minutes = seconds / 60;
    const long long hours = seconds / 3600;
    const long long days = hours / 24;
    if (seconds < 60 * 2) {
        return std::to_string(seconds) + "s";
    }
    if (minutes < 10) {
        return two_units(minutes, 'm', seconds % 60, 's');
    }
    if (minutes < 60 * 3) {
        return std::to_string(minutes) + "m";
    }
    if (hours < 8) {
        return two_units(hours, 'h', minutes % 60, 'm');
    }
    if (hours < 48) {
        return std::to_string(hours) + "h";
    }
    if (hours < 24 * 8) {
        return two_units(days, 'd', hours % 24, 'h');
    }
    if (hours < 24 * 365 * 2) {
        return std::to_string(days) + "d";
    }
    if (hours < 24 * 365 * 8) {
        return two_units(days / 365, 'y', days % 365, 'd');
    }
    return std::to_string(days / 365) + "y";
}

std::optional<Milliseconds> parse_duration(std::string_view text) {
    constexpr std::int64_t k_most_seconds = 9'223'372'036;  // Go's int64 nanoseconds
    std::string_view number = text.substr(text.starts_with('+') ? 1 : 0);
    std::int64_t seconds = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), seconds);
    if (!text.starts_with("+-") && read.ec == std::errc() && read.ptr == number.data() + number.size()) {
        const bool fits = seconds >= -k_most_seconds && seconds <= k_most_seconds;
        return fits ? std::optional<Milliseconds>(std::chrono::seconds(seconds)) : std::nullopt;
    }
    try {
        // A positive duration under a millisecond must not become `no limit`.
        const auto exact = parse_go_duration(text);
        return exact.count() < 0 ? std::chrono::floor<Milliseconds>(exact)
                                 : std::chrono::ceil<Milliseconds>(exact);
    } catch (const UsageError&) {
        return std::nullopt;
    }
}

}  // namespace yare
