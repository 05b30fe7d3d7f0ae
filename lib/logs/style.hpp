// How lines of logs are to look.
#pragma once

#include <optional>
#include <vector>

#include "base/regex.hpp"
#include "logs/timestamp.hpp"

namespace yare {

struct LogStyle {
    bool stamped = false;      // lines come with timestamps in front
    bool show_stamps = false;  // which are shown
    bool prefix = false;       // `[pod/NAME/CONTAINER] ` before each line
    bool json = false;         // one object a line: pod, container, timestamp, message
    bool harmless = false;     // control characters cannot drive a terminal; colours (SGR) stay where `color`
    bool color = false;        // prefixes and matches may be coloured
    std::vector<Regex> include = {};  // one of them must match the message; none: any message will do
    std::vector<Regex> exclude = {};  // none of them may
    std::optional<Regex> highlight = {};
    std::optional<LogTime> until = {};  // only lines from before it

    /// Whether bytes may be handed on as they come, without a look at lines.
    bool is_verbatim() const {
        return !prefix && !json && !harmless && include.empty() && exclude.empty() && !until &&
               !(highlight && color) && (!stamped || show_stamps);
    }
};

}  // namespace yare
