// -o jsonpath, jsonpath-file, jsonpath-as-json.
#pragma once

#include <memory>
#include <string_view>

#include "base/streams.hpp"
#include "output/jsonpath/jsonpath.hpp"
#include "output/objects.hpp"

namespace yare {

struct JsonPathPrinterOptions {
    bool allow_missing_keys = true;
    bool as_json = false;             // jsonpath-as-json
    bool numbers_are_floats = false;  // for objects that kubectl makes itself
    bool keep_elements = false;       // never element by element, even where the template allows it
};

/// Prints what a template finds; a list is printed as if the template were evaluated over the whole v1 List.
/// Where it looks at `.items[*]` (or at some of them from the front, or at those that pass a filter) and what
/// it finds there, elements are printed as they come and forgotten; else their JSON is kept to end_list().
///
/// Throws UsageError for a bad template, in kubectl's words with the place behind them: `error parsing
/// jsonpath
/// {.a[, unterminated array (at character 4: "[")`. The printer throws Error when the template fails, `error
/// executing jsonpath "{.a}": a is not found`: for a list maybe only at its end, when something has been
/// written. `out` must outlive the printer.
std::unique_ptr<ObjectPrinter> make_jsonpath_printer(std::string_view text,
                                                     const JsonPathPrinterOptions& options, Output& out);

}  // namespace yare
