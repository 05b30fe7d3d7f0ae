#include "deletion_flags.hpp"
#include "selection_flags.hpp"
#include "verb.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_delete_flags[] = {
    {"all", 0, FlagType::boolean, "false",
     "Delete all resources, in the namespace of the specified resource types."},
    k_all_namespaces_flag,
    k_cascade_flag,
    k_chunk_size_flag,
    k_concurrency_flag,
    k_dry_run_flag,
    k_field_selector_flag,
    k_filename_flag,
    k_force_deletion_flag,
    k_grace_period_flag,
    {"ignore-not-found", 0, FlagType::boolean, "false",
     "Treat \"resource not found\" as a successful delete. Defaults to \"true\" when --all is specified."},
    {"interactive", 'i', FlagType::boolean, "false", "If true, delete resource only when user confirms."},
    k_now_flag,
    k_name_output_flag,
    {"raw", 0, FlagType::text, "''",
     "Raw URI to DELETE to the server.  Uses the transport specified by the kubeconfig file."},
    k_recursive_flag,
    k_precondition_version_flag,
    k_selector_flag,
    k_deletion_timeout_flag,
    k_uid_flag,
    k_wait_flag,
};

FlagTable delete_flags() { return k_delete_flags; }

constexpr FlagSpec k_collection_flags[] = {
    {"all", 0, FlagType::boolean, "false", "Delete all members of the collections."},
    k_all_namespaces_flag,
    k_cascade_flag,
    k_concurrency_flag,
    k_dry_run_flag,
    k_field_selector_flag,
    k_force_deletion_flag,
    k_grace_period_flag,
    k_now_flag,
    k_name_output_flag,
    k_selector_flag,
    k_deletion_timeout_flag,
    k_wait_flag,
};

FlagTable collection_flags() { return k_collection_flags; }

void check_output(const ParsedFlags& flags) {
    const auto output = flags.text_or("output", "");
    if (!output.empty() && output != "name") {
        throw UsageError("unexpected -o output mode: " + output + ". We only support '-o name'");
    }
}

void parse_raw_delete(const ParsedFlags& flags, const ManifestFiles& files, ApiCommand& command) {
    const auto raw = flags.text_or("raw", "");
    if (flags.is_true("interactive")) {
        throw UsageError("--interactive can not be used with --raw");
    }
    check_raw_file(flags, files);
    command.what = RawRequest{raw_path(raw), "DELETE", files.names.empty() ? "" : files.names.front()};
}

void parse_delete(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    DeleteRequest request;
    request.how = read_deletion_flags(flags, command);
    request.files = read_files(flags);
    if (!flags.text_or("raw", "").empty()) {
        parse_raw_delete(flags, request.files, command);
        return;
    }
    check_output(flags);
    request.targets = parse_targets(flags.arguments, program);
    request.selection = read_selection(flags);
    request.all = flags.is_true("all");
    const bool selects =
        request.all || !request.selection.label_selector.empty() || !request.selection.field_selector.empty();
    request.ignore_not_found = flags.is_true("ignore-not-found", selects);
    request.interactive = flags.is_true("interactive");
    request.names_only = !flags.text_or("output", "").empty();
    request.concurrency = read_concurrency(flags);
    command.what = std::move(request);
}

void parse_delete_collection(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    DeleteCollectionRequest request;
    request.how = read_deletion_flags(flags, command);
    check_output(flags);
    const auto targets = parse_targets(flags.arguments, program);
    if (!targets.objects.empty()) {
        throw usage_error(
            "delete-collection takes types and no names: use '" + program + " delete' for single objects",
            program, "delete-collection");
    }
    if (targets.types.empty()) {
        throw usage_error("Required resource not specified.", program, "delete-collection");
    }
    request.types = targets.types;
    request.selection = read_selection(flags);
    request.all = flags.is_true("all");
    const bool has_selector =
        !request.selection.label_selector.empty() || !request.selection.field_selector.empty();
    if (request.all && has_selector) {
        throw UsageError("setting 'all' parameter but found a non empty selector. ");
    }
    if (!request.all && !has_selector) {
        throw UsageError(
            "nothing selected: give -l or --field-selector, or --all to delete every member of the "
            "collection");
    }
    request.names_only = !flags.text_or("output", "").empty();
    request.concurrency = read_concurrency(flags);
    command.what = std::move(request);
}

}  // namespace

const Verb k_delete_verb = {
    "delete",
    "Delete objects by names, selectors or manifests",
    "Delete objects by type and name, by label or field selector, or those that manifests name.\n\n"
    " Many objects are deleted over several connections at once; the results are printed in the order of the "
    "input. "
    "Then the call waits until all are gone: it watches, and ends as soon as the last one is. An object that "
    "was made "
    "anew under the same name counts as gone.",
    "  # Delete a pod using the type and name specified in pod.json\n"
    "  %s delete -f ./pod.json\n"
    "  \n"
    "  # Delete pods and services with same names \"baz\" and \"foo\"\n"
    "  %s delete pod,service baz foo\n"
    "  \n"
    "  # Delete pods and services with label name=myLabel\n"
    "  %s delete pods,services -l name=myLabel\n"
    "  \n"
    "  # Delete a pod with minimal delay\n"
    "  %s delete pod foo --now\n"
    "  \n"
    "  # Delete a pod only if it is still the one that was looked at\n"
    "  %s delete pod foo --uid=0d3c1f4e-7c2b-4f0e-9d3c-8f4a0c1d2e3f\n"
    "  \n"
    "  # Delete all pods\n"
    "  %s delete pods --all",
    "([-f FILENAME] | TYPE [(NAME | -l label | --all)]) [options]",
    delete_flags,
    parse_delete,
};

const Verb k_delete_collection_verb = {
    "delete-collection",
    "Delete whole collections with one request each",
    "Delete the members of collections with one request for each: the collection verb of the API.\n\n"
    " Takes types and no names, and needs a selector or --all. A type that has no such verb is deleted one "
    "by one.",
    "  # Delete all finished jobs of a namespace\n"
    "  %s delete-collection jobs --field-selector=status.successful=1 -n batch\n"
    "  \n"
    "  # Delete every config map with a label, in all namespaces\n"
    "  %s delete-collection configmaps -l app=web -A",
    "TYPE[,TYPE] (-l label | --field-selector field | --all) [options]",
    collection_flags,
    parse_delete_collection,
};

}  // namespace yare
