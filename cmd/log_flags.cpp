#include "log_flags.hpp"

#include <algorithm>
#include <limits>

#include "base/go_duration.hpp"
#include "base/go_time.hpp"
#include "base/text.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

using Nanoseconds = std::chrono::nanoseconds;

constexpr const char* k_verb = "logs";
constexpr std::int64_t k_selector_tail = 10;

bool has_slash(const std::string& text) { return text.find('/') != std::string::npos; }

// In the manner of spf13/pflag.
UsageError invalid_value(const char* flag, const std::string& value, const std::string& why,
                         const std::string& program) {
    return UsageError("invalid argument " + go_quote(value) + " for \"--" + flag + "\" flag: " + why +
                      "\nSee '" + program + " " + k_verb + " --help' for usage.");
}

// The arguments that name something; the container goes into `request`. A container's name has no slash:
// where all arguments but the first have one, they are targets.
std::vector<std::string> split_arguments(const ParsedFlags& flags, const std::string& program,
                                         LogsRequest& request) {
    const auto& args = flags.arguments;
    const bool selects = !flags.text_or("selector", "").empty();
    const bool several = args.size() > 1 && std::all_of(args.begin() + 1, args.end(), has_slash);
    if ((args.empty() && !selects) || (args.size() > 2 && !several)) {
        throw usage_error(
            "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required "
            "argument for the logs command",
            program, k_verb);
    }
    if (args.size() == 1 && selects) {
        throw usage_error("only a selector (-l) or a POD name is allowed", program, k_verb);
    }
    request.container = flags.text_or("container", "");
    if (args.size() == 2 && !several) {
        request.container = args[1];
        request.container_is_argument = true;
        return {args[0]};
    }
    return args;
}

// kubectl/pkg/cmd/logs/logs.go, Complete, and cli-runtime/pkg/resource/builder.go, ResourceNames.
void read_targets(const std::vector<std::string>& names, const ParsedFlags& flags, const std::string& program,
                  LogsRequest& request) {
    const auto selector = flags.text_or("selector", "");
    request.label_selector = trim(selector);
    const bool named = !names.empty() && !names.front().empty();
    for (const auto& name : named ? names : std::vector<std::string>()) {
        request.targets.push_back(has_slash(name) ? parse_targets({name}, program).objects.front()
                                                  : NamedTarget{TypeName{"pods"}, name});
    }
    if (selector.empty() && !named) {
        throw nothing_named();
    }
    if (!selector.empty() && request.label_selector.empty()) {
        throw UsageError(named
                             ? "you may not specify individual resources and bulk resources in the same call"
                             : "resource(s) were provided, but no name was specified");
    }
    if (!selector.empty() && named) {
        throw UsageError("selectors and the all flag cannot be used when passing resource/name arguments");
    }
}

void check_containers(const ParsedFlags& flags, const LogsRequest& request) {
    if (request.all_containers && !request.container.empty()) {
        throw UsageError("--all-containers=true should not be specified with container name " +
                         request.container);
    }
    if (request.container_is_argument && flags.given("container")) {
        throw UsageError("only one of -c or an inline [CONTAINER] arg is allowed");
    }
}

Nanoseconds since(const ParsedFlags& flags) { return parse_go_duration(flags.text_or("since", "0s")); }

// Go's Duration.Round: halves away from zero.
std::int64_t rounded_seconds(Nanoseconds time) {
    constexpr Nanoseconds k_half = std::chrono::milliseconds(500);
    const auto whole = std::chrono::duration_cast<Seconds>(time);
    const auto rest = time - whole;
    return whole.count() + (rest >= k_half ? 1 : rest <= -k_half ? -1 : 0);
}

void read_pod_timeout(const ParsedFlags& flags, LogsRequest& request) {
    const auto timeout = parse_go_duration(flags.text_or("pod-running-timeout", "20s"));
    if (timeout <= Nanoseconds(0)) {
        throw UsageError("--pod-running-timeout must be higher than zero");
    }
    request.pod_running_timeout = std::chrono::ceil<Milliseconds>(timeout);
}

// --since-time, --since, --limit-bytes, --tail, as kubectl's Validate has them.
void check_amounts(const ParsedFlags& flags, LogsRequest& request) {
    const auto age = since(flags);
    if (!request.since_time.empty() && age != Nanoseconds(0)) {
        throw UsageError("at most one of `sinceTime` or `sinceSeconds` may be specified");
    }
    check_containers(flags, request);
    const auto bytes = flags.integer("limit-bytes").value_or(0);
    if (bytes < 0) {
        throw UsageError("--limit-bytes must be greater than 0");
    }
    request.limit_bytes = bytes == 0 ? std::nullopt : std::optional<std::int64_t>(bytes);
    if (age != Nanoseconds(0)) {
        request.since = rounded_seconds(age);
    }
    if (request.since.value_or(0) < 0) {
        throw UsageError("--since must be greater than 0");
    }
    const auto tail = flags.integer("tail").value_or(-1);
    if (tail < -1) {
        throw UsageError("--tail must be greater than or equal to -1");
    }
    if (tail != -1) {
        request.tail = tail;
    } else if (!flags.given("tail") && !request.label_selector.empty()) {
        request.tail = k_selector_tail;
    }
}

// The value of --until that is a duration.
std::optional<Nanoseconds> duration_until(const std::string& text) {
    try {
        return parse_go_duration(text);
    } catch (const UsageError&) {
        return std::nullopt;  // then it is a time, or wrong
    }
}

void read_until(const ParsedFlags& flags, const std::string& program, LogsRequest& request) {
    const auto text = flags.text_or("until", "");
    if (text.empty()) {
        return;
    }
    bool is_empty = false;
    if (const auto ago = duration_until(text)) {
        if (*ago < Nanoseconds(0)) {
            throw UsageError("--until must be greater than or equal to 0");
        }
        request.until_ago = std::chrono::floor<Milliseconds>(*ago);
        is_empty = since(flags) > Nanoseconds(0) && *ago >= since(flags);
    } else if (const auto time = parse_rfc3339(text)) {
        request.until_time = time;
        is_empty = !request.since_time.empty() && *time <= parse_go_time(flags.text_or("since-time", ""));
    } else {
        throw invalid_value(
            "until", text,
            "must be a duration like 5s, 2m, or 3h, or a time like 2026-11-22T10:00:00Z (RFC3339)", program);
    }
    if (is_empty) {
        throw UsageError("--until must be later than --since or --since-time");
    }
}

Regex compile(const char* flag, const std::string& pattern, const std::string& program) {
    try {
        return Regex(pattern);
    } catch (const Error& error) {
        throw invalid_value(flag, pattern, error.what(), program);
    }
}

std::vector<Regex> compile_all(const char* flag, const ParsedFlags& flags, const std::string& program) {
    std::vector<Regex> compiled;
    for (const auto& pattern : flags.values(flag)) {
        compiled.push_back(compile(flag, pattern, program));
    }
    return compiled;
}

// A pattern that compiles, as a group: \Q may be left open.
std::string grouped(const std::string& pattern) {
    const std::string group = "(?:" + pattern + ")";
    try {
        const Regex closed(group);
        return group;
    } catch (const Error&) {
        return "(?:" + pattern + "\\E)";
    }
}

std::optional<Regex> read_highlight(const ParsedFlags& flags, const std::string& program) {
    const auto patterns = flags.values("highlight");
    if (patterns.empty()) {
        return std::nullopt;
    }
    compile_all("highlight", flags, program);
    if (patterns.size() == 1) {
        return Regex(patterns.front());
    }
    std::string any;
    for (const auto& pattern : patterns) {
        any += (any.empty() ? "" : "|") + grouped(pattern);
    }
    return compile("highlight", any, program);
}

LogsRequest::Output read_log_output(const ParsedFlags& flags) {
    const auto output = flags.text_or("output", "");
    if (!output.empty() && output != "raw" && output != "json") {
        throw UsageError("unexpected -o output mode: " + output + ". We only support '-o raw' and '-o json'");
    }
    return output == "json" ? LogsRequest::Output::json : LogsRequest::Output::raw;
}

int read_request_limit(const ParsedFlags& flags) {
    constexpr long long k_most = std::numeric_limits<int>::max();
    const auto limit = flags.integer("max-log-requests").value_or(k_default_log_requests);
    return static_cast<int>(std::clamp(limit, 0LL, k_most));
}

void read_switches(const ParsedFlags& flags, LogsRequest& request) {
    request.all_containers = flags.is_true("all-containers");
    request.all_pods = flags.is_true("all-pods");
    request.follow = flags.is_true("follow");
    request.follow_new = flags.is_true("follow-new", true);
    request.previous = flags.is_true("previous");
    request.timestamps = flags.is_true("timestamps");
    request.prefix = request.all_pods || flags.is_true("prefix");
    request.merge = flags.is_true("merge");
    request.ignore_errors = flags.is_true("ignore-errors");
    request.skip_backend_verification = flags.is_true("insecure-skip-tls-verify-backend");
    request.raw_control = flags.is_true("raw-control");
}

}  // namespace

LogsRequest read_logs_request(const ParsedFlags& flags, const std::string& program) {
    LogsRequest request;
    read_switches(flags, request);
    const auto names = split_arguments(flags, program, request);
    read_pod_timeout(flags, request);
    if (const auto time = flags.text_or("since-time", ""); !time.empty()) {
        request.since_time = format_go_time(parse_go_time(time));
    }
    read_targets(names, flags, program, request);
    check_amounts(flags, request);
    if (request.merge && request.follow) {
        throw UsageError("--merge and --follow cannot be specified together");
    }
    request.max_requests = read_request_limit(flags);
    request.output = read_log_output(flags);
    read_until(flags, program, request);
    request.include = compile_all("include", flags, program);
    request.exclude = compile_all("exclude", flags, program);
    request.highlight = read_highlight(flags, program);
    return request;
}

}  // namespace yare
