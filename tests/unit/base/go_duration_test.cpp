#include "base/go_duration.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "base/error.hpp"

using namespace yare;

TEST_CASE("durations are read as Go's time.ParseDuration reads them") {
    struct Row {
        const char* text;
        std::int64_t nanoseconds;
    };
    const Row rows[] = {
        {"0", 0},
        {"+0", 0},
        {"0s", 0},
        {"5s", 5'000'000'000},
        {"+5s", 5'000'000'000},
        {"-1.5h", -5'400'000'000'000},
        {".5m", 30'000'000'000},
        {"1.s", 1'000'000'000},
        {"1h15m30.918s", 4'530'918'000'000},
        {"1ns", 1},
        {"1us", 1'000},
        {"1\xc2\xb5s", 1'000},
        {"1\xce\xbcs", 1'000},
        {"10ms", 10'000'000},
        {"0.9999999999999999999s", 1'000'000'000},
        {"0.00000000000000000000000001h", 0},
        {"9223372036854775807ns", std::numeric_limits<std::int64_t>::max()},
        {"2562047h47m16.854775807s", std::numeric_limits<std::int64_t>::max()},
        {"-9223372036854775808ns", std::numeric_limits<std::int64_t>::min()},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(parse_go_duration(row.text).count() == row.nanoseconds);
    }
}

TEST_CASE("what is no duration is refused in Go's words") {
    struct Row {
        const char* text;
        const char* expected;
    };
    const Row rows[] = {
        {"", "time: invalid duration \"\""},
        {"-", "time: invalid duration \"-\""},
        {".", "time: invalid duration \".\""},
        {"s", "time: invalid duration \"s\""},
        {"\xc3\xa9", "time: invalid duration \"\\xc3\\xa9\""},
        {"5", "time: missing unit in duration \"5\""},
        {"1.", "time: missing unit in duration \"1.\""},
        {"1h1", "time: missing unit in duration \"1h1\""},
        {"1d", "time: unknown unit \"d\" in duration \"1d\""},
        {"1\"\\", "time: unknown unit \"\\\"\\\\\" in duration \"1\\\"\\\\\""},
        {"3000000h", "time: invalid duration \"3000000h\""},
        {"9223372036854775808ns", "time: invalid duration \"9223372036854775808ns\""},
        {"2562047h47m16.854775808s", "time: invalid duration \"2562047h47m16.854775808s\""},
        {"99999999999999999999s", "time: invalid duration \"99999999999999999999s\""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK_THROWS_WITH_AS(parse_go_duration(row.text), row.expected, UsageError);
    }
}
