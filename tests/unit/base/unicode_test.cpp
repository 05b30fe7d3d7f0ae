#include "base/unicode.hpp"

#include <doctest/doctest.h>

#include "base/json_tree.hpp"
#include "base/text.hpp"

using namespace yare;

TEST_CASE("characters have the classes of Go 1.27") {
    struct Row {
        char32_t code;
        bool printable, letter, number;
    };
    const Row rows[] = {
        {U' ', true, false, false},     {U'\t', false, false, false},   {U'~', true, false, false},
        {0x7f, false, false, false},    {U'a', true, true, false},      {U'Z', true, true, false},
        {U'0', true, false, true},      {U'_', true, false, false},     {0x85, false, false, false},
        {0xa0, false, false, false},    {0xaa, true, true, false},      {0xad, false, false, false},
        {0xb2, true, false, true},      {0xdf, true, true, false},      {0x301, true, false, false},
        {0x378, false, false, false},   {0x663, true, false, true},     {0x1680, false, false, false},
        {0x200b, false, false, false},  {0x2028, false, false, false},  {0x202e, false, false, false},
        {0x2160, true, false, true},    {0x3000, false, false, false},  {0x4e2d, true, true, false},
        {0xd7ff, false, false, false},  {0xe000, false, false, false},  {0xfeff, false, false, false},
        {0xfffd, true, false, false},   {0xffff, false, false, false},  {0x1d54f, true, true, false},
        {0x1f600, true, false, false},  {0x1fadf, true, false, false},  {0x33479, true, true, false},
        {0x3347a, false, false, false}, {0x10ffff, false, false, false}};
    for (const auto& row : rows) {
        CAPTURE(static_cast<unsigned>(row.code));
        CHECK(is_printable(row.code) == row.printable);
        CHECK(is_letter(row.code) == row.letter);
        CHECK(is_number(row.code) == row.number);
    }
}

TEST_CASE("what Go quotes as it is and what it escapes") {
    CHECK(go_quote("\u0378\u1680\u2028\u00ad") == R"("\u0378\u1680\u2028\u00ad")");
    CHECK(go_quote("\u4e2d\U0001f600\u0301\u2026") == "\"\u4e2d\U0001f600\u0301\u2026\"");
}

TEST_CASE("upper case goes character by character") {
    struct Row {
        const char* text;
        const char* expected;
    };
    const Row rows[] = {
        {"", ""},
        {"aZ_9", "AZ_9"},
        {"gr\u00f6\u00dfe", "GR\u00d6\u00dfE"},
        {"\u00ff\u0101\u0131\u017f\u01c6\u01c5", "\u0178\u0100IS\u01c4\u01c4"},
        {"\u03b1\u0390\ufb01\u10d0\u2170", "\u0391\u0390\ufb01\u1c90\u2160"},
        {"\u4e2d\U00010428\U0001e922", "\u4e2d\U00010400\U0001e900"},
        {"a\xff"
         "b\xe4\xb8",
         "A\ufffdB\ufffd\ufffd"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(go_upper(row.text) == row.expected);
    }
}

TEST_CASE("what comes out of JSON is well-formed, keys too") {
    JsonTree tree;
    const JsonValue value = tree.parse("{\"a\xff\":\"b\xe4\xb8\",\"c\\n\xff\":\"\\ud800\\n\xed\xa0\x80\"}");
    CHECK(value.first().key() == "a\ufffd");
    CHECK(value.first().text() == "b\ufffd\ufffd");
    CHECK(value.first().next().key() == "c\n\ufffd");
    CHECK(value.first().next().text() == "\ufffd\n\ufffd\ufffd\ufffd");
}
