#include "output/format.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace yare;
using Kind = Format::Kind;

namespace {

struct Chosen {
    const char* output;
    const char* expression;  // of --template
    FormatSet set;
    Kind kind;
    const char* wanted;
    const char* file;
};

std::string refusal(const char* output, const char* expression, FormatSet set) {
    Format format;
    try {
        read_output(format, output, expression, set);
    } catch (const Error& error) {
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("-o and --template choose a format and its expression") {
    constexpr auto reading = FormatSet::reading;
    constexpr auto changing = FormatSet::changing;
    const Chosen cases[] = {
        {"", "", reading, Kind::table, "", ""},
        {"", "", changing, Kind::table, "", ""},
        {"wide", "", reading, Kind::wide, "", ""},
        {"json", "", changing, Kind::json, "", ""},
        {"JSON", "", reading, Kind::json, "", ""},
        {"KYaml", "", reading, Kind::kyaml, "", ""},
        {"Name", "", changing, Kind::name, "", ""},
        {"json", "{{.x}}", reading, Kind::json, "", ""},
        {"wide", "{{.x}}", reading, Kind::wide, "", ""},
        {"", "{{.x}}", reading, Kind::go_template, "{{.x}}", ""},
        {"", "{{.x}}", changing, Kind::go_template, "{{.x}}", ""},
        {"jsonpath={.x}", "", changing, Kind::jsonpath, "{.x}", ""},
        {"jsonpath={.x=y}", "", reading, Kind::jsonpath, "{.x=y}", ""},
        {"jsonpath", "{.x}", reading, Kind::jsonpath, "{.x}", ""},
        {"jsonpath-as-json={.x}", "", reading, Kind::jsonpath_as_json, "{.x}", ""},
        {"jsonpath-file=a=b", "", reading, Kind::jsonpath, "", "a=b"},
        {"jsonpath-file", "a", changing, Kind::jsonpath, "", "a"},
        {"go-template={{.x}}", "", changing, Kind::go_template, "{{.x}}", ""},
        {"template={{.x}}", "", reading, Kind::go_template, "{{.x}}", ""},
        {"templatefile=a", "", reading, Kind::go_template, "", "a"},
        {"go-template-file=a", "", changing, Kind::go_template, "", "a"},
        {"custom-columns=A:.a", "", reading, Kind::custom_columns, "A:.a", ""},
        {"custom-columns", "A:.a", reading, Kind::custom_columns, "A:.a", ""},
        {"custom-columns-file=a", "", reading, Kind::custom_columns, "", "a"},
    };
    for (const auto& each : cases) {
        CAPTURE(each.output);
        CAPTURE(each.expression);
        Format format;
        read_output(format, each.output, each.expression, each.set);
        CHECK(format.kind == each.kind);
        CHECK(format.expression == each.wanted);
        CHECK(format.expression_file == each.file);
    }
}

TEST_CASE("what is no format is refused in kubectl's words") {
    const std::string reading =
        ", allowed formats are: "
        "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,"
        "jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml";
    const std::string changing =
        ", allowed formats are: "
        "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,"
        "name,template,templatefile,yaml";
    const std::string unable = "unable to match a printer suitable for the output format ";
    for (const char* output :
         {"x", "Wide", "JSONPATH={.a}", "wide=x", "json=", "name,x", "=x", "custom", "jsonpath "}) {
        CAPTURE(output);
        CHECK(refusal(output, "", FormatSet::reading) == unable + '"' + output + '"' + reading);
        CHECK(refusal(output, "", FormatSet::changing) == unable + '"' + output + '"' + changing);
    }
    for (const char* output : {"wide", "custom-columns=A:.a", "custom-columns"}) {
        CHECK(refusal(output, "", FormatSet::changing) == unable + '"' + output + '"' + changing);
    }
    CHECK(refusal("jsonpath={.a}", "{.b}", FormatSet::reading) == unable + "\"jsonpath={.a}\"" + reading);
    for (const char* output : {"jsonpath", "jsonpath=", "go-template", "templatefile=", "jsonpath-as-json"}) {
        CHECK(refusal(output, "", FormatSet::changing) == "template format specified but no template given");
    }
    CHECK(refusal("custom-columns=", "", FormatSet::reading) ==
          "custom-columns format specified but no custom columns given");
}

TEST_CASE("an expression's file is read, or the call ends before it asks for anything") {
    Format format;
    format.kind = Kind::jsonpath;
    format.expression_file = "/nowhere/at/all";
    CHECK_THROWS_WITH(
        prepare_format(format),
        "error reading --template /nowhere/at/all, open /nowhere/at/all: no such file or directory");
    format.kind = Kind::custom_columns;
    CHECK_THROWS_WITH(
        prepare_format(format),
        "error reading template /nowhere/at/all, open /nowhere/at/all: no such file or directory");
}
