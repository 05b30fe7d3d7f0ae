#include "request/label_requirements.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "request/label_names.hpp"

using namespace yare;

namespace {

std::string written(const std::vector<LabelRequirement>& requirements) {
    constexpr const char* operators[] = {"exists", "missing", "=", "!=", "in", "notin", ">", "<"};
    std::string text;
    for (const auto& requirement : requirements) {
        text += requirement.key + " " + operators[static_cast<std::size_t>(requirement.test)] + " [" +
                join(requirement.values, "|") + "];";
    }
    return text;
}

}  // namespace

TEST_CASE("requirements come sorted by key, their values sorted and once") {
    struct Row {
        const char* text;
        const char* expected;
    };
    const Row rows[] = {
        {"", ""},
        {" \t", ""},
        {"b=1,a", "a exists [];b = [1];"},
        {"!a", "a missing [];"},
        {"! a", "a missing [];"},
        {"a==b", "a = [b];"},
        {"a=", "a = [];"},
        {"a!=b", "a != [b];"},
        {"a in (c,,b,c)", "a in [|b|c];"},
        {"a notin ()", "a notin [];"},
        {"a in (,)", "a in [];"},
        {"a=in", "a = [in];"},
        {"in in (in,notin)", "in in [in|notin];"},
        {"a>1,b<2", "a > [1];b < [2];"},
        {"x.io/a=b", "x.io/a = [b];"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(written(parse_label_requirements(row.text)) == row.expected);
    }
}

TEST_CASE("what is no selector is refused in apimachinery's words") {
    const std::string key_form =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
        "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    struct Row {
        const char* text;
        std::string expected;
    };
    const Row rows[] = {
        {"=b", "found '=', expected: !, identifier, or 'end of string'"},
        {"a,", "found '', expected: identifier after ','"},
        {"a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"},
        {"a=b=c", "found '=', expected: ',' or 'end of string'"},
        {"a in b", "unable to parse requirement: found 'b' expected: '('"},
        {"a in (b", "unable to parse requirement: found '', expected: ',' or ')'"},
        {"!", "unable to parse requirement: found '', expected: identifier"},
        {"-a=b", "unable to parse requirement: <nil>: Invalid value: \"-a\": " + key_form},
        {"a>x",
         "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the "
         "value must be an integer"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK_THROWS_WITH_AS(parse_label_requirements(row.text), row.expected.c_str(), UsageError);
    }
}

TEST_CASE("names are judged as apimachinery judges them") {
    CHECK(label_key_problems("x.io/a").empty());
    CHECK(label_key_problems("/a").size() == 1);
    CHECK(label_key_problems("x.io/").size() == 2);
    CHECK(label_key_problems("X/a").size() == 1);
    CHECK(label_key_problems(std::string(64, 'a')).size() == 1);
    CHECK(label_key_problems("a/b/c").size() == 1);
    CHECK(label_value_problems("").empty());
    CHECK(label_value_problems("a_B.7").empty());
    CHECK(label_value_problems("a-").size() == 1);
    CHECK(data_key_problems("a_B-.7").empty());
    CHECK(data_key_problems(std::string(254, 'a')) ==
          std::vector<std::string>{"must be no more than 253 characters"});
    CHECK(data_key_problems("..a") == std::vector<std::string>{"must not start with '..'"});
    CHECK(data_key_problems(".") == std::vector<std::string>{"must not be '.'"});
    CHECK(data_key_problems("").size() == 1);
    CHECK(data_key_problems("a b").size() == 1);
    CHECK(variable_name_problems("A.b-7").empty());
    CHECK(variable_name_problems("7A").size() == 1);
    CHECK(variable_name_problems("..").size() == 1);
}
