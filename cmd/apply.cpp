#include "selection_flags.hpp"
#include "verb.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_apply_flags[] = {
    k_missing_keys_flag,
    k_concurrency_flag,
    k_dry_run_flag,
    {"field-manager", 0, FlagType::text, "'yare'", "Name of the manager used to track field ownership."},
    k_filename_flag,
    {"force-conflicts", 0, FlagType::boolean, "false",
     "If true, server-side apply will force the changes against conflicts."},
    k_object_output_flag,
    k_recursive_flag,
    k_selector_flag,
    {"server-side", 0, FlagType::boolean, "false", "Apply runs in the server. Required."},
    k_object_managed_fields_flag,
    {"subresource", 0, FlagType::text, "''",
     "If specified, apply will operate on the subresource of the requested object."},
    k_template_flag,
    k_validate_flag,
};

FlagTable apply_flags() { return k_apply_flags; }

void parse_apply(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    if (!flags.arguments.empty()) {
        std::string words;
        for (const auto& argument : flags.arguments) {
            words += (words.empty() ? "" : " ") + argument;
        }
        throw usage_error("Unexpected args: [" + words + "]", program, "apply");
    }
    ApplyRequest request;
    request.how = read_writing(flags, "yare", command);
    request.files = read_files(flags);
    request.label_selector = flags.text_or("selector", "");
    request.force_conflicts = flags.is_true("force-conflicts");
    request.subresource = flags.text_or("subresource", "");
    request.concurrency = read_concurrency(flags);
    command.how = read_object_format(flags);
    if (request.files.names.empty()) {
        throw UsageError("must specify one of -f and -k");
    }
    if (!flags.is_true("server-side")) {
        throw UsageError(request.force_conflicts ? "--force-conflicts only works with --server-side"
                                                 : "apply runs in the server only: give --server-side");
    }
    if (request.how.dry_run == DryRun::client) {
        throw UsageError(
            "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
    }
    command.what = std::move(request);
}

}  // namespace

const Verb k_apply_verb = {
    "apply",
    "Apply manifests in the server (--server-side)",
    "Have the server merge the objects of files, directories, URLs or standard input into what is there, or "
    "create "
    "them.\n\n"
    " Fields that another manager owns with another value are a conflict, unless --force-conflicts takes "
    "them over. "
    "Client-side apply is left to kubectl.",
    "  # Apply the configuration in pod.json to a pod\n"
    "  %s apply --server-side -f ./pod.json\n"
    "  \n"
    "  # Take over the fields that others manage\n"
    "  %s apply --server-side --force-conflicts -f manifests/\n"
    "  \n"
    "  # See what would come of it\n"
    "  %s apply --server-side -f ./pod.json --dry-run=server -o yaml",
    "--server-side -f FILENAME [options]",
    apply_flags,
    parse_apply,
};

}  // namespace yare
