// -o custom-columns and custom-columns-file (kubectl/pkg/cmd/get/customcolumn.go).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/streams.hpp"
#include "output/jsonpath/jsonpath.hpp"
#include "output/objects.hpp"

namespace yare {

struct CustomColumn {
    std::string header;
    JsonPath path;
};

/// From `NAME:.metadata.name,IMAGE:.spec.image`. Throws UsageError in kubectl's words; for a bad path with
/// its place: `unterminated array (at character 3: "[")`, counted in the path in braces.
std::vector<CustomColumn> parse_custom_columns(std::string_view spec);

/// From a file's text: a line of headers, a line of paths, both apart by white space. Throws UsageError.
std::vector<CustomColumn> parse_custom_columns_file(std::string_view text);

/// Prints a line for each object, columns aligned: those of a list together at its end, of which only the
/// cells are kept; single() and each document() at once. A missing value is `<none>`, several are joined by
/// commas, and all are printed as Go's fmt does. The header stands once in front of all. When a path fails,
/// what was printed before goes out as with kubectl, and Error says why. `out` must outlive the printer.
std::unique_ptr<ObjectPrinter> make_custom_columns_printer(std::vector<CustomColumn> columns, bool no_headers,
                                                           Output& out);

}  // namespace yare
