#include "logs/byte_limit.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace yare;

TEST_CASE("ByteLimit: counts lines with their newlines, and cuts in the middle of one") {
    ByteLimit limit(8);
    const auto first = limit.cut({"abc", true, true, true}, false);
    CHECK(first.text == "abc");
    CHECK(first.newline);
    CHECK_FALSE(limit.is_reached());
    const auto second = limit.cut({"defgh", true, true, true}, false);
    CHECK(second.text == "defg");
    CHECK_FALSE(second.newline);
    CHECK(second.last);
    CHECK(limit.is_reached());
    CHECK(limit.cut({"x", true, true, true}, false).text == "");
}

TEST_CASE("ByteLimit: a newline may be what is cut off; timestamps nobody asked for do not count") {
    ByteLimit exact(3);
    CHECK_FALSE(exact.cut({"abc", true, true, true}, false).newline);
    CHECK(exact.is_reached());
    ByteLimit stamped(4);
    const auto part = stamped.cut({"2026-11-22T10:00:00Z abcdef", true, true, true}, true);
    CHECK(part.text == "2026-11-22T10:00:00Z abcd");
    ByteLimit shown(4);
    CHECK(shown.cut({"2026-11-22T10:00:00Z abcdef", true, true, true}, false).text == "2026");
}

TEST_CASE("ByteLimit: parts of one line, and a copy that puts it back") {
    ByteLimit limit(6);
    const ByteLimit before = limit;
    CHECK(limit.cut({"abcd", true, false, false}, false).text == "abcd");
    CHECK(limit.cut({"efgh", false, true, true}, false).text == "ef");
    CHECK(limit.is_reached());
    limit = before;
    CHECK_FALSE(limit.is_reached());
    CHECK(ByteLimit().cut({"abc", true, true, true}, false).text == "abc");
    CHECK_FALSE(ByteLimit().is_reached());
}
