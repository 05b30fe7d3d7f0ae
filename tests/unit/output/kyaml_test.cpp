#include "output/kyaml.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/yaml.hpp"

using namespace yare;

namespace {

std::string printed(const std::string& json, const Format& format = {}) {
    JsonTree tree;
    StringOutput out;
    make_kyaml_printer(format, out)->single(tree.parse(json));
    return out.text();
}

std::string printed_list(const std::vector<std::string>& elements, const Format& format = {}) {
    StringOutput out;
    const auto printer = make_kyaml_printer(format, out);
    for (const auto& element : elements) {
        JsonTree tree;
        printer->element(tree.parse(element));
    }
    printer->end_list();
    return out.text();
}

nlohmann::json read_back(const std::string& kyaml) { return read_yaml(kyaml).at(0).value; }

class CountingOutput final : public Output {
  public:
    void write(std::string_view bytes) override {
        largest = std::max(largest, bytes.size());
        total += bytes.size();
    }
    std::size_t largest = 0;
    std::size_t total = 0;
};

}  // namespace

TEST_CASE("kyaml: values are written as kubectl 1.36.4 wrote them") {
    // Made by tests/tables/kyaml_cases.py.
    std::ifstream file(YARE_TEST_DATA "/output/kyaml-cases.txt");
    std::size_t count = 0;
    for (std::string line; std::getline(file, line); ++count) {
        const auto tab = line.rfind("}\t\"") + 1;
        const std::string json = line.substr(0, tab);
        CAPTURE(json);
        const std::string expected = nlohmann::json::parse(line.substr(tab + 1));
        const std::string text = printed(json);
        CHECK(text == "---\n{\n  spec: " + expected + ",\n}\n");
        CHECK(read_back(text) == nlohmann::json::parse(json));
    }
    CHECK(count > 800);
}

TEST_CASE("kyaml: what kubectl spoils or refuses reads back as it was") {
    const std::string long_key(1025, 'k');
    struct Row {
        std::string json, expected;
    };
    const Row rows[] = {
        {R"({"a":"x\n\ry\n\u000bz\n\u3000w"})",
         "{\n  a: \"\\\n     x\\n\\\n     \\ry\\n\\\n     \\vz\\n\\\n     \\u3000w\\\n    \",\n}\n"},
        {R"({"a":"\u007f \u0080 \u0085 \u009f \ufffe \uffff"})",
         "{\n  a: \"\\x7f \\u0080 \\N \\u009f \\ufffe \\uffff\",\n}\n"},
        {"{\"" + long_key + "\":{\"b\":1}}", "{\n  ? " + long_key + ": {\n    b: 1,\n  },\n}\n"},
        {"{\"" + long_key.substr(1) + "\":1}", "{\n  " + long_key.substr(1) + ": 1,\n}\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        CHECK(printed(row.json) == "---\n" + row.expected);
        CHECK(read_back(printed(row.json)) == nlohmann::json::parse(row.json));
    }
}

TEST_CASE("kyaml: documents stand behind each other, each with its mark") {
    JsonTree tree;
    StringOutput out;
    const auto printer = make_kyaml_printer({}, out);
    printer->document(tree.parse(R"({"a":1})"));
    printer->document(tree.parse(R"({"b":[]})"));
    CHECK(out.text() == "---\n{\n  a: 1,\n}\n---\n{\n  b: [],\n}\n");
}

TEST_CASE("kyaml: a list has the bytes it would have as one object") {
    const std::vector<std::string> elements = {
        R"({"kind":"Pod","metadata":{"name":"a","managedFields":[{"a":1}]},"spec":{"l":[{"x":"y\nz"},[]]}})",
        "{}", R"({"metadata":{"managedFields":{}},"managedFields":1})"};
    for (const bool show : {false, true}) {
        Format format;
        format.show_managed_fields = show;
        std::vector<std::string> taken;
        for (std::size_t count = 0; count <= elements.size(); ++count) {
            std::string whole =
                "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"\"},"
                "\"items\":[";
            for (const auto& element : taken) {
                whole += (whole.back() == '[' ? "" : ",") + element;
            }
            CHECK(printed_list(taken, format) == printed(whole + "]}", format));
            if (count < elements.size()) {
                taken.push_back(elements[count]);
            }
        }
    }
}

TEST_CASE("kyaml: managed fields are shown when asked for, and members stay in their order") {
    const std::string json =
        R"({"kind":"Pod","metadata":{"name":"a","managedFields":[{"manager":"m"}]},"b":1})";
    CHECK(printed(json) == "---\n{\n  b: 1,\n  kind: \"Pod\",\n  metadata: {\n    name: \"a\",\n  },\n}\n");
    Format format;
    format.show_managed_fields = true;
    format.keep_order = true;
    CHECK(printed(json, format) ==
          "---\n{\n  kind: \"Pod\",\n  metadata: {\n    name: \"a\",\n    managedFields: [{\n      manager: "
          "\"m\",\n    }],\n  },\n  b: 1,\n}\n");
}

TEST_CASE("kyaml: deep and large values are written in pieces; a number out of range is an error") {
    std::string deep;
    for (int i = 0; i < 2000; ++i) {
        deep += "{\"a\":[";
    }
    deep += "1";
    for (int i = 0; i < 2000; ++i) {
        deep += "]}";
    }
    JsonTree tree;
    CountingOutput out;
    make_kyaml_printer({}, out)->single(tree.parse(deep));
    CHECK(out.total > 1'000'000);
    CHECK(out.largest < 100'000);
    CHECK_THROWS_AS(printed(R"({"a":1e400})"), Error);
}
