#include "cmd/flags.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace yare;

namespace {

constexpr FlagSpec k_own[] = {
    {"images", 'i', FlagType::list, "[]", ""},
    {"port", 0, FlagType::integer32, "-1", ""},
    {"user", 0, FlagType::array, "[]", ""},
};
constexpr FlagSpec k_shared[] = {
    {"token", 0, FlagType::text, "''", ""},
    {"user", 0, FlagType::text, "''", ""},
};

ParsedFlags parse(const std::vector<std::string>& args) { return parse_flags(args, {k_own, k_shared}); }

}  // namespace

TEST_CASE("arguments before -- are told from those behind it") {
    struct Row {
        std::vector<std::string> args;
        std::size_t plain;
        std::vector<std::string> all;
    };
    const Row rows[] = {
        {{"a", "b"}, 2, {"a", "b"}},
        {{"a", "--", "b", "--port=x", "--"}, 1, {"a", "b", "--port=x", "--"}},
        {{"--", "a"}, 0, {"a"}},
        {{"a", "--"}, 1, {"a"}},
        {{"--user", "--", "a"}, 1, {"a"}},
        {{}, 0, {}},
    };
    for (const auto& row : rows) {
        const auto flags = parse(row.args);
        CHECK(flags.plain_arguments() == row.plain);
        CHECK(flags.arguments == row.all);
    }
}

TEST_CASE("a flag with an empty list was given") {
    const auto flags = parse({"--images="});
    CHECK(flags.given("images"));
    CHECK(flags.values("images").empty());
    CHECK_FALSE(flags.given("port"));
    CHECK_FALSE(parse({"--port=1"}).given("images"));
}

TEST_CASE("integers of 32 bits") {
    CHECK(parse({"--port=-2147483648"}).integer("port") == -2147483648LL);
    CHECK(parse({"--port=0x7fffffff"}).integer("port") == 2147483647LL);
    for (const char* value : {"2147483648", "-2147483649", "99999999999999999999"}) {
        const std::string words = "invalid argument \"" + std::string(value) +
                                  "\" for \"--port\" flag: strconv.ParseInt: parsing \"" + value +
                                  "\": value out of range";
        CHECK_THROWS_WITH_AS(parse({"--port", value}), words.c_str(), UsageError);
    }
    CHECK_THROWS_WITH_AS(
        parse({"--port=x"}),
        "invalid argument \"x\" for \"--port\" flag: strconv.ParseInt: parsing \"x\": invalid syntax",
        UsageError);
}

TEST_CASE("the first table that has a flag gets it") {
    const auto flags = parse({"--user=a,b", "--token=t", "--user=c"});
    CHECK(flags.values("user") == std::vector<std::string>{"a,b", "c"});
    const auto shared = flags.only(k_shared);
    CHECK_FALSE(shared.given("user"));
    CHECK(shared.text("token") == "t");
    CHECK_FALSE(flags.only(k_own).given("token"));
}
