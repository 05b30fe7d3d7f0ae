// Asking for a log: GET .../pods/NAME/log.
#pragma once

#include "base/error.hpp"
#include "logs/style.hpp"
#include "logs/timestamp.hpp"
#include "request/model.hpp"
#include "verbs/pod_facts.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Which lines of a container's log (core/v1 PodLogOptions).
struct LogSpan {
    bool follow = false;
    bool previous = false;
    bool timestamps = false;
    bool skip_backend_verification = false;
    std::optional<std::int64_t> tail;
    std::optional<std::int64_t> since;  // seconds before now
    std::string since_time;             // RFC 3339, full seconds
    std::optional<std::int64_t> limit_bytes;
};

/// What the user asks for.
LogSpan span_of(const LogsRequest& request);

/// The parameters are sorted, as client-go sends them.
HttpRequest log_request(const ResourceType& pods, const PodFacts& pod, const std::string& container,
                        const LogSpan& span);

/// What --ignore-errors puts into the output in the place of a log that failed, as kubectl does: `error: ...`
/// and a newline; harmless where `style` asks for that.
std::string failure_line(const Error& error, const LogStyle& style);

/// How the lines are to look; `session` knows the terminal. Patterns and `until` are the request's.
LogStyle log_style(const Session& session, const LogsRequest& request);

}  // namespace yare
