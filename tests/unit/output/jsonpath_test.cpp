// What kubectl's recorded answers (jsonpath_kubectl_test.cpp) do not show: its random order made steady, what
// yare adds, where an error lies, bounds, and which templates go element by element.
#include <doctest/doctest.h>

#include <cmath>

#include "output/jsonpath/list_plan.hpp"
#include "output/jsonpath/printer.hpp"

namespace {

using yare::JsonPath;

constexpr const char* k_list = R"([
  {"metadata":{"name":"a","labels":{"app":"web","tier":"1"}},"spec":{"n":1,"on":true,"c":[{"name":"x","image":"r.io/x:1"}]}},
  {"metadata":{"name":"b","labels":{"app":"db"}},"spec":{"n":2,"on":false,"c":[{"name":"y"},{"name":"z","image":"q.io/z"}]}},
  {"metadata":{"name":"c"},"spec":{"n":30,"c":[]}}
])";

// Prints the elements of `list`, in both ways.
std::string printed(const std::string& path, const std::string& list = k_list, bool allow = true) {
    std::string answers[2];
    for (const bool keep : {false, true}) {
        yare::StringOutput out;
        yare::JsonPathPrinterOptions options;
        options.keep_elements = keep;
        options.allow_missing_keys = allow;
        try {
            const auto printer = yare::make_jsonpath_printer(path, options, out);
            yare::JsonTree tree;
            for (auto each = tree.parse(list).first(); each; each = each.next()) {
                printer->element(each);
            }
            printer->end_list();
            answers[keep ? 1 : 0] = out.text();
        } catch (const yare::Error& error) {
            answers[keep ? 1 : 0] = std::string("error: ") + error.what();
        }
    }
    CHECK(answers[0] == answers[1]);
    return answers[0];
}

std::string alone(const std::string& path, const std::string& object,
                  yare::JsonPathPrinterOptions options = {}) {
    yare::StringOutput out;
    yare::JsonTree tree;
    yare::make_jsonpath_printer(path, options, out)->single(tree.parse(object));
    return out.text();
}

std::string failure(const std::string& path, const std::string& object = "{}") {
    try {
        alone(path, object);
    } catch (const yare::Error& error) {
        return error.what();
    }
    return "";
}

std::string names_where(const std::string& condition) {
    return printed("{.items[?(" + condition + ")].metadata.name}");
}

bool is_streamed(const std::string& path) {
    const JsonPath parsed = JsonPath::parse(path);
    return yare::jsonpath::plan_list(parsed.parsed()).has_value();
}

std::string nested(std::size_t depth, const std::string& open, const std::string& inside,
                   const std::string& close) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) {
        text += open;
    }
    text += inside;
    for (std::size_t i = 0; i < depth; ++i) {
        text += close;
    }
    return text;
}

}  // namespace

TEST_CASE("jsonpath goes through maps by key") {
    const std::string object = R"({"b":1,"a":{"d":"x","c":[2]},"é":3,"Z":4,"b":5})";
    CHECK(alone("{.*}", object) == R"(4 {"c":[2],"d":"x"} 5 3)");
    CHECK(alone("{..}", object) == R"({"Z":4,"a":{"c":[2],"d":"x"},"b":5,"é":3} {"c":[2],"d":"x"} [2] x)");
    CHECK(alone("{...*}", object) == R"(4 {"c":[2],"d":"x"} 5 3 [2] x 2 120)");
    CHECK(alone("{..name}", R"({"x":{"name":1},"name":2,"a":[{"name":3}]})") == "2 3 1");
}

TEST_CASE("jsonpath filters: && || ! parentheses and regular expressions") {
    CHECK(names_where("@.spec.n>1 && @.spec.n<30") == "b");
    CHECK(names_where("@.spec.n==1||@.spec.n==30") == "a c");
    CHECK(names_where("@.metadata.labels.app==\"web\" && @.spec.on==true") == "a");
    CHECK(names_where("@.spec.n==1 || @.spec.n==2 && @.spec.on==true") == "a");
    CHECK(names_where("(@.spec.n==1 || @.spec.n==2) && @.spec.on==false") == "b");
    CHECK(names_where("!@.metadata.labels") == "c");
    CHECK(names_where("! @.metadata.labels.tier") == "b c");
    CHECK(names_where("!(@.spec.n==1)") == "b c");
    CHECK(names_where("!(!(@.spec.n==1))") == "a");
    CHECK(names_where("@.spec.on && @.spec.c") == "a b");
    CHECK(names_where("((@.spec.n==2))") == "b");
    CHECK(names_where("@.metadata.name=~/^[ab]$/") == "a b");
    CHECK(names_where("@.metadata.name =~ /B/i") == "b");
    CHECK(names_where("@.metadata.name=~/x/ || @.spec.n==30") == "c");
    CHECK(names_where("!(@.metadata.name=~/a|b/)") == "c");
    CHECK(names_where("@.spec.c[0].image=~/^r\\.io\\//") ==
          "error: error executing jsonpath "
          "\"{.items[?(@.spec.c[0].image=~/^r\\\\.io\\\\//)].metadata.name}\": "
          "array index out of bounds: index 0, length 0");
    CHECK(names_where("@.metadata.labels.app=~/^(web|db)$/ && !(@.spec.n==2)") == "a");
    CHECK(names_where("@.metadata.labels.app =~ /[)\\]]|e/") == "a");
    CHECK(names_where("@.metadata.labels['app']==\"db\" && @.spec.n==2") == "b");
    CHECK(names_where("@.spec.c[?(@.name==\"z\")].image") == "b");
    CHECK(names_where("@.spec.c[?(@.name==\"z\" && @.image=~/q/)] && @.spec.n!=1") == "b");
    CHECK(names_where("@.metadata.name==\"a)\" || @.metadata.name=='c'") == "c");
    CHECK(names_where("@.metadata.name==\"&& || !\" || @.metadata.name==\"b\"") == "b");
    CHECK(names_where("@.spec.n=~/1/").find("incompatible types for comparison") != std::string::npos);
    CHECK(names_where("@.metadata=~/1/").find("invalid type for comparison") != std::string::npos);
    CHECK(names_where("@.nope=~/1/") == "");
    CHECK(printed("{.items[?(@.spec.n>1 && "
                  "@.spec.n<30)].metadata.name}{\"\\n\"}{.items[?(!@.metadata.labels)].spec.n}") == "b\n30");
}

TEST_CASE("jsonpath filters that kubectl can read keep its meaning") {
    const std::string object =
        R"({"l":[{"a&&b":1,"n":"and"},{"n":"a && b"},{"n":"x || !y"},{"a||":{"b":2}},{"t":"=~ /x/"}]})";
    CHECK(alone("{.l[?(@.a&&b)].n}", object) == "and");
    CHECK(alone("{.l[?(@.n==\"a && b\")].n}", object) == "a && b");
    CHECK(alone("{.l[?(@.n=='x || !y')].n}", object) == "x || !y");
    CHECK(alone("{.l[?(@.a||@.b)]}", object) == R"({"a||":{"b":2}})");
    CHECK(alone("{.l[?(@.t==\"=~ /x/\")].t}", object) == "=~ /x/");
}

TEST_CASE("jsonpath says where a template is wrong") {
    CHECK(failure("{.a[") == "error parsing jsonpath {.a[, unterminated array (at character 4: \"[\")");
    CHECK(failure("é{.a} {*}") ==
          "error parsing jsonpath é{.a} {*}, unrecognized character in action: U+002A '*' (at character 8: "
          "\"*}\")");
    CHECK(failure("{.a}{.b") == "error parsing jsonpath {.a}{.b, unclosed action (at character 5: \"{.b\")");
    CHECK(failure("{.a['b{c']}").find("U+007B '{' (at character 7: \"{c']}\")") != std::string::npos);
    CHECK(failure("{.a[0, x]}").find("invalid array index x (at character 8: \"x]}\")") != std::string::npos);
    CHECK(failure("{.a[?(@.b==\"x\\q\")].c}").find("(at character 12: ") != std::string::npos);
    CHECK(failure("{.a[?(@.b==1").find("unterminated filter (at character 4: \"[?(@.b==1\")") !=
          std::string::npos);
    CHECK(failure("{.a}\n{.b\n{.c[0}").find("unclosed action (at line 2, character 4: \"\\n{.c[0}\")") !=
          std::string::npos);
    CHECK(failure("{.a[?(@.b && )]}").find("missing operand (at character 14: \")]}\")") !=
          std::string::npos);
    CHECK(failure("{.a[?(@.b && (@.c]}").find("unterminated filter") != std::string::npos);
    CHECK(failure("{.a[?((@.b==1)]}").find("unterminated filter (at ") != std::string::npos);
    CHECK(failure("{.a[?(@.b =~ /(x/)]}")
              .find("error parsing regexp: missing closing ): `(x` (at character 14: ") != std::string::npos);
    CHECK(failure("{.a[?(@.b =~ x)]}").find("missing regular expression /.../ (at character 14: ") !=
          std::string::npos);
    CHECK(failure("{.a[?(@.b =~ /x)]}").find("unterminated regular expression (at character 14: ") !=
          std::string::npos);
    CHECK_THROWS_AS(JsonPath::parse("{.a"), yare::JsonPathSyntaxError);
}

TEST_CASE("jsonpath fails in kubectl's words, on one line and without the object") {
    CHECK(failure("{.a[0]}", R"({"a":{"secret":"x"}})") ==
          "error executing jsonpath \"{.a[0]}\": map[string]interface {} is not array or slice");
    CHECK(failure("{.a[?(@.b)]}", R"({"a":{"secret":"x"}})") ==
          "error executing jsonpath \"{.a[?(@.b)]}\": map[string]interface {} is not array or slice and "
          "cannot be filtered");
    CHECK(failure("{\"\\n\"}{foo}") ==
          "error executing jsonpath \"{\\\"\\\\n\\\"}{foo}\": unrecognized identifier foo");
    CHECK(printed("{.items[*].metadata.labels.tier}", k_list, false) == "1");
    CHECK(printed("{range .items[*]}{.metadata.labels.tier}{end}", k_list, false).find("tier is not found") !=
          std::string::npos);
}

TEST_CASE("jsonpath numbers have the type that Go gives them") {
    CHECK(alone("{.n}", R"({"n":1000000.0})") == "1e+06");
    CHECK(printed("{.items[*].n}", R"([{"n":1000000.0},{"n":1e3},{"n":-0.0},{"n":1.5}])") ==
          "1000000 1000 0 1.5");
    CHECK(printed("{.items[?(@.n==1)].n}", R"([{"n":1.0}])") == "1");
    CHECK(failure("{.l[?(@.n==1)].n}", R"({"l":[{"n":1.0}]})").find("incompatible types") !=
          std::string::npos);
    CHECK(alone("{.n[*]}", R"({"n":[9223372036854775808,18446744073709551615]})") ==
          "9.223372036854776e+18 1.8446744073709552e+19");
    yare::JsonPathPrinterOptions options;
    options.numbers_are_floats = true;
    CHECK(alone("{.n}", R"({"n":1000000})", options) == "1e+06");
    CHECK(alone("{.l[?(@.n==1.0)].n}", R"({"l":[{"n":1}]})", options) == "1");
    CHECK(failure("{.n}", R"({"n":1e999})").find("json: cannot unmarshal number 1e999") != std::string::npos);
}

TEST_CASE("jsonpath takes elements one by one where it can") {
    for (const char* path : {
             "{.items[*].metadata.name}",
             "{$.items[*].metadata.name}",
             "{['items'][*].metadata.name}",
             "{.items[0]}",
             "{.items[0:5].kind}",
             "{.items[2:]}",
             "{.items[::2].kind}",
             "{.items[0,2].kind}",
             "{.items.*.kind}",
             "{.items[?(@.a==1)].b}",
             "{.items[?(@.a==1 && !@.b)].b}",
             "{.items[*]['metadata.name','kind']}",
             "{.items[*].a[*].b[*]}",
             "{.items[*]..name}",
             "{.items[*].a[-1:]}",
             "text",
             "{.kind}",
             "{\"\\n\"}",
             "{range .items[*]}{.metadata.name}{\"\\t\"}{range .a[*]}{.b}{end}{end}",
             "{range .items[*]}{..name}{@}{.a[-1]}{end}",
             "{range .items[?(@.a)]}{.b}{end}{.kind}{.items[*].c}",
             "{range .kind}{@}{end}",
             "{.items[*].kind 5}",
             "{..name}",
             "{range ..c[*]}{.name}{end}",
             "{.items[-1]}",
             "{.items[-2:].metadata.name}",
             "{.items[-3:-1].spec}",
             "{.items[0,-1].spec.n}",
             "{.items[-3::2].spec.n}",
             "{.items[-1,0]['spec.n','metadata.name']}",
             "{.items[-4:]}",
             "{.items[-2:-2]}",
             "{.items[-1:-2]}",
             "{.items[-2::9223372036854775807]}",
             "{..nope}",
             "{['..name','..image']}",
         }) {
        CAPTURE(path);
        CHECK(is_streamed(path));
        printed(path);
        printed(path, "[]", false);
    }
    for (const char* path : {
             "{.items}",
             "{@}",
             "{}",
             "{..kind}",
             "{..metadata}",
             "{..}",
             "{..[0]}",
             "{.*}",
             "{.items..name}",
             "{.items[-101]}",
             "{.items[-2:2]}",
             "{.items[:-1]}",
             "{['items','kind']}",
             "{['kind','items'][*]}",
             "{range .items}{@}{end}",
             "{range @}{end}",
             "{range .items[*]}{.a}",
             "{.a}{end}",
             "{.items[*] range}{.a}{end}",
             "{.items[*] \"x\"}",
             "{.items[*]['a','b'][*]}",
             "{.items[*] foo}",
             "{.items[9223372036854775807]}",
         }) {
        CAPTURE(path);
        CHECK_FALSE(is_streamed(path));
        printed(path);
    }
}

TEST_CASE("jsonpath writes an element's text when it comes") {
    yare::StringOutput out;
    const auto printer = yare::make_jsonpath_printer("<{range .items[*]}{.n}{end}|{.items[*].n}>",
                                                     yare::JsonPathPrinterOptions{}, out);
    yare::JsonTree tree;
    printer->element(tree.parse(R"({"n":1})"));
    CHECK(out.text() == "<1");
    printer->element(tree.parse(R"({"n":2})"));
    CHECK(out.text() == "<12");
    printer->end_list();
    CHECK(out.text() == "<12|1 2>");
}

TEST_CASE("jsonpath prints unions in kubectl's order, each member over all elements") {
    CHECK(printed("{.items[*]['metadata.name','spec.n']}") == "a b c 1 2 30");
    CHECK(printed("{.items[*]['metadata','spec']['name','n']}") == "a b c 1 2 30");
    CHECK(printed("{range .items[*]['metadata.name','spec.n']}[{@}]{end}") == "[a][b][c][1][2][30]");
    CHECK(printed("{.items[2,0].metadata.name}") == "c a");
    CHECK(printed("{range .items[2,0]}{.metadata.name};{end}") == "c;a;");
    // A list without elements ends a slice for all that follow, as in kubectl.
    CHECK(printed("{.items[*].l[*]}", R"([{"l":[1]},{"l":[]},{"l":[2]}])") == "1");
    CHECK(printed("{range .items[*]}{.l[*]},{end}", R"([{"l":[1]},{"l":[]},{"l":[2]}])") == "1,,2,");
}

TEST_CASE("jsonpath bounds what templates and objects cost") {
    const std::string deep = nested(9000, "[", "1", "]");
    CHECK(alone("{.a..}", "{\"a\":" + nested(300, "[", "1", "]") + "}").size() > 300);
    CHECK(alone("{.a..name}", "{\"a\":" + deep + "}") == "");
    CHECK(alone("{...*...*...*.x}", "{\"a\":" + nested(60, "[", "1", "]") + "}") == "");
    const std::string chain = "{\"a\":" + nested(200, "[", "1", "]") + "}";
    CHECK(failure("{...*...*...*...*}", chain).find("too many results: more than 10000000 values") !=
          std::string::npos);
    CHECK(failure(nested(600, "{range @}", "x", "{end}")).find("ranges nested too deeply") !=
          std::string::npos);
    CHECK(failure(nested(400, "{range @}", "x", "")).find("a range has no end") != std::string::npos);
    CHECK(failure("{[?(" + nested(500, "(", "@", ")") + ")]}").find("template too complex") !=
          std::string::npos);
    CHECK(failure("{[?(" + nested(500, "!", "@", "") + ")]}").find("template too complex") !=
          std::string::npos);
    CHECK(failure("{" + nested(300, "[?(@&& ", "@", " && @)]") + "}").size() < 5000);
    CHECK(failure("{" + nested(5000, "[?(", "@", ")]") + "}").size() < 50000);
    CHECK(alone("{" + nested(20000, ".a", "", "") + "}", "{}") == "");
}

TEST_CASE("relaxed_path completes a path") {
    for (const char* path : {"a.b", ".a.b", "{a.b}", "{.a.b}"}) {
        CHECK(yare::relaxed_path(path) == "{.a.b}");
    }
    CHECK(yare::relaxed_path("") == "");
    CHECK(yare::relaxed_path(".") == "{..}");
    CHECK(yare::relaxed_path("{.}") == "{..}");
    CHECK(yare::relaxed_path("..a") == "{..a}");
    CHECK(yare::relaxed_path("[0]") == "{.[0]}");
    for (const char* path : {"{a.b", "a.b}", "{a}}", "{{a}", "{}", "{", "{a}{b}"}) {
        CAPTURE(path);
        CHECK_THROWS_WITH_AS(
            yare::relaxed_path(path),
            "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or "
            "'{.name1.name2}'",
            yare::UsageError);
    }
}

TEST_CASE("find_results gives handles and literals in groups") {
    yare::JsonTree tree;
    const auto root = tree.parse(R"({"a":[1,"x"]})");
    const JsonPath path = JsonPath::parse("{.a[*]} {5}{1.5}{true}{.nope}");
    const auto groups = path.find_results(root, {});
    REQUIRE(groups.size() == 6);
    CHECK(groups[0].size() == 2);
    CHECK(std::get<yare::JsonValue>(groups[0][1]).text() == "x");
    CHECK(std::get<std::string_view>(groups[1][0]) == " ");
    CHECK(std::get<std::int64_t>(groups[2][0]) == 5);
    CHECK(std::get<double>(groups[3][0]) == 1.5);
    CHECK(std::get<bool>(groups[4][0]));
    CHECK(groups[5].empty());
    CHECK_THROWS_WITH_AS(path.find_results(root, {.allow_missing_keys = false}), "nope is not found",
                         yare::Error);
}
