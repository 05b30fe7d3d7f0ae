#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "output/template/execution.hpp"
#include "output/template/go_template.hpp"

namespace {

std::string repeat(const std::string& text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += text;
    }
    return out;
}

struct Printed {
    std::string out;
    std::string error;
};

Printed print(const std::string& text, const std::string& object) {
    yare::StringOutput out;
    yare::JsonTree tree;
    try {
        yare::make_template_printer(text, true, out)->single(tree.parse(object));
    } catch (const yare::Error& error) {
        return {out.text(), error.what()};
    }
    return {out.text(), ""};
}

std::string error_of(const std::string& text) { return print(text, "{}").error; }

// Counts bytes, and refuses more than some.
class CountingOutput : public yare::Output {
  public:
    explicit CountingOutput(std::size_t most) : most_(most) {}
    void write(std::string_view bytes) override {
        written_ += bytes.size();
        longest_ = std::max(longest_, bytes.size());
        if (written_ > most_) {
            throw yare::BrokenPipe();
        }
    }
    std::size_t written() const { return written_; }
    std::size_t longest() const { return longest_; }

  private:
    std::size_t most_;
    std::size_t written_ = 0;
    std::size_t longest_ = 0;
};

}  // namespace

TEST_CASE("go-template: which templates print a list as it arrives") {
    const std::vector<std::string> streamed = {
        "{{range .items}}{{.}}{{end}}",
        "{{range $i, $e := .items}}{{$i}}{{$e}}{{else}}{{.kind}}{{end}}",
        "{{.kind}}{{range $.items}}{{$.kind}}{{$.metadata}}{{end}}{{.metadata}}",
        "{{if .kind}}{{range .items}}{{end}}{{else}}{{.apiVersion}}{{end}}",
        "{{with .metadata}}{{.}}{{range $.items}}{{.}}{{end}}{{end}}",
        "{{define \"x\"}}{{.}}{{$}}{{end}}{{range .items}}{{template \"x\" .}}{{end}}",
        "{{range .items}}{{block \"x\" .}}{{.items}}{{$.items}}{{end}}{{end}}",
        "{{range .metadata}}{{else}}{{range .items}}{{end}}{{end}}",
        "{{range .items}}{{range .items}}{{.}}{{end}}{{end}}",
        "{{.kind}}",
        "text",
    };
    const std::vector<std::string> kept = {
        "{{len .items}}",
        "{{.}}",
        "{{$}}",
        "{{$x := $}}{{range .items}}{{end}}",
        "{{range .items}}{{$.items}}{{end}}",
        "{{range .items}}{{$}}{{end}}",
        "{{range .items}}{{end}}{{range .items}}{{end}}",
        "{{range .items}}{{end}}{{if .items}}{{end}}",
        "{{range 2}}{{range $.items}}{{end}}{{end}}",
        "{{range .items}}{{range $.items}}{{end}}{{end}}",
        "{{range (.items)}}{{end}}",
        "{{range slice .items 0 1}}{{end}}",
        "{{range .items.x}}{{end}}",
        "{{(.).kind}}",
        "{{with .}}{{.kind}}{{end}}",
        "{{block \"x\" .}}{{end}}",
        "{{range .items}}{{end}}{{template \"output\" .kind}}",
        "{{range .items}}{{end}}{{define \"x\"}}{{template \"output\"}}{{end}}",
    };
    for (const auto& text : streamed) {
        CAPTURE(text);
        CHECK(yare::GoTemplate::parse(text).streams());
    }
    for (const auto& text : kept) {
        CAPTURE(text);
        CHECK_FALSE(yare::GoTemplate::parse(text).streams());
    }
}

TEST_CASE("go-template: elements are printed when they come, and not kept") {
    yare::StringOutput out;
    const auto printer = yare::make_template_printer("<{{range .items}}{{.n}};{{end}}>", true, out);
    for (int i = 0; i < 3; ++i) {
        const std::string text = R"({"n":)" + std::to_string(i) + "}";
        yare::JsonTree tree;
        printer->element(tree.parse(text));
        CHECK(out.text() == "<" + std::string("0;1;2;").substr(0, static_cast<std::size_t>(i + 1) * 2));
    }
    printer->end_list();
    CHECK(out.text() == "<0;1;2;>");
}

TEST_CASE("go-template: an error names the text, and ends a list but not other objects") {
    yare::JsonTree tree;
    const auto good = tree.parse(R"({"m":{"x":1}})");
    yare::JsonTree other;
    const auto bad = other.parse(R"({"m":"s"})");
    const std::string text = "a{{range .items}}\"{{.m.x}}{{end}}\n";
    const std::string message =
        R"(error executing template "a{{range .items}}\"{{.m.x}}{{end}}\n": template: output:1:22: executing "output" )"
        R"(at <.m.x>: can't evaluate field x in type interface {})";
    for (const auto way : {yare::ListWay::streamed_where_possible, yare::ListWay::whole}) {
        yare::StringOutput out;
        const auto printer = yare::make_template_printer(text, true, out, way);
        const auto all = [&] {
            printer->element(good);
            printer->element(bad);
            printer->end_list();
        };
        CHECK_THROWS_WITH_AS(all(), message.c_str(), yare::Error);
        printer->element(good);
        printer->end_list();
        CHECK(out.text() == "a\"1\"");
    }

    yare::StringOutput out;
    const auto printer = yare::make_template_printer("{{.m.x}}\n", true, out);
    printer->document(good);
    CHECK_THROWS_AS(printer->document(bad), yare::Error);
    printer->document(good);
    CHECK(out.text() == "1\n1\n");
}

TEST_CASE("go-template: bounds") {
    // Depth is memory, not stack.
    CHECK(error_of(R"({{define "x"}}{{if true}}{{template "x"}}{{end}}{{end}}{{template "x"}})")
              .ends_with("exceeded maximum template depth (100000)"));
    const std::string nested = repeat("{{if true}}", 50) + R"({{template "x"}})" + repeat("{{end}}", 50);
    CHECK(error_of(R"({{define "x"}})" + nested + R"({{end}}{{template "x"}})")
              .ends_with("exceeded maximum nesting (1000000)"));
    const std::string variables = repeat("{{$x := 1}}", 20) + R"({{template "x"}})";
    CHECK(error_of(R"({{define "x"}})" + variables + R"({{end}}{{template "x"}})")
              .ends_with("more than 1000000 variables"));

    const auto parens = [](std::size_t count) {
        return "{{" + repeat("(", count) + "1" + repeat(")", count) + "}}";
    };
    CHECK(print(parens(500), "{}").out == "1");
    CHECK(error_of(parens(501)) == "template: output:1: max expression depth exceeded");
    CHECK(error_of(parens(100000)) == "template: output:1: max expression depth exceeded");
    CHECK(error_of(repeat("{{if true}}", 100000)) == "template: output:1: max expression depth exceeded");
    CHECK(error_of(repeat("{{block \"x\" .}}", 100000)) ==
          "template: output:1: max expression depth exceeded");
    CHECK(print("{{if 0}}" + repeat("{{else if 0}}", 20000) + "{{else}}e{{end}}", "{}").out == "e");
    CHECK(error_of("{{if 0}}" + repeat("{{else if 0}}", 200000) + "{{end}}") ==
          "template: output:1: max expression depth exceeded");

    CHECK(error_of(R"({{$x := "0123456789abcdef"}}{{range 30}}{{$x = printf "%s%s" $x $x}}{{end}})")
              .ends_with("error calling printf: text longer than 268435456 bytes"));
    CHECK(error_of(R"({{$x := printf ")" + repeat("%1000000d", 300) + R"(" 1}})").find("%!d(MISSING)") ==
          std::string::npos);
    CHECK(print(R"({{printf "%100000000d" 1}})", "{}").out == "%!(NOVERB)%!(EXTRA int=1)");
    CHECK(print(R"({{len (printf "%1000000d" 1)}})", "{}").out == "1000000");

    const std::string deep = repeat("[", 9999) + repeat("]", 9999);
    CHECK(print("{{.x}}", R"({"x":)" + deep + "}").out == deep);
}

TEST_CASE("go-template: a long range is printed as it goes") {
    CountingOutput out(1 << 20);
    yare::JsonTree tree;
    const auto printer = yare::make_template_printer("{{range 1000000000000}}{{.}} {{end}}", true, out);
    CHECK_THROWS_AS(printer->single(tree.parse("{}")), yare::BrokenPipe);
    CHECK(out.longest() < 64 * 1024);
}

TEST_CASE("go-template: a number that no float64 holds") {
    yare::JsonTree tree;
    yare::StringOutput out;
    CHECK_THROWS_WITH_AS(
        yare::make_template_printer("{{.x}}", true, out)->single(tree.parse(R"({"x":1e999})")),
        "json: cannot unmarshal number 1e999 into Go value of type float64", yare::Error);
}
