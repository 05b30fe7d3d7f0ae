// What servers before 1.34 write for a time that is not set.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// The JSON `text` without members `"creationTimestamp":null`, which a typed client of today does not print.
/// They must stand without white space, as the API server writes them; others stay.
std::string without_empty_times(std::string_view text);

}  // namespace yare
