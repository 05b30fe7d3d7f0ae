#include "logs/timestamp.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace yare {

namespace {

constexpr std::size_t k_date_time = 19;  // 2026-11-22T10:00:00
constexpr std::int64_t k_nanoseconds = 1'000'000'000;
constexpr std::int64_t k_most_seconds = 9'223'372'035;  // of 64 bits of nanoseconds, any fraction included

// Eight bytes, the first one lowest.
std::uint64_t load(const char* p) {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&word, p, sizeof word);
    } else {
        for (int i = 0; i < 8; ++i) {
            word |= std::uint64_t{static_cast<unsigned char>(p[i])} << (8 * i);
        }
    }
    return word;
}

// Whether the bytes of `word` that `mask` has at 0xff are digits. Sets those to their values, the others to
// 0.
bool take_digits(std::uint64_t& word, std::uint64_t mask) {
    constexpr std::uint64_t k_ones = 0x0101010101010101;
    word = (word ^ ('0' * k_ones)) & mask;
    return ((word | (word + 6 * k_ones)) & (0xf0 * k_ones) & mask) == 0;
}

// Each byte's value times ten and the next one's.
std::uint64_t pairs(std::uint64_t digits) { return digits * 10 + (digits >> 8); }

unsigned byte_of(std::uint64_t word, int index) { return (word >> (8 * index)) & 0xff; }

// A digit's value; more than 9 for what is none.
unsigned digit(char c) { return static_cast<unsigned char>(c) - unsigned{'0'}; }

// Two digits' value. `bad` is set when they are none.
unsigned two_digits(const char* p, bool& bad) {
    const unsigned tens = digit(p[0]);
    const unsigned ones = digit(p[1]);
    bad |= tens > 9 || ones > 9;
    return tens * 10 + ones;
}

// Days since 1970 of a day of the Gregorian calendar. (H. Hinnant, chrono-compatible low-level date
// algorithms)
std::int64_t days_since_epoch(unsigned year, unsigned month, unsigned day) {
    const unsigned shifted = year - (month <= 2 ? 1 : 0);  // years begin in March
    const unsigned day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return std::int64_t{365} * shifted + shifted / 4 - shifted / 100 + shifted / 400 + day_of_year - 719468;
}

unsigned days_of_month(unsigned year, unsigned month) {
    if (month == 2) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// The seconds of a date and a time of day; false where that is none.
bool read_date_time(const char* p, std::int64_t& seconds) {
    std::uint64_t date = load(p);        // 2026-11-
    std::uint64_t clock = load(p + 11);  // 10:00:00
    if ((date & 0xff0000ff00000000) != 0x2d00002d00000000 || p[10] != 'T' ||
        (clock & 0x0000ff0000ff0000) != 0x00003a00003a0000 || !take_digits(date, 0x00ffff00ffffffff) ||
        !take_digits(clock, 0xffff00ffff00ffff)) {
        return false;
    }
    date = pairs(date);
    clock = pairs(clock);
    bool bad = false;
    const unsigned year = byte_of(date, 0) * 100 + byte_of(date, 2);
    const unsigned month = byte_of(date, 5);
    const unsigned day = two_digits(p + 8, bad);
    const unsigned hour = byte_of(clock, 0);
    const unsigned minute = byte_of(clock, 3);
    const unsigned second = byte_of(clock, 6);
    bad |= year < 1600 || month - 1 > 11 || hour > 23 || minute > 59 || second > 59;
    if (bad || day == 0 || (day > 28 && day > days_of_month(year, month))) {
        return false;
    }
    seconds = days_since_epoch(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

// The value of eight digits, the first one lowest.
unsigned eight_digits(std::uint64_t digits) {
    digits = pairs(digits) & 0x00ff00ff00ff00ff;
    digits = (digits * 100 + (digits >> 16)) & 0x0000ffff0000ffff;
    return static_cast<unsigned>((digits * 10000 + (digits >> 32)) & 0xffffffff);
}

// Up to nine digits behind a dot; false where there is a dot and none, or more.
bool read_fraction(const char*& p, const char* end, std::int64_t& nanoseconds) {
    if (p == end || *p != '.') {
        return true;
    }
    const char* const begin = ++p;
    unsigned value = 0;
    if (end - p >= 8) {
        std::uint64_t digits = load(p);
        if (take_digits(digits, ~std::uint64_t{0})) {
            value = eight_digits(digits);
            p += 8;
            if (p != end && digit(*p) <= 9) {
                nanoseconds = value * 10 + digit(*p++);
                return true;
            }
        }
    }
    while (p != end && p - begin < 9 && digit(*p) <= 9) {
        value = value * 10 + digit(*p++);
    }
    if (p == begin) {
        return false;
    }
    for (auto place = p - begin; place < 9; ++place) {
        value *= 10;
    }
    nanoseconds = value;
    return true;
}

// `Z` or `+02:00`; up to 24 hours and 60 minutes, as in Go.
bool read_offset(const char*& p, const char* end, std::int64_t& seconds) {
    if (p == end) {
        return false;
    }
    if (*p == 'Z') {
        ++p;
        return true;
    }
    if ((*p != '+' && *p != '-') || end - p < 6 || p[3] != ':') {
        return false;
    }
    bool bad = false;
    const unsigned hours = two_digits(p + 1, bad);
    const unsigned minutes = two_digits(p + 4, bad);
    if (bad || hours > 24 || minutes > 60) {
        return false;
    }
    const std::int64_t east = std::int64_t{hours} * 3600 + minutes * 60;
    seconds -= *p == '+' ? east : -east;
    p += 6;
    return true;
}

}  // namespace

StampedLine split_stamp(std::string_view line) {
    const StampedLine none{std::nullopt, {}, line};
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    if (line.size() <= k_date_time || !read_date_time(line.data(), seconds)) {
        return none;
    }
    const char* p = line.data() + k_date_time;
    const char* const end = line.data() + line.size();
    if (!read_fraction(p, end, nanoseconds) || !read_offset(p, end, seconds) || (p != end && *p != ' ') ||
        seconds > k_most_seconds || seconds < -k_most_seconds) {
        return none;
    }
    const auto length = static_cast<std::size_t>(p - line.data());
    const LogTime time(std::chrono::nanoseconds(seconds * k_nanoseconds + nanoseconds));
    return {time, line.substr(0, length), line.substr(p == end ? length : length + 1)};
}

}  // namespace yare
