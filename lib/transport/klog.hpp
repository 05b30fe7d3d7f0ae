// Lines as k8s.io/klog writes them.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yare {

/// A value as it stands behind its key: `="text"`, for text with newlines `=<` and indented lines, or as
/// given when bare.
struct LogValue {
    std::string text;
    bool bare = false;  // a number
};

/// `I1122 14:01:24.123456   12345 FILE:LINE] "message" key="value" ...`, in local time; may span several
/// lines.
std::string klog_entry(std::chrono::system_clock::time_point when, std::string_view place,
                       std::string_view message, const std::vector<std::pair<std::string, LogValue>>& values);

/// What Go's encoding/hex.Dump makes of `bytes`.
std::string hex_dump(std::string_view bytes);

}  // namespace yare
