#include "output/object_order.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/natural_order.hpp"

using namespace yare;

namespace {

// The places of the elements of an array of objects, sorted by their members of the terms' names.
std::string sorted(const std::string& objects, std::vector<SortTerm> terms) {
    std::vector<std::string> names;
    for (auto& term : terms) {
        names.push_back(term.field);
        term.field = "{." + term.field + "}";
    }
    ObjectOrder order(terms);
    JsonTree tree;
    for (auto object = tree.parse(objects).first(); object; object = object.next()) {
        std::vector<JsonValue> firsts;
        for (const auto& name : names) {
            firsts.push_back(object.find(name));
        }
        order.add(firsts);
    }
    std::string places;
    for (const auto place : order.sorted()) {
        places += (places.empty() ? "" : " ") + std::to_string(place);
    }
    return places;
}

}  // namespace

TEST_CASE("one field: objects in the order of kubectl 1.36.4, equal ones too") {
    // Made by tests/tables/sort_cases.py.
    std::ifstream file(YARE_TEST_DATA "/output/sort-cases.txt");
    int count = 0;
    for (std::string line; std::getline(file, line); ++count) {
        CAPTURE(line);
        const auto tab = line.find('\t');
        CHECK(sorted(line.substr(0, tab), {{.field = "k"}}) == line.substr(tab + 1));
    }
    CHECK(count > 80);
}

TEST_CASE("several fields, reverse and natural order keep equal objects as they came") {
    struct Row {
        const char* objects;
        std::vector<SortTerm> terms;
        const char* expected;
    };
    const std::string field_a = "a";
    const SortTerm a{.field = "a"};
    const SortTerm b{.field = "b"};
    const SortTerm reverse_a{.field = "a", .reverse = true};
    const SortTerm natural_a{.field = "a", .natural = true};
    const SortTerm reverse_natural_a{.field = "a", .reverse = true, .natural = true};
    const Row rows[] = {
        {R"([{"a":2,"b":"x"},{"a":1,"b":"y"},{"a":2,"b":"a"},{"a":1,"b":"a"}])", {a, b}, "3 1 2 0"},
        {R"([{"a":2,"b":"x"},{"a":1,"b":"y"},{"a":2,"b":"a"},{"a":1,"b":"a"}])", {b, a}, "3 2 0 1"},
        {R"([{"a":2,"b":"x"},{"a":1,"b":"y"},{"a":2,"b":"a"},{"a":1,"b":"a"}])", {reverse_a, b}, "2 0 3 1"},
        {R"([{"a":1},{"a":2},{},{"a":1},{"a":null},{"a":2}])", {reverse_a}, "1 5 0 3 4 2"},
        {R"([{"a":"1k","b":2},{"a":"1000","b":1},{"a":"1e3"},{"b":0}])", {a, b}, "3 2 1 0"},
        {R"([{"a":"web-10"},{"a":"web-9"},{"a":"db-2"},{},{"a":"web-09"}])", {natural_a}, "3 2 4 1 0"},
        {R"([{"a":"web-10"},{"a":"web-9"},{"a":"db-2"},{}])", {reverse_natural_a}, "0 1 2 3"},
        {R"([{"a":"1.10"},{"a":"1.9"},{"a":"1.2"}])", {natural_a}, "2 1 0"},
        {R"([{"a":"1.10"},{"a":"1.9"},{"a":"1.2"}])", {a}, "0 2 1"},
        {R"([{"a":1.5},{"a":1},{"a":2},{"a":9007199254740993},{"a":9007199254740992.0},{"a":-1e30},{"a":1e30}])",
         {a},
         "5 1 0 2 4 3 6"},
        {"[]", {a}, ""},
        {R"([{"a":true}])", {a}, "0"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.objects);
        CHECK(sorted(row.objects, row.terms) == row.expected);
    }
}

TEST_CASE("what has no order is refused in one line") {
    struct Row {
        const char* objects;
        const char* expected;
    };
    const Row rows[] = {
        {R"([{"a":true},{"a":false}])", "Field {.a} is an unsortable type: bool"},
        {R"([{"a":[]},{"a":[1]}])", "Field {.a} is an unsortable type: []interface {}"},
        {R"([{"a":{}},{"a":"x"}])", "Field {.a} is an unsortable type: map[string]interface {}"},
        {R"([{"a":"x"},{"a":1}])", "Field {.a} is an unsortable type: int64 and string in one list"},
        {R"([{"a":1.5},{"a":"x"}])", "Field {.a} is an unsortable type: string and float64 in one list"},
        {R"([{},{"b":1}])", "couldn't find any field with path \"{.a}\" in the list of objects"},
        {R"([{}])", "couldn't find any field with path \"{.a}\" in the list of objects"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.objects);
        CHECK_THROWS_WITH_AS(sorted(row.objects, {{.field = "a"}}), row.expected, Error);
    }
    CHECK_THROWS_WITH_AS(sorted(R"([{"a":1,"c":1},{"a":1}])", {{.field = "a"}, {.field = "b"}}),
                         "couldn't find any field with path \"{.b}\" in the list of objects", Error);
}

TEST_CASE("natural order counts as people do") {
    const char* const texts[] = {"",
                                 "0",
                                 "00",
                                 "1",
                                 "1.9",
                                 "1.10",
                                 "2",
                                 "10",
                                 "10a",
                                 "99999999999999999999999",
                                 "100000000000000000000000",
                                 "A",
                                 "a",
                                 "a0",
                                 "a0b",
                                 "a1",
                                 "a1b",
                                 "a2",
                                 "a10",
                                 "web",
                                 "web-1",
                                 "web-01a",
                                 "web-2",
                                 "web-2-1",
                                 "web-2-9",
                                 "web-2-10",
                                 "web-10",
                                 "web2",
                                 "\xc3\xa9"};
    for (std::size_t i = 0; i < std::size(texts); ++i) {
        for (std::size_t j = 0; j < std::size(texts); ++j) {
            CAPTURE(texts[i]);
            CAPTURE(texts[j]);
            CHECK(natural_order(texts[i], texts[j]) == (i <=> j));
        }
    }
    CHECK(natural_order("a01b2", "a1b10") < 0);
    CHECK(natural_order("a01", "a1") < 0);
}
