#include "base/yaml_edit.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "base/error.hpp"
#include "base/yaml.hpp"

namespace yare {

namespace {

using nlohmann::json;

json value_of(const std::string& text) { return read_yaml(text).front().value; }

// The text after `change`; `(none)` where it cannot be changed in its place. What comes out has the value.
std::string edited(const std::string& text, const std::function<void(json&)>& change) {
    const json before = value_of(text);
    json after = before;
    change(after);
    const auto found = edit_yaml(text, before, after);
    if (!found) {
        return "(none)";
    }
    CHECK_MESSAGE(value_of(*found) == after, *found);
    return *found;
}

std::string with_a(const std::string& text, const json& value) {
    return edited(text, [&](json& root) { root["a"] = value; });
}

std::string without_a(const std::string& text) {
    return edited(text, [](json& root) { root.erase("a"); });
}

}  // namespace

TEST_CASE("a scalar is replaced in its own style and nothing around it moves") {
    CHECK(with_a("# top\na:   x   # why\nb: y\n", "new") == "# top\na:   new   # why\nb: y\n");
    CHECK(with_a("a: \"x\" # c\n", "new") == "a: \"new\" # c\n");
    CHECK(with_a("a: 'x'\n", "it's") == "a: 'it''s'\n");
    CHECK(with_a("a: x\n", "yes") == "a: \"yes\"\n");
    CHECK(with_a("a: x\n", "12") == "a: \"12\"\n");
    CHECK(with_a("a: x\n", "a: b") == "a: 'a: b'\n");
    CHECK(with_a("a: x\n", "a\nb") == "a: \"a\\nb\"\n");
    CHECK(with_a("a: 'x'\n", "a\x07") == "a: \"a\\a\"\n");
    CHECK(with_a("a: \"x\"\n", "\x01\"\\") == "a: \"\\u0001\\\"\\\\\"\n");
    CHECK(with_a("a: x\r\nb: y\r\n", "new") == "a: new\r\nb: y\r\n");
    CHECK(with_a("\"a\": {} # c\n", "new") == "\"a\": new # c\n");
    CHECK(with_a("a:\nb: y\n", "new") == "a: new\nb: y\n");
    CHECK(with_a("a: # none\nb: y\n", "new") == "a: new # none\nb: y\n");
    CHECK(with_a("a: |\n  x\n  y\n\nb: y\n", "new") == "a: new\n\nb: y\n");
    CHECK(with_a("a: >-\n  x\n", "new") == "a: new\n");
    CHECK(with_a("ä: ö # ü\na: é # ß\nb: ☃\n", "☃") == "ä: ö # ü\na: ☃ # ß\nb: ☃\n");
    CHECK(with_a("---\na: x\n...\n", "new") == "---\na: new\n...\n");
    CHECK(with_a("a: x", "new") == "a: new");
}

TEST_CASE("a scalar inside of brackets") {
    CHECK(with_a("{a: x, b: y}\n", "new") == "{a: new, b: y}\n");
    CHECK(with_a("{a: x, b: y}\n", "a, b") == "{a: \"a, b\", b: y}\n");
    CHECK(with_a("{\"a\":\"x\",\"b\":1}", "new") == "{\"a\":\"new\",\"b\":1}");
    CHECK(with_a("{\n\t\"a\": null,\n\t\"b\": 1\n}\n", "new") == "{\n\t\"a\": \"new\",\n\t\"b\": 1\n}\n");
    CHECK(edited("x: {a: {b: c}} # d\n", [](json& root) { root["x"]["a"]["b"] = "new"; }) ==
          "x: {a: {b: new}} # d\n");
}

TEST_CASE("members are added behind the others") {
    CHECK(with_a("b: y\n", "x") == "b: y\na: x\n");
    CHECK(with_a("b: y # c\n# d\n", "x") == "b: y # c\na: x\n# d\n");
    CHECK(with_a("b: y", "x") == "b: y\na: x\n");
    CHECK(with_a("b: y\r\n", "x") == "b: y\r\na: x\r\n");
    CHECK(with_a("b:\n  - c: |\n      d\n\n", "x") == "b:\n  - c: |\n      d\na: x\n\n");
    CHECK(with_a("{}\n", "x") == "{\"a\": \"x\"}\n");
    CHECK(with_a("{b: y}\n", "x") == "{b: y, a: x}\n");
    CHECK(with_a("{\"b\":1}", "x") == "{\"b\":1,\"a\": \"x\"}");
    CHECK(with_a("{\n  \"b\": 1\n}\n", "x") == "{\n  \"b\": 1,\n  \"a\": \"x\"\n}\n");
    CHECK(edited("l:\n- n: 1\n  m:\n    k: v\nz: 1\n", [](json& root) { root["l"][0]["m"]["a"] = "x"; }) ==
          "l:\n- n: 1\n  m:\n    k: v\n    a: x\nz: 1\n");
    CHECK(edited("l:\n- n: 1\nz: 1\n", [](json& root) {
              root["l"][0]["m"] = {{"a", {1, 2}}};
          }) == "l:\n- n: 1\n  m:\n    a:\n    - 1\n    - 2\nz: 1\n");
    CHECK(edited("{}", [](json& root) { root = {{"a", 1}, {"b", 2}}; }) == "{\"a\": 1, \"b\": 2}");
}

TEST_CASE("members are taken out with their lines") {
    CHECK(without_a("# t\na: x # c\nb: y\n") == "# t\nb: y\n");
    CHECK(without_a("b: y\na:\n  k: v\n  # in\n  l:\n  - 1\n# d\n") == "b: y\n# d\n");
    CHECK(without_a("{a: x, b: y}\n") == "{b: y}\n");
    CHECK(without_a("{b: y, a: x}\n") == "{b: y}\n");
    CHECK(edited("l:\n- a: 1\n  b: 2\n", [](json& root) { root["l"][0].erase("a"); }) == "l:\n- b: 2\n");
    CHECK(edited("m:\n  a: 1\nz: 1\n", [](json& root) { root["m"].erase("a"); }) == "m: {}\nz: 1\n");
}

TEST_CASE("elements of lists") {
    const auto push = [](json& root) { root["l"].push_back({{"name", "new"}, {"k", {{"s", "v"}}}}); };
    const std::string element = "- k:\n    s: v\n  name: new\n";
    CHECK(edited("l:\n- name: a\n# end\nz: 1\n", push) == "l:\n- name: a\n" + element + "# end\nz: 1\n");
    CHECK(edited("l:\n  - name: a\nz: 1\n", push) ==
          "l:\n  - name: a\n  - k:\n      s: v\n    name: new\nz: 1\n");
    CHECK(edited("l: [] # c\nz: 1\n", push) == "l: # c\n" + element + "z: 1\n");
    CHECK(edited("l:\nz: 1\n", [&](json& root) { root["l"] = json::array(), push(root); }) ==
          "l:\n" + element + "z: 1\n");
    CHECK(edited("l: [{name: a}]\n", push) == "l: [{name: a}, {\"k\":{\"s\":\"v\"},\"name\":\"new\"}]\n");
    const auto drop = [](std::size_t at) {
        return [at](json& root) { root["l"].erase(root["l"].begin() + static_cast<std::ptrdiff_t>(at)); };
    };
    CHECK(edited("l:\n- n: a\n# b\n- n: b\n- n: c\n", drop(1)) == "l:\n- n: a\n# b\n- n: c\n");
    CHECK(edited("l:\n-\n  n: a\n- n: b\n", drop(0)) == "l:\n- n: b\n");
    CHECK(edited("l:\n- n: a\nz: 1\n", drop(0)) == "l: []\nz: 1\n");
    CHECK(edited("l: [1, 2, 3]\n", drop(1)) == "l: [1, 3]\n");
    CHECK(edited("l: [1, 2, 3]\n", drop(2)) == "l: [1, 2]\n");
    CHECK(edited("l:\n- n: a # 1\n- n: b # 2\n", [](json& root) { root["l"][1]["n"] = "c"; }) ==
          "l:\n- n: a # 1\n- n: c # 2\n");
}

TEST_CASE("anchors: what a change would carry elsewhere shows in the result") {
    const std::string text = "x: &one\n  a: 1\ny: *one\n";
    const json before = value_of(text);
    json after = before;
    after["y"]["a"] = 2;
    const auto found = edit_yaml(text, before, after);
    REQUIRE(found);
    CHECK(value_of(*found) == after);
    CHECK(*found == "x: &one\n  a: 1\ny:\n  a: 2\n");
    after = before;
    after["x"]["a"] = 2;
    const auto other = edit_yaml(text, before, after);
    REQUIRE(other);
    CHECK(value_of(*other) != after);  // y changed with it
}

TEST_CASE("what cannot be changed in its place") {
    CHECK(edited("a: 1\n", [](json& root) { root = json::array(); }) == "(none)");
    CHECK(edited("b: &b {c: 1}\nx:\n  <<: *b\n", [](json& root) { root["x"].erase("c"); }) ==
          "b: &b {c: 1}\nx: {}\n");
    CHECK(edited("b: &b {c: 1}\nx:\n  <<: *b\n  d: 1\n", [](json& root) { root["x"].erase("c"); }) ==
          "b: &b {c: 1}\nx:\n  d: 1\n");
    CHECK_FALSE(edit_yaml("# nothing\n", json(nullptr), json::object()));
}

}  // namespace yare
