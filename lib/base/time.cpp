#include "base/time.hpp"

#include <charconv>
#include <cmath>

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

// `Z`, `+02:00`: nothing behind it. Sets minutes east of UTC.
bool take_offset(std::string_view text, int& minutes) {
    minutes = 0;
    if (text == "Z" || text == "z") {
        return true;
    }
    if (text.empty() || (text.front() != '+' && text.front() != '-')) {
        return false;
    }
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    int hours = 0;
    int rest = 0;
    if (!take_digits(text, 2, hours) || !take(text, ':') || !take_digits(text, 2, rest) || !text.empty()) {
        return false;
    }
    minutes = sign * (hours * 60 + rest);
    return true;
}

std::string two_units(long long big, char big_unit, long long small, char small_unit) {
    std::string text = std::to_string(big) + big_unit;
    if (small != 0) {
        text += std::to_string(small) + small_unit;
    }
    return text;
}

// The unit at the front of `text` in milliseconds; 0 when there is none.
double take_unit(std::string_view& text) {
    struct Unit {
        std::string_view name;
        double milliseconds;
    };
    constexpr Unit units[] = {{"ns", 1e-6}, {"us", 1e-3}, {"\u00b5s", 1e-3}, {"\u03bcs", 1e-3},
                              {"ms", 1},    {"s", 1e3},   {"m", 6e4},        {"h", 3.6e6}};
    for (const auto& unit : units) {
        if (text.starts_with(unit.name)) {
            text.remove_prefix(unit.name.size());
            return unit.milliseconds;
        }
    }
    return 0;
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_rfc3339(std::string_view text) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0;
    const bool date = take_digits(text, 4, year) && take(text, '-') && take_digits(text, 2, month) &&
                      take(text, '-') && take_digits(text, 2, day);
    if (!date || !(take(text, 'T') || take(text, 't'))) {
        return std::nullopt;
    }
    const bool time = take_digits(text, 2, hour) && take(text, ':') && take_digits(text, 2, minute) &&
                      take(text, ':') && take_digits(text, 2, second);
    if (!time || hour > 23 || minute > 59 || second > 60) {
        return std::nullopt;
    }
    if (take(text, '.')) {
        const auto end = text.find_first_not_of("0123456789");
        if (end == 0 || end == std::string_view::npos) {
            return std::nullopt;
        }
        text.remove_prefix(end);
    }
    const std::chrono::year_month_day ymd{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
    if (!ymd.ok() || !take_offset(text, offset)) {
        return std::nullopt;
    }
    return std::chrono::sys_days(ymd) + std::chrono::hours(hour) + std::chrono::minutes(minute - offset) +
           std::chrono::seconds(second);
}

std::string human_duration(Seconds age) {
    const long long seconds = age.count();
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
    const bool negative = take(text, '-');
    if (!negative) {
        take(text, '+');
    }
    if (text.empty()) {
        return std::nullopt;
    }
    double total = 0;
    if (text.find_first_not_of("0123456789") == std::string_view::npos) {
        std::from_chars(text.data(), text.data() + text.size(), total);
        total *= 1000;
        text = {};
    }
    while (!text.empty()) {
        double number = 0;
        const auto digits = text.substr(0, text.find_first_not_of("0123456789."));
        const auto result =
            std::from_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
        if (digits.empty() || result.ec != std::errc() || result.ptr != digits.data() + digits.size()) {
            return std::nullopt;
        }
        text.remove_prefix(digits.size());
        const double unit = take_unit(text);
        if (unit == 0) {
            return std::nullopt;
        }
        total += number * unit;
    }
    if (total > 9.2e12) {  // Go's int64 nanoseconds
        return std::nullopt;
    }
    // A positive duration under a millisecond must not become `no limit`.
    const auto count = static_cast<long long>(std::ceil(total));
    return Milliseconds(negative ? -count : count);
}

}  // namespace yare
