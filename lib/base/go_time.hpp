// Points in time as Go reads and writes them.
#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"

namespace yare {

/// Go's time.Parse(time.RFC3339, text): takes what parse_rfc3339 takes. Throws UsageError in its words
/// (`parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"`).
Moment parse_go_time(std::string_view text);

/// RFC 3339 in UTC without a fraction, which is dropped: how meta/v1 Time travels
/// (`2026-11-22T10:00:00Z`).
std::string format_go_time(Moment time);

/// Quotes of Go's package time: every byte beyond printable ASCII as \xNN.
std::string go_time_quote(std::string_view text);

}  // namespace yare
