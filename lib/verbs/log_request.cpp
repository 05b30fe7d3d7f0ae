#include "verbs/log_request.hpp"

#include "base/terminal.hpp"
#include "request/path.hpp"

namespace yare {

LogSpan span_of(const LogsRequest& request) {
    LogSpan span;
    span.follow = request.follow;
    span.previous = request.previous;
    span.timestamps = request.timestamps;
    span.skip_backend_verification = request.skip_backend_verification;
    span.tail = request.tail;
    span.since = request.since;
    span.since_time = request.since_time;
    span.limit_bytes = request.limit_bytes;
    return span;
}

HttpRequest log_request(const ResourceType& pods, const PodFacts& pod, const std::string& container,
                        const LogSpan& span) {
    HttpRequest request;
    request.path = object_path(pods, pod.name_space, pod.name, "log");
    request.headers.emplace_back("Accept", "application/json, */*");
    const auto add = [&](const char* name, const std::string& value) {
        request.query.emplace_back(name, value);
    };
    const auto add_number = [&](const char* name, const std::optional<std::int64_t>& value) {
        if (value) {
            add(name, std::to_string(*value));
        }
    };
    const auto add_flag = [&](const char* name, bool value) {
        if (value) {
            add(name, "true");
        }
    };
    add("container", container);
    add_flag("follow", span.follow);
    add_flag("insecureSkipTLSVerifyBackend", span.skip_backend_verification);
    add_number("limitBytes", span.limit_bytes);
    add_flag("previous", span.previous);
    add_number("sinceSeconds", span.since);
    if (!span.since_time.empty()) {
        add("sinceTime", span.since_time);
    }
    add_number("tailLines", span.tail);
    add_flag("timestamps", span.timestamps);
    return request;
}

std::string failure_line(const Error& error, const LogStyle& style) {
    return "error: " + (style.harmless ? harmless(error.what()) : std::string(error.what())) + "\n";
}

LogStyle log_style(const Session& session, const LogsRequest& request) {
    LogStyle style;
    style.json = request.output == LogsRequest::Output::json;
    style.show_stamps = request.timestamps;
    if (request.until_time) {
        style.until = *request.until_time;
    } else if (request.until_ago) {
        style.until = session.now - *request.until_ago;
    }
    style.stamped = request.timestamps || request.follow || request.merge || style.json || style.until;
    style.prefix = request.prefix && !style.json;
    style.harmless = session.streams.out_is_terminal && !request.raw_control;
    style.color = session.streams.out_color;
    style.include = request.include;
    style.exclude = request.exclude;
    style.highlight = request.highlight;
    return style;
}

}  // namespace yare
