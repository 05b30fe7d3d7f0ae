// The names of HTTP statuses.
#pragma once

#include <string>

namespace yare {

/// `404 Not Found`, with Go's http.StatusText; the number alone and a space behind it when it has none there.
std::string status_text(int status);

}  // namespace yare
