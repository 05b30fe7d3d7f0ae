// What the flags and arguments of logs say.
#pragma once

#include <string>

#include "flags.hpp"
#include "request/model.hpp"

namespace yare {

/// Streams at the same time: enough for an application.
constexpr long long k_default_log_requests = 50;

/// Throws UsageError in kubectl's words. What kubectl says only after it has asked the server, but could
/// have known from the call, is said here, too.
LogsRequest read_logs_request(const ParsedFlags& flags, const std::string& program);

}  // namespace yare
