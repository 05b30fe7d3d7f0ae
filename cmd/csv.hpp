// One record of comma separated values, as flags that take lists have it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

/// The fields of the first record in `text`; none for an empty text. `"` around a field keeps commas and line
/// breaks in it, `""` there stands for one. Throws UsageError with the words of Go's encoding/csv.
std::vector<std::string> read_csv_record(std::string_view text);

}  // namespace yare
