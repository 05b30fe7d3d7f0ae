#include "output/table.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"
#include "output/align.hpp"
#include "output/objects.hpp"

using namespace yare;

namespace {

const ResourceType k_pods{"", "v1", "pods", "pod", "Pod", true, {}, {}, {}};
const ResourceType k_deployments{"apps", "v1", "deployments", "deployment", "Deployment", true, {}, {}, {}};
const ResourceType k_nodes{"", "v1", "nodes", "node", "Node", false, {}, {}, {}};
const std::chrono::sys_seconds k_now{std::chrono::seconds(1795341600)};  // 2026-11-22T10:00:00Z

constexpr const char* k_columns =
    R"([{"name":"Name","type":"string","format":"name","priority":0},{"name":"Ready","type":"string"},)"
    R"({"name":"Node","type":"string","priority":1},{"name":"Age","type":"string","priority":0}])";

struct Maker {
    explicit Maker(const Format& format, bool all_namespaces = false)
        : table(format, all_namespaces, k_now) {}

    void columns(const std::string& json) { table.columns(read_columns(tree.parse(json))); }
    void row(const std::string& json) { table.row(tree.parse(json)); }
    void object(const std::string& json) { table.object(tree.parse(json)); }
    std::string print() {
        StringOutput out;
        table.print(out);
        return out.text();
    }

    JsonTree tree;
    TablePrinter table;
};

std::string pods(const Format& format, bool all_namespaces = false) {
    Maker maker(format, all_namespaces);
    maker.table.begin(k_pods);
    maker.columns(k_columns);
    maker.row(
        R"({"cells":["a","1/1","n1","5s"],"object":{"metadata":{"namespace":"x","labels":{"b":"2","a":"1"}}}})");
    maker.row(
        R"({"cells":["longer-name","0/1",null,"<unknown>"],"object":{"metadata":{"namespace":"default"}}})");
    return maker.print();
}

}  // namespace

TEST_CASE("columns are padded as Go's tabwriter pads them for kubectl") {
    AlignedLines lines;
    StringOutput out;
    for (const char* cell : {"A", "B", "C"}) {
        lines.cell(cell);
    }
    lines.end_line();
    for (const char* cell : {"\u00e9\u4e2d", "four", ""}) {
        lines.cell(cell);
    }
    lines.end_line();
    lines.cell("alone");
    lines.end_line();
    for (const char* cell : {"tab\tbed", "x"}) {
        lines.cell(cell);
    }
    lines.end_line();
    lines.print(out);
    CHECK(out.text() ==
          "A     B      C\n"
          "\u00e9\u4e2d    four   \n"
          "alone\n"
          "tab   bed    x\n");
    CHECK(lines.empty());
}

TEST_CASE("a column is never narrower than above, also behind lines without it") {
    AlignedLines lines;
    StringOutput out;
    for (const auto& line :
         std::vector<std::vector<const char*>>{{"aaaaaaaaaa", "b", "c"}, {"alone"}, {"a", "b", "c"}}) {
        for (const char* cell : line) {
            lines.cell(cell);
        }
        lines.end_line();
    }
    lines.print(out);
    CHECK(out.text() == "aaaaaaaaaa   b     c\nalone\na            b     c\n");
}

TEST_CASE("a table in kubectl's layout") {
    CHECK(pods({}) ==
          "NAME          READY   AGE\n"
          "a             1/1     5s\n"
          "longer-name   0/1     <unknown>\n");
    Format wide;
    wide.kind = Format::Kind::wide;
    CHECK(pods(wide) ==
          "NAME          READY   NODE   AGE\n"
          "a             1/1     n1     5s\n"
          "longer-name   0/1            <unknown>\n");
    Format bare;
    bare.no_headers = true;
    CHECK(pods(bare) ==
          "a             1/1   5s\n"
          "longer-name   0/1   <unknown>\n");
}

TEST_CASE("namespaces, kinds and labels are put around the server's cells") {
    Format format;
    format.show_kind = true;
    CHECK(pods(format, true) ==
          "NAMESPACE   NAME              READY   AGE\n"
          "x           pod/a             1/1     5s\n"
          "default     pod/longer-name   0/1     <unknown>\n");
    Format labels;
    labels.show_labels = true;
    labels.label_columns = {"a", "example.com/tier"};
    CHECK(pods(labels) ==
          "NAME          READY   AGE         A     TIER   LABELS\n"
          "a             1/1     5s          1            a=1,b=2\n"
          "longer-name   0/1     <unknown>                <none>\n");
}

TEST_CASE("once there is a namespace column, it stays for the types behind") {
    for (const bool pods_first : {true, false}) {
        Maker maker(Format{}, true);
        for (const bool is_pod : {pods_first, !pods_first}) {
            maker.table.begin(is_pod ? k_pods : k_nodes);
            maker.columns(R"([{"name":"Name","type":"string","format":"name"}])");
            maker.row(is_pod ? R"({"cells":["p"],"object":{"metadata":{"namespace":"x"}}})"
                             : R"({"cells":["n"],"object":{"metadata":{}}})");
        }
        CHECK(maker.print() ==
              (pods_first ? "NAMESPACE   NAME\nx           pod/p\n\nNAMESPACE   NAME\n            node/n\n"
                          : "NAME\nnode/n\n\nNAMESPACE   NAME\nx           pod/p\n"));
    }
}

TEST_CASE("several types: kinds before names, a blank line between, none for empty ones") {
    const auto make = [](const Format& format) {
        Maker maker(format);
        maker.table.begin(k_pods);
        maker.columns(k_columns);
        maker.row(R"({"cells":["a","1/1","n","5s"]})");
        maker.table.begin(k_nodes);
        maker.columns(k_columns);
        maker.table.begin(k_deployments);
        maker.columns(k_columns);
        maker.row(R"({"cells":["d","1/1","n","5s"]})");
        return maker.print();
    };
    CHECK(make({}) ==
          "NAME    READY   AGE\n"
          "pod/a   1/1     5s\n"
          "\n"
          "NAME                READY   AGE\n"
          "deployment.apps/d   1/1     5s\n");
    Format bare;
    bare.no_headers = true;
    CHECK(make(bare) ==
          "pod/a   1/1   5s\n"
          "deployment.apps/d   1/1   5s\n");
}

TEST_CASE("an empty type has no part in it where there are no tables") {
    for (const bool server_print : {true, false}) {
        Format format;
        format.server_print = server_print;
        Maker maker(format, true);
        maker.table.begin(k_pods);
        maker.table.begin(k_nodes);
        maker.object(R"({"metadata":{"name":"n"}})");
        CHECK(maker.print() == (server_print ? "NAMESPACE   NAME     AGE\n            node/n   <unknown>\n"
                                             : "NAME   AGE\nn      <unknown>\n"));
    }
}

TEST_CASE("a dropped group leaves no trace, not even kinds before names") {
    Maker maker({});
    maker.table.begin(k_pods);
    maker.columns(k_columns);
    maker.row(R"({"cells":["a","1/1","n","5s"]})");
    maker.table.begin(k_nodes);
    maker.columns(k_columns);
    maker.row(R"({"cells":["b","1/1","n","5s"]})");
    maker.table.drop_group();
    CHECK(maker.print() == "NAME   READY   AGE\na      1/1     5s\n");
}

TEST_CASE("cells are what fmt.Sprint makes of them, cut at the first line break, escapes shown") {
    Maker maker({});
    maker.table.begin(k_pods);
    maker.columns(R"([{"name":"c","type":"string"},{"name":"end","type":"string"}])");
    struct Row {
        const char* cell;
        const char* expected;
    };
    const Row rows[] = {{"1", "1"},
                        {"1.5", "1.5"},
                        {"1000000.0", "1e+06"},
                        {"123456.0", "123456"},
                        {"0.00001", "1e-05"},
                        {"true", "true"},
                        {"null", ""},
                        {R"("a\nb")", "a..."},
                        {R"("a\rb")", "a..."},
                        {R"("\u001b[31mred")", "^[[31mred"},
                        {R"(["a",1,null])", "[a 1 <nil>]"},
                        {R"({"b":1,"a":"x"})", "map[a:x b:1]"}};
    std::string expected = "C";
    expected += std::string(12 + 3 - 1, ' ') + "END\n";
    for (const auto& row : rows) {
        maker.row(std::string(R"({"cells":[)") + row.cell + R"(,"|"]})");
        expected += row.expected + std::string(15 - std::string(row.expected).size(), ' ') + "|\n";
    }
    CHECK(maker.print() == expected);
}

TEST_CASE("plain objects are shown as NAME and AGE") {
    Maker maker({}, true);
    maker.table.begin(k_pods);
    maker.object(R"({"metadata":{"name":"a","namespace":"x","creationTimestamp":"2026-11-22T09:58:00Z"}})");
    maker.object(R"({"metadata":{"name":"b","namespace":"y","creationTimestamp":null}})");
    CHECK(maker.print() ==
          "NAMESPACE   NAME   AGE\n"
          "x           a      2m\n"
          "y           b      <unknown>\n");
}

TEST_CASE("more cells than columns, fewer cells than columns") {
    Format format;
    format.show_labels = true;
    Maker maker(format);
    maker.table.begin(k_pods);
    maker.columns(R"([{"name":"a","type":"string"},{"name":"b","type":"string"}])");
    maker.row(R"({"cells":["1"],"object":{"metadata":{}}})");
    maker.row(R"({"cells":["1","2","3"],"object":{"metadata":{}}})");
    CHECK(maker.print() ==
          "A     B     LABELS\n"
          "1           <none>\n"
          "1     2     <none>\n");
    CHECK_THROWS_AS(read_columns(JsonValue()), Error);
    JsonTree tree;
    CHECK_THROWS_AS(read_columns(tree.parse("[1,2]")), Error);
}

TEST_CASE("a List is printed as it comes, and stays open without its end") {
    struct Row {
        Format::Kind kind;
        const char* none;
        const char* two;
        const char* open;
    };
    const Row rows[] = {
        {Format::Kind::json,
         "{\n    \"apiVersion\": \"v1\",\n    \"items\": [],\n    \"kind\": \"List\",\n    \"metadata\": {\n "
         "       "
         "\"resourceVersion\": \"\"\n    }\n}\n",
         "{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n        {\n            \"a\": 1\n        },\n    "
         "    {\n            "
         "\"b\": 2\n        }\n    ],\n    \"kind\": \"List\",\n    \"metadata\": {\n        "
         "\"resourceVersion\": \"\"\n    }\n}\n",
         "{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n        {\n            \"a\": 1\n        }"},
        {Format::Kind::yaml, "apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: \"\"\n",
         "apiVersion: v1\nitems:\n- a: 1\n- b: 2\nkind: List\nmetadata:\n  resourceVersion: \"\"\n",
         "apiVersion: v1\nitems:\n- a: 1\n"},
    };
    for (const auto& row : rows) {
        Format format;
        format.kind = row.kind;
        JsonTree tree;
        StringOutput none, two, open;
        make_object_printer(format, none)->end_list();
        CHECK(none.text() == row.none);
        const auto printer = make_object_printer(format, two);
        printer->element(tree.parse(R"({"a":1})"));
        printer->element(tree.parse(R"({"b":2})"));
        printer->end_list();
        CHECK(two.text() == row.two);
        make_object_printer(format, open)->element(tree.parse(R"({"a":1})"));
        CHECK(open.text() == row.open);
    }
}

TEST_CASE("-o name") {
    JsonTree tree;
    CHECK(object_name(tree.parse(R"({"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"}})")) == "pod/a");
    CHECK(object_name(tree.parse(R"({"kind":"Deployment","apiVersion":"apps/v1","metadata":{}})")) ==
          "deployment.apps/<unknown>");
    CHECK_THROWS_AS(object_name(tree.parse("{}")), Error);
}
