#include "output/custom_columns.hpp"

#include <doctest/doctest.h>

namespace {

std::string error_of_file(const std::string& text) {
    try {
        yare::parse_custom_columns_file(text);
    } catch (const yare::UsageError& error) {
        return error.what();
    }
    return "";
}

std::string table(const std::string& spec, const std::string& list, bool no_headers = false) {
    yare::StringOutput out;
    const auto printer = yare::make_custom_columns_printer(yare::parse_custom_columns(spec), no_headers, out);
    yare::JsonTree tree;
    for (auto each = tree.parse(list).first(); each; each = each.next()) {
        printer->element(each);
    }
    printer->end_list();
    return out.text();
}

}  // namespace

TEST_CASE("custom columns from a file") {
    const auto columns =
        yare::parse_custom_columns_file("NAME\t IMAGE\u00a0X\r\n{metadata.name} .spec.image\v kind\nmore");
    REQUIRE(columns.size() == 3);
    CHECK(columns[0].header == "NAME");
    CHECK(columns[1].header == "IMAGE");
    CHECK(columns[2].header == "X");
    yare::JsonTree tree;
    yare::StringOutput out;
    yare::make_custom_columns_printer(columns, false, out)
        ->single(tree.parse(R"({"metadata":{"name":"n"},"spec":{"image":"i"},"kind":"K"})"));
    CHECK(out.text() == "NAME   IMAGE   X\nn      i       K\n");

    constexpr const char* k_expected =
        " line. Expected format is one line of space separated headers, one line of space separated column "
        "specs.";
    CHECK(error_of_file("") == std::string("invalid template, missing header") + k_expected);
    CHECK(error_of_file("A B") == std::string("invalid template, missing spec") + k_expected);
    CHECK(error_of_file("A B\n.a") == "number of headers (2) and field specifications (1) don't match");
    CHECK(error_of_file("A\n.a}").find("unexpected path string") == 0);
    CHECK(error_of_file("A\n.a[").find("unterminated array (at character 4: ") == 0);
}

TEST_CASE("custom columns without headers, and of nothing") {
    CHECK(table("A:.a,B:.b", R"([{"a":1,"b":"x"},{"a":22}])", true) == "1     x\n22    <none>\n");
    CHECK(table("A:.a,B:.b", "[]") == "A     B\n");
    CHECK(table("A:.a", "[]", true) == "");
}

TEST_CASE("custom columns print maps by key and Go's values") {
    CHECK(table("A:.a", R"([{"a":{"z":1,"b":[true,null,1.5,"x y"],"é":{}}}])") ==
          "A\nmap[b:[true <nil> 1.5 x y] z:1 é:map[]]\n");
    CHECK(table("A:.a.*", R"([{"a":{"z":1,"b":2}}])") == "A\n2,1\n");
}

TEST_CASE("custom columns escape what drives a terminal, as kubectl does") {
    CHECK(table("A:.a,B:.b", R"([{"a":"\u001b[31m\r","b":"x"}])") == "A          B\n^[[31m\\r   x\n");
    CHECK(table("A:.a,B:.b", R"([{"a":"1\n22222222","b":"x"},{"a":"3","b":"y"}])") ==
          "A     B\n1\n22222222   x\n3          y\n");
}

// Recorded from kubectl: a form feed ends the block of lines whose columns are as wide as each other's.
TEST_CASE("custom columns break lines as tabwriter does") {
    CHECK(
        table("A:.a,B:.b,C:.c", R"([{"a":"1","b":"x","c":"one"},{"a":"2\f222222222222","b":"y\fz","c":"two"},
{"a":"3","b":"\twide tab\nq","c":"three"},{"a":"44444444444444444444","b":"r","c":"four"}])") ==
        "A     B     C\n1     x     one\n2\n222222222222   y\nz                      two\n"
        "3                            wide tab\nq                      three\n44444444444444444444   r     "
        "four\n");
}

TEST_CASE("custom columns print what went before an error") {
    yare::StringOutput out;
    const auto printer = yare::make_custom_columns_printer(yare::parse_custom_columns("A:.a[0]"), false, out);
    yare::JsonTree tree;
    printer->element(tree.parse(R"({"a":[1]})"));
    CHECK(out.text() == "");
    CHECK_THROWS_WITH_AS(printer->element(tree.parse(R"({"a":5})")), "int64 is not array or slice",
                         yare::Error);
    CHECK(out.text() == "A\n1\n");
}

TEST_CASE("custom columns of a watch keep their widths and one header") {
    yare::StringOutput out;
    const auto printer =
        yare::make_custom_columns_printer(yare::parse_custom_columns("A:.a,B:.b"), false, out);
    yare::JsonTree tree;
    for (const char* object : {R"({"a":"1234567890","b":1})", R"({"a":"1","b":2})"}) {
        printer->document(tree.parse(object));
    }
    CHECK(out.text() == "A            B\n1234567890   1\n1            2\n");
}
