#include "schema/word_wrap.hpp"

#include <doctest/doctest.h>

using namespace yare;

namespace {
using Lines = std::vector<std::string>;
}

// The expected lines are those of kubectl/pkg/explain/formatter_test.go and of runs of kubectl 1.36.
TEST_CASE("paragraphs are filled, and what looks like a list stays one") {
    CHECK(fill_lines("", 10).empty());
    CHECK(fill_lines("  \n\n", 10).empty());
    CHECK(fill_lines("Test this string that is too long", 12) ==
          Lines{"Test this", "string that", "is too long"});
    CHECK(fill_lines("Averyveryverylongword b", 5) == Lines{"Averyveryverylongword", "b"});
    CHECK(fill_lines("joined\nlines  here", 40) == Lines{"joined lines here"});
    CHECK(fill_lines("first\n\nsecond\n\n\nthird", 40) == Lines{"first", "second", "", "", "third"});
    CHECK(fill_lines("one\n- two\n* three\n1. four\n22 five\n1) six\n-seven", 60) ==
          Lines{"one", "- two", "* three", "1. four", "22 five 1) six -seven"});
    CHECK(fill_lines("code:\n    a  b\n        c\nrest", 60) ==
          Lines{"code:", "    a  b", "        c", "rest"});
    CHECK(fill_lines("as follows:\nnext", 60) == Lines{"as follows:", "next"});
    CHECK(fill_lines("aaaa bbbb:\nnext", 6) == Lines{"aaaa", "bbbb:", "next"});
}

TEST_CASE("words are wrapped and line ends kept") {
    CHECK(wrap_words("", 10).empty());
    CHECK(wrap_words("one two three", 8) == "one two\nthree");
    CHECK(wrap_words("one\n\n  two\n", 20) == "one\n\n  two\n");
    CHECK(wrap_words("averyverylongword", 5) == "averyverylongword");
    CHECK(wrap_words("a averyverylongword", 5) == "a\naveryverylongword");
    CHECK(wrap_words("trailing   ", 20) == "trailing   ");
    CHECK(wrap_words("äöü äöü", 7) == "äöü äöü");
    CHECK(wrap_words("aaa\xc2\xa0"
                     "bbb ccc",
                     5) ==
          "aaa\xc2\xa0"
          "bbb\nccc");
    CHECK(wrap_words("\xff\xfe x", 3) == "\xff\xfe\nx");
}

TEST_CASE("every line is indented, empty ones too") {
    CHECK(indent_lines("a\n\nb\n", 2) == "  a\n  \n  b\n  ");
}
