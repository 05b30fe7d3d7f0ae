#include <algorithm>

#include "request/goals.hpp"
#include "selection_flags.hpp"
#include "verb.hpp"
#include "waiting_flags.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_status_flags[] = {
    k_all_namespaces_flag,
    k_missing_keys_flag,
    k_chunk_size_flag,
    {"fail-on", 0, FlagType::array, "[]",
     "What ends the waiting early, as a failure: failed, condition=NAME[=VALUE], "
     "jsonpath=EXPRESSION[=VALUE], "
     "or none; this flag can be repeated: any of them. Defaults to failed. Implies --wait."},
    k_field_selector_flag,
    k_filename_flag,
    {"for", 0, FlagType::array, "[]",
     "What to wait for: current, complete, exists, deleted, condition=NAME[=VALUE], or "
     "jsonpath=EXPRESSION[=VALUE]; this flag can be repeated: all of them. Defaults to current. Implies "
     "--wait."},
    {"no-headers", 0, FlagType::boolean, "false",
     "When using the default or custom-column output format, don't print headers (default print headers)."},
    {"output", 'o', FlagType::text, "''",
     "Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, "
     "templatefile, jsonpath, jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide, "
     "status). With status the status subresource is printed as JSON."},
    k_recursive_flag,
    k_selector_flag,
    {"show-kind", 0, FlagType::boolean, "false",
     "If present, list the resource type for the requested object(s)."},
    k_template_flag,
    {"timeout", 0, FlagType::duration, "5m0s",
     "The length of time to wait before giving up. Zero means look once, negative means no limit. Implies "
     "--wait."},
    {"tree", 0, FlagType::boolean, "false", "Show the objects that each object owns below it."},
    {"wait", 0, FlagType::boolean, "false",
     "Wait until all objects are as asked. With --wait=false they are looked at once, whatever the other "
     "flags imply."},
};

FlagTable status_flags() { return k_status_flags; }

// The subresource is read once, and printed in one way.
void check_subresource(const ParsedFlags& flags) {
    const auto refuse = [](const std::string& flag) {
        throw UsageError("-o status cannot be used with --" + flag);
    };
    for (const char* flag : {"fail-on", "for", "timeout", "template", "no-headers", "show-kind"}) {
        if (flags.given(flag)) {
            refuse(flag);
        }
    }
    for (const char* flag : {"tree", "wait"}) {
        if (flags.is_true(flag)) {
            refuse(flag);
        }
    }
}

void read_goals(const ParsedFlags& flags, StatusRequest& request) {
    for (const auto& word : flags.values("for")) {
        request.goals.push_back(parse_status_goal(word));
    }
    const auto failures = flags.values("fail-on");
    if (failures.empty()) {
        // What is only to be there, or not to be, may be in any state.
        const bool counts = request.goals.empty() ||
                            std::any_of(request.goals.begin(), request.goals.end(), [](const Goal& goal) {
                                return goal.kind != Goal::Kind::deleted && goal.kind != Goal::Kind::exists;
                            });
        request.fail_on.assign(counts ? 1 : 0, Goal{Goal::Kind::failed});
        return;
    }
    const bool has_none = std::find(failures.begin(), failures.end(), "none") != failures.end();
    if (has_none && failures.size() > 1) {
        throw UsageError("--fail-on=none cannot be used with another --fail-on");
    }
    for (const auto& word : has_none ? std::vector<std::string>() : failures) {
        request.fail_on.push_back(parse_failure(word));
    }
}

Format read_status_format(const ParsedFlags& flags, bool subresource) {
    Format format;
    if (subresource) {
        format.kind = Format::Kind::json;
        return format;
    }
    read_output(format, flags.text_or("output", ""), flags.text_or("template", ""), FormatSet::reading);
    format.allow_missing_keys = flags.is_true("allow-missing-template-keys", true);
    format.no_headers = flags.is_true("no-headers");
    format.show_kind = flags.is_true("show-kind");
    return format;
}

void parse_status(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    StatusRequest request;
    request.files = read_files(flags);
    if (flags.arguments.empty() && request.files.names.empty()) {
        throw usage_error("Required resource not specified.", program, "status");
    }
    request.targets = parse_targets(flags.arguments, program);
    request.selection = read_selection(flags);
    request.subresource = flags.text_or("output", "") == "status";
    if (request.subresource) {
        check_subresource(flags);
    }
    command.how = read_status_format(flags, request.subresource);
    request.tree = flags.is_true("tree");
    read_goals(flags, request);
    const bool implied = flags.given("for") || flags.given("fail-on") || flags.given("timeout");
    request.wait = flags.is_true("wait", implied);
    request.timeout = read_waiting_time(flags, "timeout", request.timeout);
    command.what = std::move(request);
}

}  // namespace

const Verb k_status_verb = {
    "status",
    "Say whether objects are as they should be, and wait for it",
    "Say of each object whether it is as it should be, and why it is not.\n\n"
    " The verdict is one of Current, InProgress, Failed, Terminating, NotFound and Unknown, for objects of "
    "any kind, custom resources included. Of a workload it is seen through to the cause: the pods that "
    "cannot start, and the latest warnings.\n\n"
    " With --wait the command returns when all objects are as asked, as soon as one of them has failed, or "
    "when the time is over. Every change is printed to stderr; on a terminal there is one line for each "
    "object.\n\n"
    " Exit codes: 0 all objects are as asked, 1 an error, 2 still in progress or the time is over, 3 failed, "
    "4 not found. Of several the worst counts: 1, then 3, 4, 2.",
    "  # How a deployment is, and why\n"
    "  %s status deployment/web\n"
    "  \n"
    "  # Everything of an application, with the replica sets and pods that belong to it\n"
    "  %s status deployments,statefulsets -l app=web --tree\n"
    "  \n"
    "  # Wait until all that a manifest names is up; a bad image or a crash loop ends it at once\n"
    "  %s status -f app.yaml --wait\n"
    "  \n"
    "  # Wait for a job to complete, for ten minutes at most\n"
    "  %s status job/import --for=complete --timeout=10m\n"
    "  \n"
    "  # Wait for a custom resource, and give up when it says that it failed\n"
    "  %s status backup/nightly --for=condition=Done --fail-on=condition=Failed\n"
    "  \n"
    "  # Wait until a pod is gone\n"
    "  %s status pod/web-0 --for=deleted\n"
    "  \n"
    "  # The verdict for a script\n"
    "  %s status deployment/web -o jsonpath='{.status}'\n"
    "  \n"
    "  # The status subresource of an object as JSON\n"
    "  %s status pod/web-0 -o status",
    "([-f FILENAME] | TYPE [NAME ... | -l label] | TYPE/NAME ...) [options]",
    status_flags,
    parse_status,
};

}  // namespace yare
