#include "verbs/pod_selector.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"

using namespace yare;

namespace {

std::string selector_of(const std::string& spec) {
    JsonTree tree;
    const std::string text = R"({"spec":)" + spec + "}";
    return own_pod_selector(tree.parse(text));
}

}  // namespace

TEST_CASE("own_pod_selector: maps, and label selectors beside a template") {
    CHECK(selector_of(R"({"selector":{"b":"2","a":"1"}})") == "a=1,b=2");
    CHECK(selector_of(R"({"selector":{"matchLabels":{"b":"2","a":"1"}},"template":{}})") == "a=1,b=2");
    CHECK(selector_of(R"({"selector":{"matchLabels":{"m":"x"},"matchExpressions":[
              {"key":"z","operator":"Exists"},{"key":"y","operator":"DoesNotExist"},
              {"key":"b","operator":"NotIn","values":["2","1"]},{"key":"a","operator":"In","values":["w","v"]}]},
              "template":{}})") == "a in (v,w),b notin (1,2),m=x,!y,z");
}

TEST_CASE("own_pod_selector: none where the selector is of something else") {
    CHECK(selector_of("{}") == "");
    CHECK(selector_of(R"({"selector":null})") == "");
    CHECK(selector_of(R"({"selector":{}})") == "");
    CHECK(selector_of(R"({"selector":"a=b"})") == "");
    // A claim's selector is of volumes, a disruption budget's belongs to no template.
    CHECK(selector_of(R"({"selector":{"matchLabels":{"a":"1"}}})") == "");
    CHECK(selector_of(R"({"selector":{"a":{"b":"c"}}})") == "");
}

TEST_CASE("own_pod_selector: refuses what would select every pod, and what is malformed") {
    const auto words = [](const std::string& spec) -> std::string {
        try {
            return "no error: " + selector_of(spec);
        } catch (const Error& error) {
            return error.what();
        }
    };
    CHECK(words(R"({"selector":{"matchLabels":{}},"template":{}})") == "its selector selects every pod");
    CHECK(words(R"({"selector":{"matchExpressions":[{"key":"a","operator":"Near"}]},"template":{}})") ==
          "invalid label selector: \"Near\" is not a valid label selector operator");
    CHECK(
        words(R"({"selector":{"matchExpressions":[{"key":"a","operator":"In"}]},"template":{}})") ==
        "invalid label selector: values: Invalid value: []: for 'in', 'notin' operators, values set can't be "
        "empty");
    CHECK(words(R"({"selector":{"matchExpressions":[{"operator":"Exists"}]},"template":{}})") ==
          "invalid label selector: an expression without key");
}
