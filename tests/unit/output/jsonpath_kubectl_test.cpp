// What kubectl has printed for 800 templates and columns, whole and element by element.
#include <doctest/doctest.h>

#include "base/text.hpp"
#include "output/custom_columns.hpp"
#include "output/jsonpath/printer.hpp"
#include "output/jsonpath_cases.hpp"

namespace {

using yare_test::JsonPathCase;

struct Answer {
    std::string out;
    std::string error;
};

std::unique_ptr<yare::ObjectPrinter> printer_for(const JsonPathCase& row, bool keep_elements,
                                                 yare::Output& out) {
    if (row.output == "custom-columns") {
        return yare::make_custom_columns_printer(yare::parse_custom_columns(row.path), false, out);
    }
    yare::JsonPathPrinterOptions options;
    options.allow_missing_keys = row.allow_missing_keys;
    options.as_json = row.output == "jsonpath-as-json";
    options.keep_elements = keep_elements;
    return yare::make_jsonpath_printer(row.path, options, out);
}

Answer ask(const JsonPathCase& row, bool keep_elements) {
    static const auto objects = yare_test::lines_of("jsonpath_objects.jsonl");
    yare::StringOutput out;
    Answer answer;
    try {
        const auto printer = printer_for(row, keep_elements, out);
        const bool is_list = row.on == "list" || row.on == "empty";
        for (const auto& object : objects) {
            yare::JsonTree tree;
            const auto value = tree.parse(object);
            if (row.on == "list") {
                printer->element(value);
            } else if (value.find("metadata").find("name").text() == row.on) {
                printer->single(value);
            }
        }
        if (is_list) {
            printer->end_list();
        }
    } catch (const yare::Error& error) {
        answer.error = error.what();
    }
    answer.out = out.text();
    return answer;
}

// kubectl shows the value where yare shows its type.
bool is_filtered_value(const std::string& error) {
    return error.find("is not array or slice and cannot be filtered") != std::string::npos;
}

std::string without_place(const std::string& error) {
    const auto place = error.rfind(" (at ");
    return place == std::string::npos ? error : error.substr(0, place);
}

// Beyond kubectl: what it refuses and yare takes.
bool is_extension(const JsonPathCase& row) { return row.path == "{.status.conditions[?(!@.n)].type}"; }

}  // namespace

TEST_CASE("jsonpath and custom columns print what kubectl prints") {
    std::size_t rows = 0;
    for (const auto& row : yare_test::jsonpath_cases()) {
        CAPTURE(row.output);
        CAPTURE(row.on);
        CAPTURE(row.path);
        if (is_extension(row)) {
            continue;
        }
        ++rows;
        for (const bool keep_elements : {false, true}) {
            CAPTURE(keep_elements);
            const Answer answer = ask(row, keep_elements);
            if (row.error.empty()) {
                CHECK(answer.error == "");
                CHECK(answer.out == row.out);
            } else if (is_filtered_value(row.error)) {
                CHECK(is_filtered_value(answer.error));
            } else {
                CHECK(without_place(answer.error) == row.error);
            }
        }
    }
    CHECK(rows > 800);
}
