#include "request/label_selector.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace yare;

TEST_CASE("selectors match as the server's do") {
    const std::map<std::string, std::string> labels = {
        {"app", "web"}, {"tier", ""}, {"n", "7"}, {"x.io/a", "b"}};
    struct Row {
        const char* selector;
        bool expected;
    };
    const Row rows[] = {
        {"", true},
        {"app", true},
        {"!app", false},
        {"nope", false},
        {"!nope", true},
        {"app=web", true},
        {"app==web", true},
        {"app = web", true},
        {"app=db", false},
        {"app!=db", true},
        {"app!=web", false},
        {"nope!=web", true},
        {"app in (db,web)", true},
        {"app in (db)", false},
        {"app notin (db)", true},
        {"nope notin (db)", true},
        {"app in(web)", true},
        {"tier=", true},
        {"tier in ()", true},
        {"n>6", true},
        {"n>7", false},
        {"n<8", true},
        {"app>1", false},
        {"app=web,n=7", true},
        {"app=web, n=8", false},
        {"x.io/a=b", true},
        {" app = web , !nope ", true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.selector);
        CHECK(LabelSelector(row.selector).matches(labels) == row.expected);
    }
}

TEST_CASE("what is no selector is refused, naming it") {
    for (const char* bad :
         {"=", "a=b c", "a b", "a in", "a in (b", "a in b", ",", "a,,b", "a,", "!", "a>x", "(a)"}) {
        CAPTURE(bad);
        CHECK_THROWS_WITH_AS(LabelSelector{bad}, doctest::Contains("is not valid"), UsageError);
    }
}

// apimachinery's words (1.36), as kubectl prints them.
TEST_CASE("what is wrong with a selector is told in kubectl's words") {
    struct Row {
        const char* selector;
        const char* words;
    };
    for (const Row& row : {
             Row{"=", "found '=', expected: !, identifier, or 'end of string'"},
             Row{"!", "unable to parse requirement: found '', expected: identifier"},
             Row{"a,,b", "found ',', expected: identifier after ','"},
             Row{"a,", "found '', expected: identifier after ','"},
             Row{"a=b=c", "found '=', expected: ',' or 'end of string'"},
             Row{"a==b==c", "found '==', expected: ',' or 'end of string'"},
             Row{"a=b c", "found 'c', expected: ',' or 'end of string'"},
             Row{"a in b", "unable to parse requirement: found 'b' expected: '('"},
             Row{"a in (", "unable to parse requirement: found '', expected: ',', ')' or identifier"},
             Row{"a in (b", "unable to parse requirement: found '', expected: ',' or ')'"},
             Row{"a in (b,", "unable to parse requirement: found '', expected: ',', or identifier"},
             Row{"a in (b c)", "unable to parse requirement: found 'c', expected: ',' or ')'"},
             Row{"a>x",
                 "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, "
                 "the "
                 "value must be an integer"},
         }) {
        CAPTURE(row.selector);
        const std::string words =
            "the provided selector \"" + std::string(row.selector) + "\" is not valid: " + row.words;
        CHECK_THROWS_WITH_AS(LabelSelector{row.selector}, words.c_str(), UsageError);
    }
}
