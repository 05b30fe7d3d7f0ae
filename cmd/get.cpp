#include "base/error.hpp"
#include "base/text.hpp"
#include "flag_tables.hpp"
#include "verb.hpp"

namespace yare {

namespace {

void check_raw(const ParsedFlags& flags) {
    if (!flags.arguments.empty()) {
        throw UsageError("arguments may not be passed when --raw is specified");
    }
    if (flags.is_true("watch") || flags.is_true("watch-only") || !flags.text_or("selector", "").empty()) {
        throw UsageError(
            "--raw may not be specified with other flags that filter the server request or alter the output");
    }
    if (!flags.text_or("output", "").empty()) {
        throw UsageError("--raw and --output are mutually exclusive");
    }
}

void parse_get(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    if (const auto raw = flags.text_or("raw", ""); !raw.empty()) {
        check_raw(flags);
        command.what = RawRequest{raw_path(raw)};
        return;
    }
    GetRequest request;
    request.files.names = flags.values("filename");
    request.files.recursive = flags.is_true("recursive");
    request.watching = read_watching(flags, command);
    if (flags.arguments.empty() && request.files.names.empty()) {
        if (request.watching.watch) {
            throw UsageError(
                "You must provide one or more resources by argument or filename.\n"
                "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n"
                "   '<resource> <name>'\n   '<resource>'");
        }
        throw UsageHint(
            "You must specify the type of resource to get.\n\n",
            "Required resource not specified.\nSee '" + program + " get -h' for help and examples");
    }
    request.targets = parse_targets(flags.arguments, program);
    request.selection = read_selection(flags);
    request.subresource = flags.text_or("subresource", "");
    request.ignore_not_found = flags.is_true("ignore-not-found");
    command.what = std::move(request);
    command.how = read_format(flags);
}

}  // namespace

const Verb k_get_verb = {
    "get",
    "Display one or many resources",
    "Display one or many resources.\n\n"
    " Prints a table of the most important information about the specified resources. You can filter the "
    "list using a "
    "label selector and the --selector flag. If the desired resource type is namespaced you will only see "
    "results in the "
    "current namespace if you don't specify any namespace.",
    "  # List all pods in every namespace\n"
    "  %s get pods -A\n"
    "  \n"
    "  # List the pods of the current namespace with more information (such as node name)\n"
    "  %s get pods -o wide\n"
    "  \n"
    "  # List deployments in JSON output format, in the \"v1\" version of the \"apps\" API group\n"
    "  %s get deployments.v1.apps -o json\n"
    "  \n"
    "  # One pod as YAML\n"
    "  %s get pod web-pod-13je7 -o yaml\n"
    "  \n"
    "  # The objects that a manifest names, as they are on the server\n"
    "  %s get -f pod.yaml -o json\n"
    "  \n"
    "  # Several types together, and several objects of several types\n"
    "  %s get rc,services\n"
    "  %s get rc/web service/frontend pods/web-pod-13je7\n"
    "  \n"
    "  # The pods, and then what changes\n"
    "  %s get pods -w\n"
    "  \n"
    "  # The 'status' subresource of one pod\n"
    "  %s get pod web-pod-13je7 --subresource status -o yaml",
    "[(-o|--output=)json|yaml|name|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | "
    "TYPE[.VERSION][.GROUP]/NAME ...) "
    "[flags] [options]",
    get_flags,
    parse_get,
};

}  // namespace yare
