#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/yaml.hpp"
#include "base/yaml_json.hpp"
#include "yaml_values.hpp"

using namespace yare;

namespace {

// The documents as a line of JSON, or the error.
std::string read(const std::string& text) {
    try {
        std::string out;
        for (const auto& document : read_yaml(text)) {
            out += (out.empty() ? "" : " ") + to_go_json(document.value);
        }
        return out;
    } catch (const YamlError& error) {
        return std::string("ERR=") + error.what();
    }
}

struct Case {
    std::string text;
    std::string expected;
};

void check(const std::vector<Case>& cases) {
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(read(text) == expected);
    }
}

std::string repeated(const std::string& part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += part;
    }
    return out;
}

YamlError error_of(const std::string& text) {
    try {
        read_yaml(text);
    } catch (const YamlError& error) {
        return error;
    }
    FAIL("no error");
    return YamlError("", 0, 0);
}

}  // namespace

TEST_CASE("yaml scalars are read as sigs.k8s.io/yaml reads them") {
    const auto values = yare_test::read_yaml_values();
    REQUIRE(values.plain.size() > 100);
    REQUIRE(values.quoted.size() > 30);
    for (const auto& rows : {values.plain, values.quoted}) {
        for (const auto& row : rows) {
            CAPTURE(row.text);
            if (row.text.find("\\/") != std::string::npos) {
                // go-yaml v2 does not know this escape of JSON, libyaml does.
                CHECK(read("v: " + row.text + "\n").starts_with("{\"v\":\"a/b"));
            } else if (row.text == "{yes: no}") {
                CHECK(read("v: " + row.text) == R"({"v":{"yes":false}})");
            } else {
                CHECK(read("v: " + row.text + "\n") == row.expected);
            }
        }
    }
}

TEST_CASE("yaml keys stay as written") {
    for (const auto& row : yare_test::read_yaml_values().plain) {
        CAPTURE(row.text);
        const std::string expected = row.text == "<<"
                                         ? "ERR=yaml: map merge requires map or sequence of maps as the value"
                                         : to_go_json(nlohmann::json{{row.text, 1}});
        CHECK(read(row.text + ": 1\n") == expected);
    }
    check(
        {{"? !!int 5\n: a\n", R"({"5":"a"})"},
         {"? \n: 1\n", R"({"":1})"},
         {"&a k: v\n*a : w\nx: *a\n", "ERR=yaml: unmarshal errors:\n  line 2: key \"k\" already set in map"},
         {"a: &a 0777\n? *a\n: w\n", R"({"0777":"w","a":511})"}});
}

TEST_CASE("yaml documents are read as sigs.k8s.io/yaml reads them") {
    // Where kubectl loses data or changes keys, on purpose.
    const std::map<std::string, std::string> other = {
        {"", ""},
        {"# c\n", ""},
        {"---\n", ""},
        {"a: 1\na: 2\n", "ERR=yaml: unmarshal errors:\n  line 2: key \"a\" already set in map"},
        {"1: a\n\"1\": b\n", "ERR=yaml: unmarshal errors:\n  line 2: key \"1\" already set in map"},
        {"yes: a\n\"true\": b\n", R"({"true":"b","yes":"a"})"},
        {"a: 1\n---\nb: 2\n", R"({"a":1} {"b":2})"},
        {"a: 1\n...\nb: 2\n", "ERR=yaml: line 2: did not find expected <document start>"},
        // What begins with `{` is JSON first, and its error is the one that is told.
        {"{a: 1}: b\n",
         "ERR=json: offset 2: invalid character 'a' looking for beginning of object key string"},
    };
    const auto values = yare_test::read_yaml_values();
    REQUIRE(values.documents.size() > 40);
    for (const auto& row : values.documents) {
        CAPTURE(row.text);
        const auto special = other.find(row.text);
        CHECK(read(row.text) == (special == other.end() ? row.expected : special->second));
    }
}

TEST_CASE("yaml is cut into documents as kubectl does") {
    check({
        {"a: 1\n---\nb: 2\n--- # c\nc: 3\n---  \n", R"({"a":1} {"b":2} {"c":3})"},
        {"---\n---\n# only a comment\n---\na: 1", R"({"a":1})"},
        {"a: 1\r\nb: \"x\r\n  y\"\r\n---\r\nc: |\r\n  d\r\n", R"({"a":1,"b":"x y"} {"c":"d\n"})"},
        {"a: |\n  x\n---\nb: 1\n", R"({"a":"x\n"} {"b":1})"},
        {"null\n---\n~\n---\n5\n", "5"},
        {"--- a\n", "ERR=invalid Yaml document separator: a"},
        {"a: 1\n---b\n", "ERR=invalid Yaml document separator: b"},
        {"a: \"\n-----BEGIN\n\"\n", "ERR=invalid Yaml document separator: --BEGIN"},
        {"# c\n%YAML 1.1\n# d\n---\na: 1\n---\nb: 2\n", R"({"a":1} {"b":2})"},
        {"a: 1\n%YAML 1.1\n---\nb: 2\n", "ERR=yaml: line 2: did not find expected <document start>"},
        {"a: 1\n...\n", R"({"a":1})"},
        {"\"a\" \"b\"", "ERR=yaml: did not find expected <document start>"},
    });
}

TEST_CASE("yaml in other encodings") {
    using namespace std::string_literals;
    check({
        {"\xef\xbb\xbf"s + "a: 1\n---\n\xef\xbb\xbf" + "b: 1\n", R"({"a":1} {"b":1})"},
        {"\xff\xfe"s + "a\0:\0 \0\x3d\xd8\x00\xde\n\0"s, "{\"a\":\"\xf0\x9f\x98\x80\"}"},
        {"\xfe\xff"s + "\0a\0:\0 \0001"s, R"({"a":1})"},
        {"a: \xff\n", "ERR=yaml: invalid leading UTF-8 octet"},
        {"a: \xc3(\n", "ERR=yaml: invalid trailing UTF-8 octet"},
        {"a: \x7f\n", "ERR=yaml: control characters are not allowed"},
        {"a: \0\n"s, "ERR=yaml: control characters are not allowed"},
        {"a: \"\\xff\\u2028\"", "{\"a\":\"\xc3\xbf\\u2028\"}"},
        {"a: !!binary /w==", "{\"a\":\"\xef\xbf\xbd\"}"},
    });
}

TEST_CASE("json values one after the other") {
    check({
        {" {\"a\": 1.0}\n{\"b\":[null,\"\\ud83d\\ude00\"]} ",
         "{\"a\":1} {\"b\":[null,\"\xf0\x9f\x98\x80\"]}"},
        {"{\"a\":1, \"a\":2}", R"({"a":2})"},
        {"{\"a\":1}\n---\n{\"b\":2}\n---\nc: 3\n", R"({"a":1} {"b":2} {"c":3})"},
        {"{a: 1, b: [x]}\n", R"({"a":1,"b":["x"]})"},
        {"{\"a\": ", "ERR=unexpected EOF"},
        {"{\"a\": }", R"({"a":null})"},
        {"{\"a\": ]", "ERR=json: offset 7: invalid character ']' looking for beginning of value"},
        {"{\"a\":1}{\"b\":2}{c: 3}", "ERR=invalid character 'c' looking for beginning of object key string"},
        {"{\"a\":1} x", "ERR=json: offset 9: invalid character 'x' looking for beginning of value"},
        {"{\"a\":1e999}", "ERR=json: cannot unmarshal number 1e999 into Go value of type float64"},
        {"{\"a\":9223372036854775807}", R"({"a":9223372036854775807})"},
        {"{}null{}", "{} {}"},
    });
    CHECK(read(repeated("{\"a\":", 10001) + "1" + repeated("}", 10001)).find("exceeded max depth") !=
          std::string::npos);
}

TEST_CASE("yaml anchors, aliases and merge keys") {
    check({
        {"a: &x {k: [1]}\nb: *x\nc: [*x, *x]\n",
         R"({"a":{"k":[1]},"b":{"k":[1]},"c":[{"k":[1]},{"k":[1]}]})"},
        {"a: &x 1\nb: &x 2\nc: *x\n", R"({"a":1,"b":2,"c":2})"},
        {"a: &x [*x]\n", "ERR=yaml: anchor 'x' value contains itself"},
        {"a: *x\n", "ERR=yaml: unknown anchor 'x' referenced"},
        {"a: &x 1\n---\nb: *x\n", "ERR=yaml: unknown anchor 'x' referenced"},
        {"b: {<<: [{a: 1, c: 1},{a: 2}], d: 3, <<: {d: 4}}\n", R"({"b":{"a":1,"c":1,"d":4}})"},
        {"a: &a {x: 1}\nb: {<<: *a, x: 2, x: 3}\n",
         "ERR=yaml: unmarshal errors:\n  line 2: key \"x\" already set in map"},
        {"a: &a [{x: 1}]\nb: {<<: *a}\n",
         "ERR=yaml: map merge requires map or sequence of maps as the value"},
        {"b: {<<: [{a: 1}, 2]}\n", "ERR=yaml: map merge requires map or sequence of maps as the value"},
        {"{'<<': {a: 1}}\n", R"({"\u003c\u003c":{"a":1}})"},
        {"!!merge <<: {a: 1}\n", R"({"a":1})"},
        {"a: &b !!str 5\nc: *b\n", R"({"a":"5","c":"5"})"},
        {"a: &b ! 5\nc: ! &d 5\n\xc3\xa9: ! 5\n", "{\"a\":\"5\",\"c\":\"5\",\"\xc3\xa9\":\"5\"}"},
        {"a: &b 5\nc: x\n  y\n", R"({"a":5,"c":"x y"})"},
    });
}

TEST_CASE("yaml errors come in go-yaml's order and words") {
    check({
        {"a: 1\nb: 2\na: 3\nb: 4\n",
         "ERR=yaml: unmarshal errors:\n  line 3: key \"a\" already set in map\n  line 4: key \"b\" already "
         "set in map"},
        {"a: 1\na: 2\nb: [\n", "ERR=yaml: line 3: did not find expected node content"},
        {"a: !!int x\nb: .inf\nc: 1\nc: 2\n", "ERR=yaml: cannot decode !!str `x` as a !!int"},
        {"b: .inf\nb: 2\n", "ERR=yaml: unmarshal errors:\n  line 2: key \"b\" already set in map"},
        {"b: [-.inf]\n", "ERR=json: unsupported value: -Inf"},
        {"? [a, 1, 1.5, {b: null}, 18446744073709551615, yes]\n: b\n",
         "ERR=yaml: invalid map key: []interface {}{\"a\", 1, 1.5, map[interface {}]interface "
         "{}{\"b\":interface {}(nil)}, "
         "0xffffffffffffffff, true}"},
        {"a: !!float 18446744073709551615\n",
         "ERR=yaml: cannot decode !!int `18446744073709551615` as a !!float"},
        {"a: !!timestamp abc\n", "ERR=yaml: cannot decode !!str `abc` as a !!timestamp"},
        {"x:\n\ty: 1\n", "ERR=yaml: line 2: found character that cannot start any token"},
        {"a: b: c\n", "ERR=yaml: mapping values are not allowed in this context"},
        {"x: 1\na: b: c\n", "ERR=yaml: line 2: mapping values are not allowed in this context"},
    });
}

TEST_CASE("yaml errors know their place in the whole text") {
    struct Place {
        std::string text;
        std::size_t line, column;
        YamlError::Stage stage;
    };
    using Stage = YamlError::Stage;
    const std::vector<Place> places = {
        {"a: 1\n---\nb: 1\nc: d: e\n", 4, 5, Stage::converting},
        {"a: 1\n---\nb: 1\nb: 2\n", 4, 1, Stage::converting},
        {"a: 1\n---\nb: \xff\n", 3, 4, Stage::converting},
        {"a: 1\n---\nb: *x\n", 3, 4, Stage::converting},
        {"a: 1\n--- b\n", 2, 4, Stage::cutting},
        {"{\"a\": 1}\n{\"b\":\n ]}", 3, 2, Stage::cutting},
        {"{\"a\": 1}\n---\nb: 1\n---\n- ]\n", 5, 3, Stage::converting},
    };
    for (const auto& place : places) {
        CAPTURE(place.text);
        const YamlError error = error_of(place.text);
        CHECK(error.text_line() == place.line);
        CHECK(error.text_column() == place.column);
        CHECK(error.stage() == place.stage);
    }
}

TEST_CASE("yaml documents know their line") {
    const auto lines = [](const std::string& text) {
        std::vector<std::size_t> out;
        for (const auto& document : read_yaml(text)) {
            out.push_back(document.line);
        }
        return out;
    };
    CHECK(lines("a: 1\n---\n\n# c\nb: 2\n---\n---\n- c\n") == std::vector<std::size_t>{1, 5, 8});
    CHECK(lines("{}\n\n{\n}{}\n") == std::vector<std::size_t>{1, 3, 4});
    CHECK(lines("\n{}\n---\na: 1\n") == std::vector<std::size_t>{2, 4});
}

TEST_CASE("documents in front of an error are handed over") {
    std::string seen;
    CHECK_THROWS_AS(read_yaml("a: 1\n---\nb: 2\n---\nc: d: e\n---\nf: 1\n",
                              [&](YamlDocument&& document) { seen += to_go_json(document.value); }),
                    YamlError);
    CHECK(seen == R"({"a":1}{"b":2})");
}

TEST_CASE("yaml depth and expansion are bounded") {
    const std::string deep = repeated("[", 10000) + repeated("]", 10000);
    CHECK(read_yaml(deep).size() == 1);
    CHECK(read(repeated("[", 10001)) == "ERR=yaml: exceeded max depth of 10000");
    CHECK(read("a: &x\n  " + repeated("- ", 9998) + "b\nc: *x\n").size() > 20000);
    CHECK(read("a: !!int x\nb: " + repeated("[", 10001)) == "ERR=yaml: line 2: exceeded max depth of 10000");
    CHECK(read(repeated("[", 9990) + repeated("a,", 100000)) == "ERR=yaml: exceeded max depth of 10000");
    CHECK(read("? " + repeated("[", 9000) + repeated("]", 9000) + "\n: b\n").size() < 5000);
    CHECK(read("a:\n" + repeated("- ", 10001) + "b\n") == "ERR=yaml: line 2: exceeded max depth of 10000");

    std::string laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
    for (char c = 'b'; c < 'k'; ++c) {
        const std::string last(1, static_cast<char>(c - 1));
        laughs += std::string(1, c) + ": &" + c + " [" + repeated("*" + last + ",", 10) + "]\n";
    }
    CHECK(read(laughs) == "ERR=yaml: document contains excessive aliasing");
    CHECK(read("a: &a " + std::string(1 << 20, 'x') + "\nb: [" + repeated("*a,", 200) + "]\n") ==
          "ERR=yaml: document contains excessive aliasing");
    CHECK(read(repeated("&a [", 5000) + std::string(1 << 20, 'x') + repeated("]", 5000)) ==
          "ERR=yaml: document contains excessive aliasing");
    CHECK(read("a: &a {k: v}\nb: [" + repeated("*a,", 1000) + "]\n").size() > 1000 * 9);
}
