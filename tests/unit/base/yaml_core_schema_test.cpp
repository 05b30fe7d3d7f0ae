#include "base/yaml_core_schema.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "base/yaml_json.hpp"

using namespace yare;

namespace {

// `a` of YAML 1.1 and what YAML 1.2 makes of it, where that differs; else nothing.
std::string difference_of(const std::string& scalar) {
    YamlDifferences differences;
    YamlReading reading;
    reading.take = [](YamlDocument&&) {};
    reading.differences = &differences;
    read_yaml("a: " + scalar + "\n", reading);
    REQUIRE(differences.count == differences.first.size());
    return differences.count == 0 ? "" : differences.first[0].words;
}

std::string words(const std::string& text, const std::string& read, const std::string& other) {
    return text + " is read as the " + read + " (YAML 1.1); YAML 1.2 reads the " + other;
}

}  // namespace

TEST_CASE("values that YAML 1.2 reads otherwise are told") {
    struct Case {
        std::string scalar, words;
    };
    const std::vector<Case> cases = {
        {"yes", words("yes", "boolean true", "string \"yes\": write true or \"yes\"")},
        {"Off", words("Off", "boolean false", "string \"Off\": write false or \"Off\"")},
        {"y", words("y", "boolean true", "string \"y\": write true or \"y\"")},
        {"0644", words("0644", "number 420", "number 644: write 420 or 644")},
        {"-0777", words("-0777", "number -511", "number -777: write -511 or -777")},
        {"+010", words("+010", "number 8", "number 10: write 8 or 10")},
        {"!!int 0644", words("0644", "number 420", "number 644: write 420 or 644")},
        {"!!float 0644", words("0644", "number 420", "number 644: write 420 or 644")},
        {"0777777777777777777777",
         words("0777777777777777777777", "number 9223372036854775807",
               "number 777777777777777800000: write 9223372036854775807 or 777777777777777800000")},
        {"0b101", words("0b101", "number 5", "string \"0b101\": write 5 or \"0b101\"")},
        {"-0o17", words("-0o17", "number -15", "string \"-0o17\": write -15 or \"-0o17\"")},
        {"-0x1F", words("-0x1F", "number -31", "string \"-0x1F\": write -31 or \"-0x1F\"")},
        {"0X1F", words("0X1F", "number 31", "string \"0X1F\": write 31 or \"0X1F\"")},
        {"1_000", words("1_000", "number 1000", "string \"1_000\": write 1000 or \"1_000\"")},
        {"1_0.5", words("1_0.5", "number 10.5", "string \"1_0.5\": write 10.5 or \"1_0.5\"")},
    };
    for (const auto& c : cases) {
        CAPTURE(c.scalar);
        CHECK(difference_of(c.scalar) == c.words);
    }
    const std::string zeros(1000, '0');
    CHECK(difference_of(zeros + "10") ==
          words(std::string(60, '0') + "...", "number 8", "number 10: write 8 or 10"));
}

TEST_CASE("values that mean the same are not told") {
    for (const char* scalar : {"true",     "TRUE",
                               "False",    "null",
                               "~",        "",
                               "0",        "00",
                               "+0",       "007",
                               "08",       "0o17",
                               "0x1F",     "12",
                               "-3",       "+1",
                               "1e3",      "01.5",
                               "0777.",    ".5",
                               "-.5",      "1:30",
                               "0899",     "2001-01-01",
                               "_1",       "\"yes\"",
                               "'0644'",   "!!str yes",
                               "! yes",    "1e999",
                               "yess",     "!!bool on",
                               "{yes: 1}", "{0644: 1}",
                               "|\n  yes", "-0",
                               "-00",      "18446744073709551616"}) {
        CAPTURE(scalar);
        CHECK(difference_of(scalar).empty());
    }
}

TEST_CASE("differences are kept up to their limit, with their place, and counted") {
    YamlDifferences differences;
    differences.limit = 2;
    YamlReading reading;
    reading.take = [](YamlDocument&&) {};
    reading.differences = &differences;
    read_yaml("x: &a no\ny: *a\n---\n\n- [on,\r\n   0o8, 0010]\n- <<: {k: off}\n", reading);
    CHECK(differences.count == 4);
    REQUIRE(differences.first.size() == 2);
    CHECK(differences.first[0].line == 1);
    CHECK(differences.first[0].column == 4);
    CHECK(differences.first[1].line == 5);
    CHECK(differences.first[1].column == 4);
}

TEST_CASE("reading goes on behind a document that cannot be read") {
    struct Case {
        std::string text, documents, errors;
    };
    const std::vector<Case> cases = {
        {"a: 1\n---\nb: [\n---\nc: d: e\n---\nf: 1\n", R"({"a":1}{"f":1})", "4:1 5:5 "},
        {"a: 1\n---\na: \xff\n---\n\n\nk: 1\nk: 2\n", R"({"a":1})", "3:4 8:1 "},
        {"a: 1\n--- b\nc: 1\n---\nd: 1\n", "", "2:4 "},
        {"{\"a\": 1}\n{\"b\":\n ]}\n{}\n", R"({"a":1})", "3:2 "},
        {"{\"a\": 1e999}\n", "", "1:1 "},
        {"{\"a\": [}\n---\nb: 1\n", R"({"b":1})", "1:8 "},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        std::string documents, errors;
        YamlReading reading;
        reading.take = [&](YamlDocument&& document) { documents += to_go_json(document.value); };
        reading.fail = [&](const YamlError& error) {
            errors += std::to_string(error.text_line()) + ":" + std::to_string(error.text_column()) + " ";
        };
        read_yaml(c.text, reading);
        CHECK(documents == c.documents);
        CHECK(errors == c.errors);
    }
}
