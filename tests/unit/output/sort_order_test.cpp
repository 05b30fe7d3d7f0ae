// What --sort-by makes of lists and tables; the order itself has its own tests (object_order_test.cpp).
#include "output/sort_order.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "output/objects.hpp"
#include "output/table.hpp"

using namespace yare;

namespace {

const ResourceType k_sorted_pods{"", "v1", "pods", "pod", "Pod", true, {}, {}, {}};
const ResourceType k_sorted_nodes{"", "v1", "nodes", "node", "Node", false, {}, {}, {}};

struct Sorted {
    const char* fields;
    bool natural;
    const char* names;
};

std::string object(const std::string& name, const std::string& spec) {
    return R"({"apiVersion":"v1","kind":"Pod","metadata":{"name":")" + name + R"("},"spec":)" + spec + "}";
}

const std::vector<std::string> k_list = {
    object("web-10", R"({"n":2,"t":"b","q":"1500m","l":{"a,b":"y"}})"),
    object("web-2", R"({"n":10,"t":"a","q":"2","l":{"a,b":"x"}})"),
    object("db-1", R"({"n":2,"t":"a","l":{"a,b":"z"}})"),
};

Format format_of(Format::Kind kind, const char* fields, bool natural = false) {
    Format format;
    format.kind = kind;
    format.sort_by = fields;
    format.sort_natural = natural;
    return format;
}

std::string printed(const Format& format) {
    StringOutput out;
    const auto printer = make_object_printer(format, out);
    JsonTree tree;
    for (const auto& text : k_list) {
        printer->element(tree.parse(text));
    }
    printer->end_list();
    return out.text();
}

std::string refused(const char* fields) {
    try {
        printed(format_of(Format::Kind::name, fields));
    } catch (const Error& error) {
        return error.what();
    }
    return "none";
}

std::string sorted_table(const char* fields, bool with_nodes, bool server_print = true) {
    auto format = format_of(Format::Kind::table, fields);
    format.no_headers = true;
    format.server_print = server_print;
    TablePrinter table(format, false, {});
    JsonTree tree;
    const auto columns = [&] {
        table.columns(read_columns(tree.parse(R"([{"name":"Name","type":"string","format":"name"}])")));
    };
    table.begin(k_sorted_pods);
    columns();
    for (const char* row :
         {R"({"cells":["b"],"object":{"spec":{"n":2}}})", R"({"cells":["a"],"object":{"spec":{"n":1}}})",
          R"({"cells":["c"],"object":{}})"}) {
        table.row(tree.parse(row));
    }
    if (with_nodes) {
        table.begin(k_sorted_nodes);
        columns();
        table.row(tree.parse(R"({"cells":["z"],"object":{"spec":{"m":2}}})"));
        table.row(tree.parse(R"({"cells":["y"],"object":{"spec":{"m":1}}})"));
    }
    StringOutput out;
    table.print(out);
    return out.text();
}

}  // namespace

TEST_CASE("lists come in the order of one field or of several, reversed, natural") {
    const Sorted cases[] = {
        {".metadata.name", false, "pod/db-1\npod/web-10\npod/web-2\n"},
        {"{.metadata.name}", false, "pod/db-1\npod/web-10\npod/web-2\n"},
        {"-.metadata.name", false, "pod/web-2\npod/web-10\npod/db-1\n"},
        {".metadata.name", true, "pod/db-1\npod/web-2\npod/web-10\n"},
        {"-metadata.name", true, "pod/web-10\npod/web-2\npod/db-1\n"},
        {".spec.n,.spec.t", false, "pod/db-1\npod/web-10\npod/web-2\n"},
        {" -.spec.n , -.spec.t ", false, "pod/web-2\npod/web-10\npod/db-1\n"},
        {".spec.t,-.spec.n", false, "pod/web-2\npod/db-1\npod/web-10\n"},
        {".spec.q", false, "pod/db-1\npod/web-10\npod/web-2\n"},
        {"-.spec.q", false, "pod/web-2\npod/web-10\npod/db-1\n"},
        {".spec.l.a\\,b", false, "pod/web-2\npod/web-10\npod/db-1\n"},
        {".spec['n','q']", false, "pod/web-10\npod/db-1\npod/web-2\n"},
    };
    for (const auto& each : cases) {
        CAPTURE(each.fields);
        CHECK(printed(format_of(Format::Kind::name, each.fields, each.natural)) == each.names);
    }
}

TEST_CASE("every format is sorted, templates too") {
    auto format = format_of(Format::Kind::jsonpath, "-.metadata.name");
    format.expression = "{.items[*].metadata.name}";
    CHECK(printed(format) == "web-2 web-10 db-1");
    format.kind = Format::Kind::go_template;
    format.expression = "{{range .items}}{{.metadata.name}},{{end}}";
    CHECK(printed(format) == "web-2,web-10,db-1,");
    const auto json = printed(format_of(Format::Kind::json, "-.metadata.name"));
    CHECK(json.find("\"web-2\"") < json.find("\"web-10\""));
    CHECK(json.find("\"web-10\"") < json.find("\"db-1\""));
    CHECK(json.ends_with("}\n"));
}

TEST_CASE("what cannot be sorted is said") {
    CHECK(refused(".nosuch") == "couldn't find any field with path \"{.nosuch}\" in the list of objects");
    CHECK(refused(".metadata.name,.nosuch") ==
          "couldn't find any field with path \"{.nosuch}\" in the list of objects");
    CHECK(refused(".spec.l") == "Field {.spec.l} is an unsortable type: map[string]interface {}");
    CHECK(refused("-") == "--sort-by \"-\": a field is empty");
    CHECK(refused(".a,") == "--sort-by \".a,\": a field is empty");
    CHECK(refused("{.a").starts_with("unexpected path string, expected a 'name1.name2' or"));
}

TEST_CASE("rows of a table are sorted type by type; a type without the field stays as it came") {
    CHECK(sorted_table(".spec.n", false) == "c\na\nb\n");
    CHECK(sorted_table("-.spec.n", false) == "b\na\nc\n");
    CHECK(sorted_table(".spec.n", true) == "pod/c\npod/a\npod/b\nnode/z\nnode/y\n");
    CHECK(sorted_table(".spec.m", true) == "pod/b\npod/a\npod/c\nnode/y\nnode/z\n");
    CHECK_THROWS_WITH(sorted_table(".spec.x", true),
                      "couldn't find any field with path \"{.spec.x}\" in the list of objects");
    CHECK_THROWS_WITH(sorted_table(".spec.x", false, false),
                      "couldn't find any field with path \"{.spec.x}\" in the list of objects");
}
