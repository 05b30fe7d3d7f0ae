#include "base/text.hpp"
#include "selection_flags.hpp"
#include "verb.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_patch_flags[] = {
    {"all", 0, FlagType::boolean, "false", "Patch all objects of the types, in the namespace."},
    k_all_namespaces_flag,
    k_missing_keys_flag,
    k_chunk_size_flag,
    k_concurrency_flag,
    k_dry_run_flag,
    {"field-manager", 0, FlagType::text, "'yare-patch'",
     "Name of the manager used to track field ownership."},
    k_field_selector_flag,
    k_filename_flag,
    {"force-conflicts", 0, FlagType::boolean, "false",
     "With --type=apply: take over fields that other managers own."},
    {"local", 0, FlagType::boolean, "false",
     "If true, patch will operate on the content of the file, not the server-side resource."},
    k_object_output_flag,
    {"patch", 'p', FlagType::text, "''", "The patch to be applied to the resource, as JSON or YAML."},
    {"patch-file", 0, FlagType::text, "''",
     "A file containing a patch to be applied to the resource, as JSON or YAML."},
    k_recursive_flag,
    k_selector_flag,
    k_object_managed_fields_flag,
    {"subresource", 0, FlagType::text, "''",
     "If specified, patch will operate on the subresource of the requested object."},
    k_template_flag,
    {"type", 0, FlagType::text, "'strategic'",
     "The type of patch being provided; one of [apply json merge strategic]"},
};

FlagTable patch_flags() { return k_patch_flags; }

PatchRequest::Type read_type(const ParsedFlags& flags) {
    const auto word = flags.text_or("type", "");
    const auto lower = to_lower(word);
    if (lower.empty() || lower == "strategic") {
        return PatchRequest::Type::strategic;
    }
    if (lower == "merge" || lower == "json" || lower == "apply") {
        return lower == "merge"  ? PatchRequest::Type::merge
               : lower == "json" ? PatchRequest::Type::json
                                 : PatchRequest::Type::apply;
    }
    throw UsageError("--type must be one of [apply json merge strategic], not " + go_quote(word));
}

void check_patch(const ParsedFlags& flags, const PatchRequest& request) {
    if (!request.patch.empty() && !request.patch_file.empty()) {
        throw UsageError("cannot specify --patch and --patch-file together");
    }
    if (request.patch.empty() && request.patch_file.empty()) {
        throw UsageError("must specify --patch or --patch-file containing the contents of the patch");
    }
    if (request.local && !flags.arguments.empty()) {
        throw UsageError("cannot specify --local and server resources");
    }
    if (request.local && request.how.dry_run == DryRun::server) {
        throw UsageError("cannot specify --local and --dry-run=server - did you mean --dry-run=client?");
    }
    if (request.force_conflicts && request.type != PatchRequest::Type::apply) {
        throw UsageError("--force-conflicts only works with --type=apply");
    }
}

void parse_patch(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    PatchRequest request;
    request.how.dry_run = read_dry_run(flags, command);
    request.how.field_manager = flags.text_or("field-manager", "yare-patch");
    request.patch = flags.text_or("patch", "");
    request.patch_file = flags.text_or("patch-file", "");
    request.local = flags.is_true("local");
    request.type = read_type(flags);
    request.force_conflicts = flags.is_true("force-conflicts");
    check_patch(flags, request);
    request.files = read_files(flags);
    if (!request.local) {
        request.targets = parse_targets(flags.arguments, program);
    }
    request.selection = read_selection(flags);
    request.all = flags.is_true("all");
    request.subresource = flags.text_or("subresource", "");
    request.concurrency = read_concurrency(flags);
    command.what = std::move(request);
    command.how = read_object_format(flags);
}

}  // namespace

const Verb k_patch_verb = {
    "patch",
    "Update fields of objects",
    "Update fields of objects with a strategic merge patch, a JSON merge patch, a JSON patch or a "
    "server-side apply "
    "patch.\n\n"
    " Objects are named, selected with -l, --field-selector or --all (then the number of objects is told "
    "before the "
    "first is touched), or those of manifests. Custom resources take merge, JSON and apply patches only.",
    "  # Partially update a node using a strategic merge patch, specifying the patch as JSON\n"
    "  %s patch node k8s-node-1 -p '{\"spec\":{\"unschedulable\":true}}'\n"
    "  \n"
    "  # Partially update a node using a strategic merge patch, specifying the patch as YAML\n"
    "  %s patch node k8s-node-1 -p $'spec:\\n unschedulable: true'\n"
    "  \n"
    "  # Update a container's image using a JSON patch with positional arrays\n"
    "  %s patch pod valid-pod --type=json -p='[{\"op\": \"replace\", \"path\": \"/spec/containers/0/image\", "
    "\"value\":\"new image\"}]'\n"
    "  \n"
    "  # Label every config map of an application\n"
    "  %s patch configmaps -l app=web --type=merge -p '{\"metadata\":{\"labels\":{\"tier\":\"front\"}}}'\n"
    "  \n"
    "  # Update a deployment's replicas through the 'scale' subresource using a merge patch\n"
    "  %s patch deployment nginx-deployment --subresource=scale --type=merge -p "
    "'{\"spec\":{\"replicas\":2}}'",
    "(-f FILENAME | TYPE NAME... | TYPE (-l label | --all)) [-p PATCH|--patch-file FILE] [options]",
    patch_flags,
    parse_patch,
};

}  // namespace yare
