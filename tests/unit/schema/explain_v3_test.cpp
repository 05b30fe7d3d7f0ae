#include "schema/explain_v3.hpp"

#include <doctest/doctest.h>

#include "documents.hpp"

using namespace yare;

namespace {

const std::string k_head_v3 = "GROUP:      example.com\nKIND:       Foo\nVERSION:    v1\n\n";
const std::string k_foo_v3 =
    R"("description":"Foo is.","type":"object","required":["b"],"properties":{
        "b":{"description":"B is.","default":{},"allOf":[{"$ref":"#/components/schemas/Bar"}]},
        "a":{"type":"array","items":{"type":"string","default":""}},
        "bars":{"type":"array","description":"Bars are.","items":{"allOf":[{"$ref":"#/components/schemas/Bar"}]}},
        "map":{"type":"object","additionalProperties":{"type":"array","items":{"type":"integer"}}},
        "free":{"type":"object","additionalProperties":true,"x-kubernetes-preserve-unknown-fields":true},
        "ref":{"$ref":"#/components/schemas/Name"},
        "lost":{"$ref":"#/components/schemas/com.example.Lost"},
        "port":{"x-kubernetes-int-or-string":true,"externalDocs":{"description":"More.","url":"http://x"}},
        "mode":{"type":"string","description":"Mode is.","enum":["","A","B","C","D"]},
        "few":{"enum":[1,true,null]}})";
const std::string k_bar_v3 =
    R"(,"Bar":{"description":"Bar is.","type":"object","properties":{"x":{"type":"boolean"},"next":{"$ref":"#/components/schemas/Bar"}}})"
    R"(,"Name":{"type":"string","description":"Name is."})";

}  // namespace

// The expected texts are kubectl 1.36's for the same documents.
TEST_CASE("v3: a type with its fields") {
    CHECK(explained_v3(document_v3(k_foo_v3, k_bar_v3)) ==
          k_head_v3 +
              "DESCRIPTION:\n    Foo is.\n    \nFIELDS:\n"
              "  a\t<[]string>\n    <no description>\n\n"
              "  b\t<Bar> -required-\n    B is.\n\n"
              "  bars\t<[]Bar>\n    Bars are.\n\n"
              "  few\t<Object>\n  enum: 1, true, <no value>\n    <no description>\n\n"
              "  free\t<Object>\n    <no description>\n\n"
              "  lost\t<Lost>\n    <no description>\n\n"
              "  map\t<map[string][]integer>\n    <no description>\n\n"
              "  mode\t<string>\n  enum: \"\", A, B, C, ....\n    Mode is.\n\n"
              "  port\t<Object>\n    <no description>\n\n    EXTERNAL DOCS:\n      More.\n      URL: "
              "http://x\n\n"
              "  ref\t<string>\n    <no description>\n\n"
              "\n");
}

TEST_CASE("v3: fields") {
    const std::string document = document_v3(k_foo_v3, k_bar_v3);
    const std::string bar_fields =
        "FIELDS:\n  next\t<Bar>\n    <no description>\n\n  x\t<boolean>\n    <no description>\n\n\n";
    CHECK(explained_v3(document, {"b"}) ==
          k_head_v3 + "FIELD: b <Bar>\n\n\nDESCRIPTION:\n    B is.\n    Bar is.\n    \n" + bar_fields);
    CHECK(explained_v3(document, {"bars", "next", "next"}) ==
          k_head_v3 + "FIELD: next <Bar>\n\n\nDESCRIPTION:\n    Bar is.\n    \n" + bar_fields);
    CHECK(explained_v3(document, {"mode"}) == k_head_v3 +
                                                  "FIELD: mode <string>\nENUM:\n    \"\"\n    A\n    B\n    "
                                                  "C\n    D\n\nDESCRIPTION:\n    Mode is.\n    \n\n");
    CHECK(explained_v3(document, {"port"}) ==
          k_head_v3 +
              "FIELD: port <Object>\n\n\nDESCRIPTION:\n    <empty>\n\nEXTERNAL DOCS:\n    More.\n    URL: "
              "http://x\n\n");
    // kubectl names the last field, and has printed the kind before it looks.
    CHECK(explained_v3(document, {"bars", "y", "z"}) == k_head_v3 + "error: field \"z\" does not exist\n");
    CHECK(explained_v3(document, {"ref", "y"}) == k_head_v3 + "error: field \"y\" does not exist\n");
}

TEST_CASE("v3: fields of fields stop at a type that stands above them") {
    CHECK(explained_v3(document_v3(k_foo_v3, k_bar_v3), {"b"}, true) ==
          k_head_v3 + "FIELD: b <Bar>\n\n\nDESCRIPTION:\n    B is.\n    Bar is.\n    \nFIELDS:\n" +
              "  next\t<Bar>\n    next\t<Bar>\n    x\t<boolean>\n  x\t<boolean>\n\n");
}

TEST_CASE("v3: which of the fields were there instead of the missing one") {
    const auto document = read_schemas(document_v3(k_foo_v3, k_bar_v3), operation_paths(foo_type()));
    std::string out;
    try {
        explain_v3(*document, foo_type(), {{}, {"bars", "nxt", "z"}, false}, out);
        FAIL("no error");
    } catch (const UnknownField& error) {
        CHECK(error.missing() == "nxt");
        CHECK(error.names() == std::vector<std::string>{"x", "next"});
    }
}

TEST_CASE("v3: types that the document does not have") {
    CHECK(explained_v3(R"({"openapi":"3.0.0"})") ==
          "error: GVR (example.com/v1, Resource=foos) not found in OpenAPI schema\n");
    CHECK(
        explained_v3(
            R"({"paths":{"/apis/example.com/v1/foos":{"get":{"x-kubernetes-group-version-kind":{"group":"g","version":"v","kind":"K"}}}}})") ==
        "GROUP:      g\nKIND:       K\nVERSION:    v\n\n"
        "error: GVK map[group:g kind:K version:v] not found in OpenAPI schema\n");
}

TEST_CASE("v3: schemas without an end are an error") {
    const std::string endless = "error: the server's schema of this type has no end\n";
    const std::string self = document_v3(R"("properties":{"f":{"$ref":"#/components/schemas/A"}})",
                                         R"(,"A":{"items":{"$ref":"#/components/schemas/A"}})");
    CHECK(explained_v3(self, {"f"}).ends_with(endless));
    CHECK(explained_v3(self, {"f", "g"}).ends_with("error: field \"g\" does not exist\n"));
    std::string all;
    std::string parts;
    std::string more;
    for (int i = 0; i < 30; ++i) {
        const std::string name = "T" + std::to_string(i);
        const std::string reference = R"({"$ref":"#/components/schemas/)" + name + "\"}";
        all += (all.empty() ? "\"" : ",\"") + name + "\":" + reference;
        parts += (parts.empty() ? "" : ",") + reference;
    }
    for (int i = 0; i < 30; ++i) {
        more += ",\"T" + std::to_string(i) + R"(":{"properties":{)" + all + R"(},"allOf":[)" + parts + "]}";
    }
    const std::string many = document_v3(R"("properties":{)" + all + "}", more);
    CHECK(explained_v3(many, {}, true).ends_with(endless));
    CHECK(explained_v3(many, {"T1"}).ends_with(endless));
    CHECK(explained_v3(many, {"T1", "none"}).ends_with(endless));
    std::string nested;
    for (int i = 0; i < 5000; ++i) {
        nested += R"({"items":)";
    }
    nested += R"({"type":"string"})" + std::string(5000, '}');
    CHECK(explained_v3(document_v3(R"("properties":{"f":)" + nested + "}")).ends_with(endless));
    // Deeper than any JSON text may be.
    const std::string deeper(20000, '[');
    CHECK(explained_v3(document_v3(R"("x":)" + deeper + std::string(20000, ']')))
              .ends_with("exceeded max depth\n"));
}

TEST_CASE("v3: values of another kind than a schema has them are as good as none") {
    CHECK(
        explained_v3(document_v3(
            R"("description":7,"required":"x","properties":{"a":{"type":{},"enum":"x","items":7,"allOf":{},"additionalProperties":[]},"b":7})")) ==
        k_head_v3 +
            "DESCRIPTION:\n    <empty>\nFIELDS:\n  a\t<[]Object>\n    <no description>\n\n"
            "  b\t<Object>\n    <no description>\n\n\n");
}
