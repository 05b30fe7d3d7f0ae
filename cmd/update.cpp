#include "deletion_flags.hpp"
#include "verb.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_update_flags[] = {
    k_missing_keys_flag,
    k_cascade_flag,
    k_concurrency_flag,
    k_dry_run_flag,
    {"field-manager", 0, FlagType::text, "'yare-replace'",
     "Name of the manager used to track field ownership."},
    k_filename_flag,
    {"force", 0, FlagType::boolean, "false",
     "If true, delete the objects, wait until they are gone and create them anew."},
    k_grace_period_flag,
    k_object_output_flag,
    {"raw", 0, FlagType::text, "''",
     "Raw URI to PUT to the server.  Uses the transport specified by the kubeconfig file."},
    k_recursive_flag,
    k_save_config_flag,
    k_object_managed_fields_flag,
    {"subresource", 0, FlagType::text, "''",
     "If specified, the subresource of the object is replaced: any that takes a PUT (status, scale, "
     "finalize, "
     "approval)."},
    k_template_flag,
    {"timeout", 0, FlagType::duration, "0s",
     "The length of time to wait before giving up on a delete, zero means five minutes"},
    k_validate_flag,
    {"wait", 0, FlagType::boolean, "false",
     "Accepted for scripts written for kubectl: --force always waits for resources to be gone."},
};

FlagTable update_flags() { return k_update_flags; }

void parse_update(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    UpdateRequest request;
    request.files = read_files(flags);
    request.how = read_writing(flags, "yare-replace", command);
    command.how = read_object_format(flags);
    request.force = flags.is_true("force");
    if (request.files.names.empty()) {
        throw UsageError("must specify one of -f and -k");
    }
    if (!request.force && flags.integer("grace-period").value_or(-1) >= 0) {
        throw UsageError("--grace-period must have --force specified");
    }
    if (!request.force && read_duration(flags, "timeout").count() != 0) {
        throw UsageError("--timeout must have --force specified");
    }
    if (request.force && request.how.dry_run != DryRun::none) {
        throw UsageError("--dry-run can not be used when --force is set");
    }
    if (request.force && (!flags.text_or("subresource", "").empty() || !flags.arguments.empty())) {
        throw UsageError(
            "--force replaces whole objects: it goes with neither --subresource nor a named object");
    }
    if (const auto raw = flags.text_or("raw", ""); !raw.empty()) {
        check_raw_file(flags, request.files);
        command.what = RawRequest{raw_path(raw), "PUT", request.files.names.front()};
        return;
    }
    request.deletion.cascade = read_cascade(flags, command);
    // 0 alone has meant more than people wanted; kubectl takes it for 1.
    if (const auto grace = flags.integer("grace-period").value_or(-1); grace >= 0) {
        request.deletion.grace_period = grace == 0 ? 1 : grace;
    }
    request.deletion.timeout = read_duration(flags, "timeout");
    request.targets = parse_targets(flags.arguments, program);
    request.subresource = flags.text_or("subresource", "");
    request.save_config = flags.is_true("save-config");
    request.concurrency = read_concurrency(flags);
    command.what = std::move(request);
}

constexpr const char* k_description =
    "Replace whole objects by those in files, directories, URLs or standard input.\n\n"
    " An object without a resourceVersion overwrites what is there; one with a resourceVersion is written "
    "only if "
    "nobody has changed it since. --subresource replaces a subresource; where its kind is not that of the "
    "object "
    "(Scale), name the object, too.";

constexpr const char* k_examples =
    "  # Replace a pod using the data in pod.json\n"
    "  %s replace -f ./pod.json\n"
    "  \n"
    "  # Update a single-container pod's image version (tag) to v4\n"
    "  %s get pod mypod -o yaml | sed 's/\\(image: myimage\\):.*$/\\1:v4/' | %s replace -f -\n"
    "  \n"
    "  # Write the status of an object\n"
    "  %s update -f node.json --subresource=status\n"
    "  \n"
    "  # Set a deployment's scale\n"
    "  %s update deployment/web -f scale.json --subresource=scale\n"
    "  \n"
    "  # Force replace, delete and then re-create the resource\n"
    "  %s replace --force -f ./pod.json";

}  // namespace

const Verb k_update_verb = {
    "update",
    "Replace whole objects (also: replace)",
    k_description,
    k_examples,
    "-f FILENAME [options]",
    update_flags,
    parse_update,
};

const Verb k_replace_verb = {
    "replace",    "Replace whole objects", k_description, k_examples, "-f FILENAME [options]", update_flags,
    parse_update,
};

}  // namespace yare
