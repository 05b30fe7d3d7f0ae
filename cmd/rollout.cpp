#include <algorithm>

#include "base/text.hpp"
#include "help.hpp"
#include "selection_flags.hpp"
#include "unknown_command.hpp"
#include "verb.hpp"
#include "waiting_flags.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_status_flags[] = {
    k_filename_flag,
    k_recursive_flag,
    {"revision", 0, FlagType::integer, "0",
     "Pin to a specific revision for showing its status. Defaults to 0 (last revision)."},
    k_selector_flag,
    {"timeout", 0, FlagType::duration, "0s",
     "The length of time to wait before ending watch, zero means never. Any other values should contain a "
     "corresponding time unit (e.g. 1s, 2m, 3h)."},
    {"watch", 'w', FlagType::boolean, "true", "Watch the status of the rollout until it's done."},
};

FlagTable no_flags() { return {}; }
FlagTable status_flags() { return k_status_flags; }

// As kubectl: help, which is a failure all the same.
TextCommand say_rollout(const ParsedFlags& flags, const std::string& program) {
    if (!flags.arguments.empty()) {
        throw unknown_inner_command(flags.arguments, program, k_rollout_verb);
    }
    return help_command(k_rollout_verb, program, 1);
}

void parse_status(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    RolloutStatusRequest request;
    request.files = read_files(flags);
    if (flags.arguments.empty() && request.files.names.empty()) {
        throw UsageError("required resource not specified");
    }
    request.revision = flags.integer("revision").value_or(0);
    if (request.revision < 0) {
        throw UsageError("revision must be a positive integer: " + std::to_string(request.revision));
    }
    request.targets = parse_targets(flags.arguments, program);
    request.selection = read_selection(flags);
    request.watch = flags.is_true("watch", true);
    // Below zero there is no limit either (client-go/tools/watch, ContextWithOptionalTimeout).
    request.timeout = std::max(read_waiting_time(flags, "timeout", request.timeout), Milliseconds(0));
    command.what = std::move(request);
}

}  // namespace

const Verb k_rollout_verb = {
    .name = "rollout",
    .summary = "Follow the rollout of a resource",
    .description =
        "Follow the rollout of one or many resources.\n\n"
        " Valid resource types include deployments, daemonsets and statefulsets.",
    .examples =
        "  # Check the rollout status of a daemonset\n"
        "  %s rollout status daemonset/foo",
    .usage = "SUBCOMMAND [options]",
    .flags = no_flags,
    .parse = nullptr,
    .say = say_rollout,
};

const Verb k_rollout_status_verb = {
    "rollout status",
    "Show the status of the rollout",
    "Show the status of the rollout.\n\n"
    " By default 'rollout status' will watch the status of the latest rollout until it's done. If you don't "
    "want to wait for the rollout to finish then you can use --watch=false. Note that if a new rollout "
    "starts in-between, then 'rollout status' will continue watching the latest revision. If you want to pin "
    "to a specific revision and abort if it is rolled over by another revision, use --revision=N where N is "
    "the revision you need to watch for.",
    "  # Watch the rollout status of a deployment\n"
    "  %s rollout status deployment/nginx",
    "(TYPE NAME | TYPE/NAME) [flags] [options]",
    status_flags,
    parse_status,
};

}  // namespace yare
