#include "schema/explain_v2.hpp"

#include <doctest/doctest.h>

#include "documents.hpp"

using namespace yare;

namespace {

const std::string k_head_v2 = "KIND:     Foo\nVERSION:  example.com/v1\n\n";
const std::string k_foo_v2 =
    R"("description":"Foo is.","type":"object","required":["b"],"properties":{
        "b":{"description":"B is.","$ref":"#/definitions/Bar"},
        "a":{"type":"array","description":"A is.","items":{"type":"string"}},
        "bars":{"type":"array","description":"Bars are.","items":{"$ref":"#/definitions/Bar"}},
        "map":{"type":"object","description":"Map is.","additionalProperties":{"type":"object","additionalProperties":{"type":"integer"}}},
        "any":{"description":"Any is."},
        "free":{"type":"object"},
        "grid":{"type":"array","items":{"type":"array","items":{"type":"number"}}},
        "port":{"type":"string","format":"int-or-string"}})";
const std::string k_bar_v2 =
    R"(,"Bar":{"description":"Bar is.","type":"object","properties":{"x":{"type":"boolean"},"next":{"$ref":"#/definitions/Bar"}}})";

}  // namespace

TEST_CASE("v2: a type with its fields") {
    CHECK(explained_v2(document_v2(k_foo_v2, k_bar_v2)) ==
          k_head_v2 +
              "DESCRIPTION:\n     Foo is.\n\nFIELDS:\n"
              "   a\t<[]string>\n     A is.\n\n"
              "   any\t<>\n     Any is.\n\n"
              "   b\t<Object> -required-\n     B is.\n\n"
              "   bars\t<[]Object>\n     Bars are.\n\n"
              "   free\t<map[string]>\n\n"
              "   grid\t<[][]number>\n\n"
              "   map\t<map[string]map[string]integer>\n     Map is.\n\n"
              "   port\t<string>\n\n");
}

TEST_CASE("v2: fields") {
    const std::string document = document_v2(k_foo_v2, k_bar_v2);
    const std::string bar_fields = "\nFIELDS:\n   next\t<Object>\n\n   x\t<boolean>\n\n";
    CHECK(explained_v2(document, {"b"}) ==
          k_head_v2 + "RESOURCE: b <Object>\n\nDESCRIPTION:\n     B is.\n\n     Bar is.\n" + bar_fields);
    CHECK(explained_v2(document, {"bars", "next", "next"}) ==
          k_head_v2 + "RESOURCE: next <Object>\n\nDESCRIPTION:\n\n     Bar is.\n" + bar_fields);
    CHECK(explained_v2(document, {"map"}) ==
          k_head_v2 + "FIELD:    map <map[string]map[string]integer>\n\nDESCRIPTION:\n     Map is.\n");
    CHECK(explained_v2(document, {"any", "further"}) == k_head_v2 + "DESCRIPTION:\n     Any is.\n");
    CHECK(explained_v2(document, {"port", "x"}) ==
          k_head_v2 + "FIELD:    x <string>\n\nDESCRIPTION:\n     <empty>\n");
    CHECK(explained_v2(document, {"bars", "y"}) == "error: field \"y\" does not exist\n");
}

TEST_CASE("v2: fields of fields stop at a type that stands above them") {
    CHECK(explained_v2(document_v2(k_foo_v2, k_bar_v2), {"bars"}, true) ==
          k_head_v2 +
              "RESOURCE: bars <[]Object>\n\nDESCRIPTION:\n     Bars are.\n\n\n     Bar is.\n\nFIELDS:\n"
              "   next\t<Object>\n      next\t<Object>\n      x\t<boolean>\n   x\t<boolean>\n");
}

TEST_CASE("v2: what is not there, or not understood") {
    CHECK(explained_v2(R"({"swagger":"2.0","definitions":{}})") ==
          "error: couldn't find resource for \"example.com/v1, Kind=Foo\"\n");
    const auto field = [](const std::string& schema) {
        return explained_v2(document_v2(R"("properties":{"f":)" + schema + "}"), {"f"});
    };
    const std::string where = "error: SchemaError(com.example.v1.Foo.f): ";
    CHECK(field(R"({"$ref":"#/definitions/None"})") == where + "unknown model in reference: \"None\"\n");
    CHECK(field(R"({"$ref":"http://x"})") == where + "unallowed reference to non-definition \"http://x\"\n");
    CHECK(field(R"({"$ref":"#/definitions/None","type":"object"})") ==
          where + "definition reference can't have a type\n");
    CHECK(field(R"({"type":"array"})") == where + "array should have exactly one sub-item\n");
    CHECK(field(R"({"type":"null"})") == where + "Unknown primitive type: \"null\"\n");
    CHECK(field(R"({"type":["string","null"]})") ==
          where + "definitions with multiple types aren't supported\n");
    // Values of another kind than a schema has them are as good as none.
    CHECK(field("7") == k_head_v2 + "DESCRIPTION:\n     <empty>\n");
    CHECK(field(R"({"type":{},"description":[1],"properties":"x","$ref":3})") ==
          k_head_v2 + "DESCRIPTION:\n     <empty>\n");
}

TEST_CASE("v2: schemas without an end are an error") {
    const std::string endless = "error: the server's schema of this type has no end\n";
    const std::string self =
        document_v2(R"("properties":{"f":{"$ref":"#/definitions/A"}})", R"(,"A":{"$ref":"#/definitions/A"})");
    CHECK(explained_v2(self).ends_with(endless));
    CHECK(explained_v2(self, {"f"}) == endless);
    CHECK(explained_v2(self, {"f", "g"}) == endless);
    std::string nested;
    for (int i = 0; i < 5000; ++i) {
        nested += R"({"type":"array","items":)";
    }
    nested += R"({"type":"string"})" + std::string(5000, '}');
    CHECK(explained_v2(document_v2(R"("properties":{"f":)" + nested + "}")).ends_with(endless));
    // Thirty types that each have all the others as fields: 30! lines.
    std::string all;
    std::string more;
    for (int i = 0; i < 30; ++i) {
        const std::string name = "T" + std::to_string(i);
        all += (all.empty() ? "\"" : ",\"") + name + R"(":{"$ref":"#/definitions/)" + name + "\"}";
    }
    for (int i = 0; i < 30; ++i) {
        more += ",\"T" + std::to_string(i) + R"(":{"type":"object","properties":{)" + all + "}}";
    }
    CHECK(explained_v2(document_v2(R"("properties":{)" + all + "}", more), {}, true).ends_with(endless));
}
