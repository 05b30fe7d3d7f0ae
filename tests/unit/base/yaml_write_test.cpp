#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "yaml_values.hpp"

using namespace yare;

namespace {

struct Written {
    std::string document;
    std::string element;
};

Written written(const std::string& json, bool skip_managed_fields = false) {
    JsonTree tree;
    const JsonValue value = tree.parse(json);
    YamlWriter writer;
    Written out;
    writer.write(value, skip_managed_fields, [&](std::string_view piece) { out.document += piece; });
    writer.write_element(value, skip_managed_fields, [&](std::string_view piece) { out.element += piece; });
    return out;
}

std::string write(const std::string& json, bool skip_managed_fields = false) {
    return written(json, skip_managed_fields).document;
}

std::string repeated(const std::string& part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += part;
    }
    return out;
}

struct Case {
    std::string json;
    std::string yaml;
};

void check(const std::vector<Case>& cases) {
    for (const auto& [json, yaml] : cases) {
        CAPTURE(json);
        CHECK(write(json) == yaml);
    }
}

}  // namespace

TEST_CASE("the writer gives the bytes of sigs.k8s.io/yaml") {
    const auto values = yare_test::read_yaml_values();
    REQUIRE(values.emitted_json.starts_with("{\"long\""));
    CHECK(write(values.emitted_json) == values.emitted_yaml);
}

// Expected values of this file: sigs.k8s.io/yaml v1.6.0.
TEST_CASE("block structure") {
    check({
        {"{}", "{}\n"},
        {"[]", "[]\n"},
        {"null", "null\n"},
        {R"("a")", "a\n"},
        {R"("a\nb")", "|-\n  a\n  b\n"},
        {R"({"b":{"d":[],"c":{}},"a":[1,[2,[3]],{"x":{"y":[{"z":1,"zz":2}]}}]})",
         "a:\n- 1\n- - 2\n  - - 3\n- x:\n    \"y\":\n    - z: 1\n      zz: 2\nb:\n  c: {}\n  d: []\n"},
        {R"([{"a":"x\n","b":"y\n\n"},"z\n","w"])", "- a: |\n    x\n  b: |+\n    y\n\n- |\n  z\n- w\n"},
        {R"({"a":1,"b":2,"a":3})", "a: 3\nb: 2\n"},
        {R"({"x10":1,"x9":2,"X":3,"x-1":4,"10":5,"9":6})",
         "\"9\": 6\n\"10\": 5\nX: 3\nx-1: 4\nx9: 2\nx10: 1\n"},
    });
}

TEST_CASE("numbers are printed as go-yaml prints what json.Marshal made of them") {
    check({
        {"[0,-0,-0.0,1.0,-5,1.50,100e-2]", "- 0\n- 0\n- 0\n- 1\n- -5\n- 1.5\n- 1\n"},
        {"[1e20,1e21,1E+3,1e-7,0.00001,0.0001]", "- 1e+20\n- 1e+21\n- 1000\n- 1e-07\n- 1e-05\n- 0.0001\n"},
        {"[123456.5,1234567.5,3.141592653589793]", "- 123456.5\n- 1.2345675e+06\n- 3.141592653589793\n"},
        {"[9223372036854775807,-9223372036854775808,-9223372036854775809]",
         "- 9223372036854775807\n- -9223372036854775808\n- -9.223372036854776e+18\n"},
        {"[1e19,5e-324,1e-400]", "- 10000000000000000000\n- 5e-324\n- 0\n"},
    });
    CHECK_THROWS_WITH_AS(write("[1e400]"),
                         "json: cannot unmarshal number 1e400 into Go value of type float64", Error);
}

TEST_CASE("awkward strings") {
    check({
        {R"([""," ","a ","\ta","a\tb","\n","\n\n","a\n ","a \nb"," a\nb","\na"])",
         "- \"\"\n- ' '\n- 'a '\n- \"\\ta\"\n- \"a\\tb\"\n- |2+\n\n- |2+\n\n\n- \"a\\n \"\n- \"a \\nb\"\n- "
         "|2-\n   a\n  b\n- |2-\n\n  a\n"},
        {R"(["a\r","a\r\nb","\u0000\u0007\u001b\u007f","\u0085","\u00a0","\u2028","x\u2028y",)"
         R"("\ufeff","x\ufeff","😀","\ud83d","é"])",
         "- \"a\\r\"\n- \"a\\r\\nb\"\n- \"\\0\\a\\e\\x7F\"\n- \"\\N\"\n- \xc2\xa0\n- '\xe2\x80\xa8'\n- "
         "'x\xe2\x80\xa8"
         "  y'\n- \"\\uFEFF\"\n- \"x\\uFEFF\"\n- \"\\U0001F600\"\n- \xef\xbf\xbd\n- \xc3\xa9\n"},
        {R"(["\ufeffa"])", "- \"\\uFEFF\\x61\"\n"},
        {R"(["-","- a","-a","--- a","...","?","? a",":",":a",)"
         R"("a:","a: b","#a","a#","a #b","@a","%a","`a","&a","*a","!a"])",
         "- '-'\n- '- a'\n- -a\n- '--- a'\n- '...'\n- '?'\n- '? a'\n- ':'\n- :a\n- 'a:'\n- 'a: b'\n- '#a'\n- "
         "a#\n- 'a #b'\n- "
         "'@a'\n- '%a'\n- '`a'\n- '&a'\n- '*a'\n- '!a'\n"},
        {R"(["'","\"","a'b: c","\\","{a}","[","]",",a","a,b","|","> a","=","<<","a\\b","0x\\"])",
         "- ''''\n- '\"'\n- 'a''b: c'\n- \\\n- '{a}'\n- '['\n- ']'\n- ',a'\n- a,b\n- '|'\n- '> a'\n- =\n- "
         "<<\n- a\\b\n- 0x\\\n"},
        {R"({"y":"y","true":"1:30","0123":"2001-12-14","~":".inf","":"0","a b":"c d","a: b":"","\t":1})",
         "\"\": \"0\"\n\"\\t\": 1\n\"~\": \".inf\"\n\"0123\": \"2001-12-14\"\na b: c d\n'a: b': "
         "\"\"\n\"true\": \"1:30\"\n\"y\": \"y\"\n"},
    });
}

TEST_CASE("long lines are folded behind column 80") {
    const std::string words = repeated("word ", 15);  // 75 columns
    check({
        {"{\"k\":\"" + words + "abcd e\"}", "k: " + words + "abcd\n  e\n"},
        {"{\"k\":\"" + words + "ab e\"}", "k: " + words + "ab e\n"},
        {"{\"k\":\"" + words + "abcd  e f\"}", "k: " + words + "abcd  e\n  f\n"},
        {"{\"k\":\"" + words + "abcd e \"}", "k: '" + words + "abcd\n  e '\n"},
        {"{\"k\":\"" + words + "\\tabc  e f\"}", "k: \"" + words + "\\tabc\n  \\ e f\"\n"},
        {"{\"k\":[\"" + words + "abc e\"]}", "k:\n- " + words + "abc e\n"},
        {"{\"k\":[\"" + words + "abcd e\"]}", "k:\n- " + words + "abcd\n  e\n"},
        {"{\"k\":\"" + repeated("\xc3\xa9", 78) + " e\"}", "k: " + repeated("\xc3\xa9", 78) + "\n  e\n"},
        {"{\"k\":\"" + repeated("\xc3\xa9", 77) + " e\"}", "k: " + repeated("\xc3\xa9", 77) + " e\n"},
        {"{\"" + words + "\":\"" + words + "\"}",
         "'" + words + "': 'word\n  " + repeated("word ", 14) + "'\n"},
        {"{\"" + repeated("k", 100) + "\":\"a b\"}", repeated("k", 100) + ": a\n  b\n"},
    });
}

TEST_CASE("keys that are long or have several lines") {
    const std::string longest(128, 'k');
    check({
        {"{\"" + longest + "\":[1]}", longest + ":\n- 1\n"},
        {"{\"" + longest + "k\":[1,{\"a\":2,\"b\":3}]}", "? " + longest + "k\n: - 1\n  - a: 2\n    b: 3\n"},
        {"{\"z\":{\"" + longest + "k\":{\"a\":[],\"b\":{\"c\":1}}}}",
         "z:\n  ? " + longest + "k\n  : a: []\n    b:\n      c: 1\n"},
        {R"({"a\nb":"c\nd","e\n":{}})", "? |-\n  a\n  b\n: |-\n  c\n  d\n? |\n  e\n: {}\n"},
        {"[{\"" + longest + "k\":1}]", "- ? " + longest + "k\n  : 1\n"},
    });
}

TEST_CASE("an element has the bytes it has in a list") {
    for (const std::string json : {R"({"kind":"Pod","a":{"b":["x\ny",{"c":"d"}]}})", R"("a\nb")", "[1,[2]]",
                                   "{}", "null", R"({"last":"line\n\n"})"}) {
        CAPTURE(json);
        CHECK(written("[" + json + "]").document == written(json).element);
        CHECK(written("{\"items\":[" + json + "," + json + "]}").document ==
              "items:\n" + written(json).element + written(json).element);
    }
}

TEST_CASE("managed fields are left out where they belong") {
    const std::string pod =
        R"({"metadata":{"managedFields":[{"a":1}],"name":"x"},"spec":{"metadata":{"managedFields":1}}})";
    const std::string without = "metadata:\n  name: x\nspec:\n  metadata:\n    managedFields: 1\n";
    CHECK(write(pod, true) == without);
    CHECK(write(pod, false).find("managedFields:\n  - a: 1\n") != std::string::npos);
    CHECK(written(pod, true).element ==
          "- metadata:\n    name: x\n  spec:\n    metadata:\n      managedFields: 1\n");
    CHECK(write("{\"items\":[" + pod + "],\"metadata\":{\"managedFields\":1}}", true) ==
          "items:\n- metadata:\n    name: x\n  spec:\n    metadata:\n      managedFields: 1\nmetadata:\n  "
          "managedFields: 1\n");
    CHECK(write(R"({"metadata":{"managedFields":[]}})", true) == "metadata: {}\n");
    CHECK(write(R"({"metadata":"managedFields","items":{}})", true) ==
          "items: {}\nmetadata: managedFields\n");
}

TEST_CASE("the writer streams, and can be used again after an error") {
    YamlWriter writer;
    JsonTree tree;
    std::size_t largest = 0;
    std::string out;
    const YamlWriter::Sink sink = [&](std::string_view piece) {
        largest = std::max(largest, piece.size());
        out += piece;
    };
    const std::string many = "[" + repeated("{\"a\":\"bcdefghijklmnopqrstuvwxyz\"},", 50000) + "1e400]";
    CHECK_THROWS_AS(writer.write(tree.parse(many), false, sink), Error);
    CHECK(largest < 100 * 1024);
    CHECK(out.size() > 1000000);
    out.clear();
    writer.write(tree.parse("{\"a\":1}"), false, sink);
    CHECK(out == "a: 1\n");
}

TEST_CASE("what is deep is written, and read back") {
    const std::string deep = repeated("[", 9000) + "1" + repeated("]", 9000);
    CHECK(write(deep) == repeated("- ", 9000) + "1\n");
    const std::string json = R"({"a":["x",{"b":"y: z"},"1"],"c":"\t"})";
    CHECK(read_yaml(write(json)).front().value == nlohmann::json::parse(json));
}
