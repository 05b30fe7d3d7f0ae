#include "base/quantity.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

using namespace yare;

TEST_CASE("quantities are written as kubectl 1.36.4 writes them") {
    struct Row {
        const char* text;
        const char* expected;
    };
    const Row rows[] = {
        {"0", "0"},
        {"1", "1"},
        {"+5", "+5"},
        {"-0005", "-0005"},
        {"-1", "-1"},
        {"1.50", "1500m"},
        {"0.1", "100m"},
        {"1024Mi", "1Gi"},
        {"0.5Ki", "512"},
        {"1.5Gi", "1536Mi"},
        {"-00022.2Ti", "-24409158136627200m"},
        {"1000k", "1M"},
        {"1000E", "1"},
        {"1e3", "1e3"},
        {"5e7", "50e6"},
        {"822.e25", "8220e24"},
        {"0019e3000", "0019e3000"},
        {"+252121500e25", "2521215e27"},
        {"0.81e-10", "1e-9"},
        {"9.920018110192", "9920018111n"},
        {"0.0000000001", "1n"},
        {"9.9999999999", "10"},
        {"99.9999999999999999999", "100"},
        {"1e-999999999", "1e-9"},
        {"1e999999999", "1e999999999"},
        {"12345678901234567890e999999990", "12345678901234567890e999999990"},
        {"100000000000000000000", "100E"},
        {"9920191891008905110988001m", "9920191891008905110988001m"},
        {"100Ei", "9223372036854775807"},
        {"-100Ei", "-9223372036854775807"},
        {"99999999999999999999Ki", "9223372036854775807"},
        {"k", "0"},
        {".T", "0"},
        {"+", "0"},
        {"-.n", "0"},
        {"0e-20", "0"},
        {"9007199254740991.999Ki", "9223372036854775806976m"},
        {"9007199254740992.001Ki", "9223372036854775807"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(canonical_quantity(row.text) == row.expected);
    }
}

TEST_CASE("what is no quantity is refused in apimachinery's words") {
    for (const char* text : {"", "x", "1.2.3", "1Mi1x", " 1", "1 ", "1-", "--1", "1e3.0"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(canonical_quantity(text), Error);
    }
    CHECK_THROWS_WITH_AS(
        canonical_quantity("x"),
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'", Error);
    for (const char* text : {"1e", "1e+", "1Kii", "1mi", "1k3", "1e99999999999999999999"}) {
        CAPTURE(text);
        CHECK_THROWS_WITH_AS(canonical_quantity(text), "unable to parse quantity's suffix", Error);
    }
    for (const char* text : {"-Pi", "+.Ei", ".e-10"}) {
        CAPTURE(text);
        CHECK_THROWS_WITH_AS(canonical_quantity(text), "unable to parse numeric part of quantity", Error);
    }
}

TEST_CASE("quantities are ordered by what they amount to") {
    std::ifstream file(YARE_TEST_DATA "/base/quantity-order.txt");
    std::vector<QuantityValue> below;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) {
            continue;
        }
        std::vector<QuantityValue> equal;
        for (const auto& text : split(line, ' ')) {
            CAPTURE(text);
            const auto value = parse_quantity(text);
            REQUIRE(value);
            equal.push_back(*value);
            CHECK(*value == equal.front());
            CHECK(equal.front() == *value);
            if (!below.empty()) {
                CHECK(below.back() < *value);
                CHECK(*value > below.back());
                CHECK(below.front() < *value);
            }
        }
        below.push_back(equal.front());
    }
    CHECK(below.size() > 300);
}

TEST_CASE("what is far apart is compared without being written out") {
    CHECK(*parse_quantity("1e2000000000") > *parse_quantity("1e1999999999"));
    CHECK(*parse_quantity("-1e2000000000") < *parse_quantity("1e-2000000000"));
    CHECK(*parse_quantity("1e-2000000000") == *parse_quantity("1n"));
    const std::string long_number = "1" + std::string(100'000, '0');
    CHECK(*parse_quantity(long_number) == *parse_quantity("1e100000"));
}

TEST_CASE("what kubectl does not take for a quantity is none") {
    for (const char* text : {"",    "x",      "1.2.3", "1Mi1x", " 1",
                             "1 ",  "1-",     "--1",   "1e3.0", "1e",
                             "1e+", "1Kii",   "1mi",   "1k3",   "1e99999999999999999999",
                             "e",   "E1x",    "i",     "web-1", "2024-01-01",
                             "1:2", "0x1",    "NaN",   "1_0",   "\u00e9",
                             "-Pi", "1\u00e9"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_quantity(text));
    }
    for (const char* text : {"k", "m", "E", "Ki", "-", "+", ".", "-0", "0e5", "E-9"}) {
        CAPTURE(text);
        CHECK(parse_quantity(text)->sign == 0);
    }
}
