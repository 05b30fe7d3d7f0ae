#include "base/yaml_scalar.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/yaml_key_order.hpp"
#include "base/yaml_timestamp.hpp"

using namespace yare;

TEST_CASE("timestamps that go-yaml recognises") {
    const std::vector<std::string> yes = {"2001-12-14",
                                          "2001-1-1",
                                          "2000-02-29",
                                          "2001-12-14T21:59:43Z",
                                          "2001-1-2t3:4:5Z",
                                          "2001-12-14T21:59:43.123456789012Z",
                                          "2001-12-14 21:59:43",
                                          "2001-12-14   1:2:3",
                                          "2001-12-14 21:59:43.5",
                                          "2001-12-14 1:2:3,5",
                                          "2001-12-14T21:59:43+01:30",
                                          "2001-12-14T21:59:43-24:60"};
    const std::vector<std::string> no = {"",
                                         "2001",
                                         "2001-",
                                         "2001-13-01",
                                         "2001-02-29",
                                         "1900-02-29",
                                         "2001-00-01",
                                         "2001-1-32",
                                         "201-1-1",
                                         "20011-1-1",
                                         "2001-12-14T",
                                         "2001-12-14T21:59:43",
                                         "2001-12-14 21:59",
                                         "2001-12-14T24:00:00Z",
                                         "2001-12-14T21:60:00Z",
                                         "2001-12-14T21:59:60Z",
                                         "2001-12-14 21:59:43Z",
                                         "2001-12-14T21:59:43+1:30",
                                         "2001-12-14T21:59:43+25:00",
                                         "2001-12-14x",
                                         "2001-12-14 ",
                                         "2001-12-14T21:59:43.Z"};
    for (const auto& text : yes) {
        CAPTURE(text);
        CHECK(is_yaml_timestamp(text));
    }
    for (const auto& text : no) {
        CAPTURE(text);
        CHECK_FALSE(is_yaml_timestamp(text));
    }
}

TEST_CASE("strings that may be written plain") {
    const std::vector<std::string> plain = {"a",     "yess",  "nULL", "1:60",  "1.2.3",      "500m",  "_1",
                                            "0o8",   "1e400", "0x",   "+",     "-",          ".",     "=",
                                            "<<",    "0b2",   "1_:",  "x:30",  "1.5.",       "+a:30", "0b1_",
                                            "truee", "1:",    "-.in", ".infx", "2001-13-01", "1:30x"};
    const std::vector<std::string> read_otherwise = {"",           "y",
                                                     "N",          "off",
                                                     "True",       "~",
                                                     "null",       "0",
                                                     "-0x1F",      "0b-11",
                                                     "1_000",      "1e3",
                                                     "5.",         ".5",
                                                     "+.inf",      ".NaN",
                                                     "1:30",       "-12:30:45",
                                                     "1_2:30.5_",  "1:30.",
                                                     "2001-12-14", "08",
                                                     "0o17",       "+5",
                                                     "1E+3",       "18446744073709551616"};
    for (const auto& text : plain) {
        CAPTURE(text);
        CHECK(yaml_plain_is_string(text) != (text == "0b1_"));
    }
    for (const auto& text : read_otherwise) {
        CAPTURE(text);
        CHECK_FALSE(yaml_plain_is_string(text));
    }
}

TEST_CASE("keys are sorted as go-yaml sorts them") {
    // Each one in front of all that follow.
    const std::vector<std::string> keys = {"",    "-",  "-a",  ".a",  "0",   "1",        "01",
                                           "2",   "10", "10a", "A",   "B",   "a",        "a-b",
                                           "a.b", "a1", "a2",  "a02", "a10", "a100",     "a10b",
                                           "aB",  "ab", "x-1", "x1",  "z",   "\xc3\xa9", "\xe6\x97\xa5"};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        CHECK_FALSE(yaml_key_less(keys[i], keys[i]));
        for (std::size_t j = i + 1; j < keys.size(); ++j) {
            CAPTURE(keys[i]);
            CAPTURE(keys[j]);
            CHECK(yaml_key_less(keys[i], keys[j]));
            CHECK_FALSE(yaml_key_less(keys[j], keys[i]));
        }
    }
}
