#include "verbs/dropped_fields.hpp"

#include <doctest/doctest.h>

using namespace yare;

namespace {

std::string dropped(const std::string& sent, const std::string& there, std::size_t limit = 20) {
    JsonTree sent_tree, there_tree;
    std::string words;
    for (const auto& path : dropped_fields(sent_tree.parse(sent), there_tree.parse(there), limit)) {
        words += (words.empty() ? "" : " ") + path;
    }
    return words;
}

bool holds(const std::string& sent, const std::string& there) {
    JsonTree sent_tree, there_tree;
    return holds_everything(sent_tree.parse(sent), there_tree.parse(there));
}

}  // namespace

TEST_CASE("fields that the server dropped, by path") {
    struct Row {
        const char* sent;
        const char* there;
        const char* expected;
    };
    for (const auto& row :
         {Row{R"({"spec":{"replicaz":1}})", R"({"spec":{"replicas":1}})", "spec.replicaz"},
          Row{R"({"a":[{"b":1},{"c":2}]})", R"({"a":[{"b":1},{}]})", "a[1].c"},
          Row{R"({"a":{"b":1}})", R"({})", "a"}, Row{R"({"a":{"b":1}})", R"({"a":null})", "a"},
          Row{R"({"a":1})", R"({"a":2})", ""},
          // What a server leaves out or owns.
          Row{R"({"a":null,"b":"","c":0,"d":false,"e":{},"f":[],"g":{"h":[""]}})", R"({})", ""},
          Row{R"({"status":{"a":1},"stringData":{"a":"b"}})", R"({})", ""},
          Row{R"({"metadata":{"uid":"u","generateName":"a-","resourceVersion":"5"}})", R"({"metadata":{}})",
              ""},
          // Only there: status below the top is a field as any other.
          Row{R"({"spec":{"status":1,"uid":"u"}})", R"({"spec":{}})", "spec.status spec.uid"},
          // Elements that were taken out are no dropped fields.
          Row{R"({"a":[1,2,3]})", R"({"a":[1]})", ""}}) {
        CAPTURE(row.sent);
        CHECK(dropped(row.sent, row.there) == row.expected);
    }
    CHECK(dropped(R"({"a":1,"b":1,"c":1})", "{}", 2) == "a b");
}

TEST_CASE("whether an object holds what was sent") {
    CHECK(holds(R"({"data":{"a":"b"}})", R"({"data":{"a":"b","c":"d"},"metadata":{"uid":"u"}})"));
    CHECK(holds(R"({"a":[{"b":1}]})", R"({"a":[{"b":1,"added":true},{"more":1}]})"));
    CHECK_FALSE(holds(R"({"data":{"a":"b"}})", R"({"data":{"a":"c"}})"));
    CHECK_FALSE(holds(R"({"data":{"a":"b"}})", R"({})"));
    CHECK_FALSE(holds(R"({"a":[1,2]})", R"({"a":[1]})"));
    CHECK_FALSE(holds(R"({"a":{"b":1}})", R"({"a":[1]})"));
    CHECK_FALSE(holds(R"({"a":"b"})", R"({"a":{"b":"b"}})"));
    CHECK_FALSE(holds(R"({"a":"b"})", "[]"));
}
