#include "request/goals.hpp"
#include "selection_flags.hpp"
#include "verb.hpp"
#include "waiting_flags.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_wait_flags[] = {
    {"all", 0, FlagType::boolean, "false",
     "Select all resources in the namespace of the specified resource types"},
    k_all_namespaces_flag,
    k_missing_keys_flag,
    k_field_selector_flag,
    k_filename_flag,
    {"for", 0, FlagType::array, "[]",
     "The condition to wait on: [create|delete|condition=condition-name[=condition-value]|"
     "jsonpath='{JSONPath expression}'=[JSONPath value]]. The default condition-value is true. Condition "
     "values are compared after Unicode simple case folding, which is a more general form of "
     "case-insensitivity. Multiple conditions are supported and AND'ed to each other in a sequential order. "
     "If --for=create is passed, it is always waited first."},
    {"local", 0, FlagType::boolean, "false",
     "If true, only look at what the files say, and not at the server."},
    k_object_output_flag,
    {"recursive", 'R', FlagType::boolean, "true",
     "Process the directory used in -f, --filename recursively. Useful when you want to manage related "
     "manifests organized within the same directory."},
    k_selector_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    {"timeout", 0, FlagType::duration, "30s",
     "The length of time to wait before giving up. Zero means check once and don't wait, negative means wait "
     "for a week."},
};

FlagTable wait_flags() { return k_wait_flags; }

// In the order of kubectl/pkg/cmd/wait/wait.go, ToOptions.
void parse_wait(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    command.how = read_object_format(flags);
    WaitRequest request;
    for (const auto& word : flags.values("for")) {
        request.goals.push_back(parse_wait_goal(word));
    }
    if (request.goals.empty()) {
        throw UsageError("unrecognized condition: []");
    }
    request.files = read_files(flags);
    request.files.recursive = flags.is_true("recursive", true);
    request.local = flags.is_true("local");
    if (request.local && !flags.arguments.empty()) {
        throw UsageError(
            "error: you must specify resources by --filename when --local is set.\n"
            "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'");
    }
    request.targets = parse_targets(flags.arguments, program);
    request.selection = read_selection(flags);
    request.all = flags.is_true("all");
    request.timeout = read_waiting_time(flags, "timeout", request.timeout);
    command.what = std::move(request);
}

}  // namespace

const Verb k_wait_verb = {
    "wait",
    "Wait for a specific condition on one or many resources",
    "Wait for a specific condition on one or many resources.\n\n"
    " The command takes multiple resources and waits until the specified condition is seen in the Status "
    "field of every given resource. All are waited for at the same time.\n\n"
    " Alternatively, the command can wait for the given set of resources to be created or deleted by "
    "providing the \"create\" or \"delete\" keyword as the value to the --for flag.\n\n"
    " A successful message will be printed to stdout indicating when the specified condition has been met. "
    "You can use -o option to change to output destination.",
    "  # Wait for the pod \"busybox1\" to contain the status condition of type \"Ready\"\n"
    "  %s wait --for=condition=Ready pod/busybox1\n"
    "  \n"
    "  # The default value of status condition is true; you can wait for other targets after an equal "
    "delimiter (compared after Unicode simple case folding, which is a more general form of "
    "case-insensitivity)\n"
    "  %s wait --for=condition=Ready=false pod/busybox1\n"
    "  \n"
    "  # Wait for the pod \"busybox1\" to contain the status phase to be \"Running\"\n"
    "  %s wait --for=jsonpath='{.status.phase}'=Running pod/busybox1\n"
    "  \n"
    "  # Wait for pod \"busybox1\" to be Ready\n"
    "  %s wait --for='jsonpath={.status.conditions[?(@.type==\"Ready\")].status}=True' pod/busybox1\n"
    "  \n"
    "  # Wait for the service \"loadbalancer\" to have ingress\n"
    "  %s wait --for=jsonpath='{.status.loadBalancer.ingress}' service/loadbalancer\n"
    "  \n"
    "  # Wait for the secret \"busybox1\" to be created, with a timeout of 30s\n"
    "  %s create secret generic busybox1\n"
    "  %s wait --for=create secret/busybox1 --timeout=30s\n"
    "  \n"
    "  # Wait for the pod \"busybox1\" to be deleted, with a timeout of 60s, after having issued the "
    "\"delete\" command\n"
    "  %s delete pod/busybox1\n"
    "  %s wait --for=delete pod/busybox1 --timeout=60s\n"
    "  \n"
    "  # Wait for pod \"busybox1\" to be created AND reach the \"Ready\" status condition\n"
    "  %s wait --for=condition=Ready --for=create pod/busybox1",
    "([-f FILENAME] | TYPE[.GROUP]/NAME | TYPE [(NAME | -l label | --all)]) "
    "[--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
    wait_flags,
    parse_wait,
};

}  // namespace yare
