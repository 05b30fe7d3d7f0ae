#include <doctest/doctest.h>

#include <string>

#include "base/json_tree.hpp"
#include "base/json_write.hpp"

using namespace yare;

namespace {

std::string compact(const std::string& text) {
    JsonTree tree;
    return to_go_json(tree.parse(text));
}

std::string error_of(const std::string& text) {
    JsonTree tree;
    try {
        tree.parse(text);
    } catch (const JsonError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("members that are left out") {
    const struct {
        std::string text, wanted;
    } cases[] = {
        {R"({"a":1,"x":[{"b":"]}\"","c":[[]]},2],"d":3})", R"({"a":1,"d":3})"},
        {R"({"x":{"x":1},"a":1})", R"({"a":1})"},
        {R"({"x" : null , "a":{"x":"}","y":2}, "x":true})", R"({"a":{"y":2}})"},
        {R"({"x":1})", "{}"},
        {R"([{"x":1},{"x":2,"a":"x"}])", R"([{},{"a":"x"}])"},
    };
    JsonTree tree;
    tree.leave_out("x");
    for (const auto& [text, wanted] : cases) {
        CAPTURE(text);
        CHECK(to_go_json(tree.parse(text)) == wanted);
        for (std::size_t cut = 1; cut < text.size(); ++cut) {
            const auto part = text.substr(0, cut);
            CHECK_THROWS_AS(tree.parse(part), JsonError);
        }
    }
    for (const std::string bad : {R"({"x":1]})", R"({"x":[1})", "{\"x\":\"\n\"}"}) {
        CHECK_THROWS_AS(tree.parse(bad), JsonError);
    }
}

TEST_CASE("JSON is written as Go writes a decoded value") {
    struct Row {
        const char* input;
        const char* expected;
    };
    // Second column: what json.Marshal gives after json.Unmarshal into interface{} (integers kept, as
    // sigs.k8s.io/json).
    const Row rows[] = {
        {"{}", "{}"},
        {" [ ] ", "[]"},
        {R"({"b":1,"a":[true,false,null]})", R"({"a":[true,false,null],"b":1})"},
        {R"({"a":1,"a":2})", R"({"a":2})"},
        {R"({"\u0061":1,"a":2,"b":3})", R"({"a":2,"b":3})"},
        {R"("<>&\u2028\/")", R"("\u003c\u003e\u0026\u2028/")"},
        {R"("\u00e9\ud83d\ude00")", "\"\u00e9\U0001F600\""},
        {R"("\ud83d")", "\"\ufffd\""},
        {R"("\ud83dx\ude00")", "\"\ufffdx\ufffd\""},
        {"\"\xff\x80 ok\"", "\"\ufffd\ufffd ok\""},
        {R"("\u0000\u001f\b\f\n\r\t\"\\\u007f")", "\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\\x7f\""},
        {"9223372036854775807", "9223372036854775807"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"18446744073709551615", "18446744073709551615"},
        {"18446744073709551616", "18446744073709552000"},
        {"1.0", "1"},
        {"-0", "0"},
        {"-0.0", "-0"},
        {"0.1", "0.1"},
        {"1e3", "1000"},
        {"1e20", "100000000000000000000"},
        {"1e21", "1e+21"},
        {"123456789012345678901.5", "123456789012345680000"},
        {"1e-6", "0.000001"},
        {"1e-7", "1e-7"},
        {"1.5e-9", "1.5e-9"},
        {"0.00012345", "0.00012345"},
        {"5e-324", "5e-324"},
        {"1e-400", "0"},
        {"1.7976931348623157e308", "1.7976931348623157e+308"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.input);
        CHECK(compact(row.input) == row.expected);
    }
    CHECK_THROWS_WITH(compact("1e400"), "json: cannot unmarshal number 1e400 into Go value of type float64");
}

TEST_CASE("indented JSON has kubectl's layout") {
    JsonTree tree;
    std::string out;
    JsonWriter(4).write(out, tree.parse(R"({"b":{"d":[],"c":{}},"a":[1,{"x":"y"}]})"));
    CHECK(out == R"({
    "a": [
        1,
        {
            "x": "y"
        }
    ],
    "b": {
        "c": {},
        "d": []
    }
})");
}

TEST_CASE("managedFields are left out of objects and of the items of a list, nowhere else") {
    JsonTree tree;
    JsonWriter writer(0);
    writer.skip_managed_fields(true);
    std::string out;
    writer.write(
        out, tree.parse(
                 R"({"metadata":{"managedFields":[1],"name":"a"},"spec":{"metadata":{"managedFields":2}}})"));
    CHECK(out == R"({"metadata":{"name":"a"},"spec":{"metadata":{"managedFields":2}}})");
    out.clear();
    writer.write(
        out, tree.parse(R"({"items":[{"metadata":{"managedFields":[1]}}],"metadata":{"managedFields":3}})"));
    CHECK(out == R"({"items":[{"metadata":{}}],"metadata":{"managedFields":3}})");
}

TEST_CASE("text that is not JSON is refused in Go's words") {
    struct Row {
        const char* input;
        const char* expected;
    };
    const Row rows[] = {
        {"", "unexpected end of JSON input"},
        {"{", "unexpected end of JSON input"},
        {R"({"a")", "unexpected end of JSON input"},
        {R"({"a":1)", "unexpected end of JSON input"},
        {R"("abc)", "unexpected end of JSON input"},
        {"tru", "unexpected end of JSON input"},
        {"[1,]", "invalid character ']' looking for beginning of value"},
        {R"({"a":1,})", "invalid character '}' looking for beginning of object key string"},
        {R"({a:1})", "invalid character 'a' looking for beginning of object key string"},
        {R"({"a" 1})", "invalid character '1' after object key"},
        {R"({"a":1 "b":2})", "invalid character '\"' after object key:value pair"},
        {"[1 2]", "invalid character '2' after array element"},
        {"1 2", "invalid character '2' after top-level value"},
        {"<html>", "invalid character '<' looking for beginning of value"},
        {"nul1", "invalid character '1' in literal null (expecting 'l')"},
        {"-x", "invalid character 'x' in numeric literal"},
        {"01", "invalid character '1' after top-level value"},
        {"1.x", "invalid character 'x' after decimal point in numeric literal"},
        {"1ex", "invalid character 'x' in exponent of numeric literal"},
        {"\"\n\"", "invalid character '\\n' in string literal"},
        {R"("\q")", "invalid character 'q' in string escape code"},
        {R"("\u12g4")", "invalid character 'g' in \\u hexadecimal character escape"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.input);
        CHECK(error_of(row.input) == row.expected);
    }
}

TEST_CASE("nesting is bounded as in Go, and deep values are written without recursion") {
    const std::string deep = std::string(10000, '[') + std::string(10000, ']');
    CHECK(compact(deep) == deep);
    CHECK(error_of("[" + deep + "]") == "exceeded max depth");
}

TEST_CASE("values are found by name, and missing ones are harmless") {
    JsonTree tree;
    const auto root = tree.parse(R"({"a":{"b":[10,20]},"s":"x\ny"})");
    CHECK(root.size() == 2);
    CHECK(root.find("a").find("b").first().next().raw() == "20");
    CHECK_FALSE(root.find("a").find("b").first().next().next());
    CHECK(root.find("s").text() == "x\ny");
    CHECK_FALSE(root.find("s").is_plain());
    CHECK_FALSE(root.find("nope").find("deeper").first().next());
    CHECK(root.find("nope").text() == "");
}
