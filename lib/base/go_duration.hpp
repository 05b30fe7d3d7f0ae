// Durations as Go reads them from flags.
#pragma once

#include <chrono>
#include <string_view>

namespace yare {

/// Go's time.ParseDuration: `1h15m30.918s`, `-1.5h`, `0`. Throws UsageError in its words (`time: missing unit
/// in duration "5"`).
std::chrono::nanoseconds parse_go_duration(std::string_view text);

}  // namespace yare
