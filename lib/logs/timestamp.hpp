// The time that a kubelet writes in front of each line of a log when it is asked to (timestamps=true).
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace yare {

/// As precise as container runtimes note it.
using LogTime = std::chrono::sys_time<std::chrono::nanoseconds>;

struct StampedLine {
    std::optional<LogTime> time;  // nothing: the line begins with no timestamp
    std::string_view stamp;       // the timestamp as it came, without the space behind it
    std::string_view message;     // the rest; all of a line without a timestamp
};

/// Takes a line apart. A timestamp is RFC 3339 with up to nine digits of fraction and `Z` or an offset
/// (Kubernetes pkg/kubelet/kuberuntime/logs: RFC3339NanoFixed, in the node's time zone), followed by a space
/// or the end of the line.
StampedLine split_stamp(std::string_view line);

}  // namespace yare
