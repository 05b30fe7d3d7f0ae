#include "logs/timestamp.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using namespace yare;

namespace {

// Nanoseconds since 1970; nothing without a timestamp.
std::optional<std::int64_t> nanoseconds(std::string_view line) {
    const auto time = split_stamp(line).time;
    return time ? std::optional<std::int64_t>(time->time_since_epoch().count()) : std::nullopt;
}

}  // namespace

TEST_CASE("a timestamp is taken off a line") {
    struct Row {
        std::string line;
        std::int64_t time;
        std::string message;
    };
    for (const Row& row : {
             Row{"1970-01-01T00:00:00Z a", 0, "a"},
             Row{"1970-01-01T00:00:00.000000001Z a b", 1, "a b"},
             Row{"1970-01-01T00:00:00.5Z  a", 500'000'000, " a"},
             Row{"1970-01-01T00:00:00.123456789Z", 123'456'789, ""},
             Row{"1970-01-01T00:00:00.123456789Z ", 123'456'789, ""},
             Row{"1970-01-01T02:00:00.1+02:00 m", 100'000'000, "m"},
             Row{"1969-12-31T19:30:00-04:30 m", 0, "m"},
             Row{"1969-12-31T23:59:59.9Z m", -100'000'000, "m"},
             Row{"2026-11-22T10:00:00.123456789Z message", 1'795'341'600'123'456'789, "message"},
             Row{"2024-02-29T23:59:59Z x", 1'709'251'199'000'000'000, "x"},
             Row{"2000-02-29T00:00:00Z x", 951'782'400'000'000'000, "x"},
             Row{"2262-04-11T23:47:15Z x", 9'223'372'035'000'000'000, "x"},
             Row{"1677-09-21T00:12:45Z x", -9'223'372'035'000'000'000, "x"},
         }) {
        CAPTURE(row.line);
        const StampedLine line = split_stamp(row.line);
        CHECK(nanoseconds(row.line) == row.time);
        CHECK(line.message == row.message);
        CHECK(row.line.starts_with(line.stamp));
        const auto head = line.stamp.size() + line.message.size();
        CHECK((head == row.line.size() || head + 1 == row.line.size()));
    }
}

TEST_CASE("what is no timestamp stays in the message") {
    for (const std::string line : {
             "",
             "x",
             "2026-11-22T10:00:00",
             "2026-11-22T10:00:00 a",
             "2026-11-22 10:00:00Z a",
             "2026-11-22T10:00:00z a",
             "2026-11-22t10:00:00Z a",
             "2026-11-22T10:00:00Za",
             "2026-11-22T10:00:00Z\ta",
             "2026-11-22T10:00:00.Z a",
             "2026-11-22T10:00:00,5Z a",
             "2026-11-22T10:00:00.1234567890Z a",
             "2026-11-22T10:00:00.12a4Z a",
             "2026-11-22T10:00:00+0200 a",
             "2026-11-22T10:00:00+02:0",
             "2026-11-22T10:00:00+25:00 a",
             "2026-11-22T10:00:00+02:61 a",
             "2026-13-22T10:00:00Z a",
             "2026-00-22T10:00:00Z a",
             "2026-11-00T10:00:00Z a",
             "2026-11-31T10:00:00Z a",
             "2026-02-29T10:00:00Z a",
             "1900-02-29T10:00:00Z a",
             "2026-11-22T24:00:00Z a",
             "2026-11-22T10:60:00Z a",
             "2026-11-22T10:00:60Z a",
             "2262-04-11T23:47:17Z a",
             "1677-09-21T00:12:43Z a",
             "0001-01-01T00:00:00Z a",
             "9999-01-01T00:00:00Z a",
             "202/-11-22T10:00:00Z a",
             "2026-1:-22T10:00:00Z a",
             "-026-11-22T10:00:00Z a",
             " 2026-11-22T10:00:00Z a",
         }) {
        CAPTURE(line);
        const StampedLine parts = split_stamp(line);
        CHECK_FALSE(parts.time);
        CHECK(parts.stamp.empty());
        CHECK(parts.message == line);
    }
}

TEST_CASE("days count as the calendar does") {
    using namespace std::chrono;
    for (sys_days day = 1678y / 1 / 1; day < sys_days(2262y / 1 / 1); day += days(1)) {
        const year_month_day date(day);
        char text[32];
        std::snprintf(text, sizeof text, "%04d-%02u-%02uT00:00:00Z", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        const auto time = split_stamp(text).time;
        if (!time || *time != day) {
            FAIL(text);
        }
    }
}
