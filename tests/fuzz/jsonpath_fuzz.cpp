// jsonpath and custom columns: any template on any JSON, and a list element by element as a whole.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "output/custom_columns.hpp"
#include "output/jsonpath/printer.hpp"

namespace {

// What is printed for the elements of `list`; an error counts as its first words.
std::string print(const std::string& path, const yare::JsonValue& list, bool keep_elements, bool flag) {
    yare::StringOutput out;
    yare::JsonPathPrinterOptions options;
    options.keep_elements = keep_elements;
    options.allow_missing_keys = !flag;
    options.as_json = flag;
    try {
        const auto printer = yare::make_jsonpath_printer(path, options, out);
        for (auto element = list.first(); element; element = element.next()) {
            printer->element(element);
        }
        printer->end_list();
    } catch (const yare::Error&) {
        return "error";  // of several errors either way may meet another one first
    }
    return out.text();
}

void try_columns(const std::string& spec, const yare::JsonValue& object) {
    yare::StringOutput out;
    try {
        yare::make_custom_columns_printer(yare::parse_custom_columns(spec), false, out)->single(object);
    } catch (const yare::Error&) {
        // no such columns, or they fail
    }
}

}  // namespace

// The first line is the template, the rest JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto line = text.find('\n');
    const std::string path = text.substr(0, line);
    const std::string json = line == std::string::npos ? "[]" : text.substr(line + 1);
    yare::JsonTree tree;
    yare::JsonValue value;
    try {
        value = tree.parse(json);
    } catch (const yare::Error&) {
        return 0;
    }
    const bool flag = size % 2 == 1;
    if (value.is_array() && print(path, value, false, flag) != print(path, value, true, flag)) {
        std::abort();
    }
    yare::StringOutput out;
    try {
        yare::make_jsonpath_printer(path, {}, out)->single(value);
    } catch (const yare::Error&) {
        // no template, or it fails
    }
    try_columns(path, value);
    try_columns("A:" + path, value);
    return 0;
}
