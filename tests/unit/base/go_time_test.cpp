#include "base/go_time.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace yare;

namespace {

std::string words(std::string_view text) {
    try {
        return format_go_time(parse_go_time(text));
    } catch (const UsageError& error) {
        return error.what();
    }
}

}  // namespace

// Every text that parse_rfc3339 refuses has its own words, and none that it takes; those that kubectl prints
// are in unit/cmd/logs_test.cpp.
TEST_CASE("a time that is cut or altered anywhere is refused in Go's words") {
    const std::string time = "2026-11-22T10:00:00.5+02:00";
    CHECK(words(time) == "2026-11-22T08:00:00Z");
    for (std::size_t i = 0; i < time.size(); ++i) {
        CHECK(words(time.substr(0, i)).starts_with("parsing time \"" + time.substr(0, i) + "\" as "));
        std::string altered = time;
        altered[i] = 'x';
        CAPTURE(altered);
        const bool extra = i == 20;  // `.x` is no fraction
        CHECK(words(altered).starts_with("parsing time \"" + altered + "\" as "));
        CHECK(words(altered).find(extra ? "cannot parse \".x+02:00\"" : "cannot parse") != std::string::npos);
        CHECK_FALSE(parse_rfc3339(altered));
    }
}

TEST_CASE("times of all years") {
    CHECK(words("0000-02-29T23:59:59Z") == "0000-02-29T23:59:59Z");
    CHECK(words("9999-12-31T23:59:59Z") == "9999-12-31T23:59:59Z");
    CHECK(words("1900-02-29T00:00:00Z") == "parsing time \"1900-02-29T00:00:00Z\": day out of range");
    CHECK(words("1969-12-31T23:59:59.9Z") == "1969-12-31T23:59:59Z");
}
