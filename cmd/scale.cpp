#include "deletion_flags.hpp"
#include "selection_flags.hpp"
#include "verb.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_scale_flags[] = {
    {"all", 0, FlagType::boolean, "false",
     "Select all resources in the namespace of the specified resource types"},
    k_all_namespaces_flag,
    k_missing_keys_flag,
    k_chunk_size_flag,
    k_concurrency_flag,
    {"current-replicas", 0, FlagType::integer, "-1",
     "Precondition for current size. Requires that the current size of the resource match this value in "
     "order to "
     "scale. -1 (default) for no condition."},
    k_dry_run_flag,
    k_filename_flag,
    k_object_output_flag,
    k_recursive_flag,
    {"replicas", 0, FlagType::integer, "0", "The new desired number of replicas. Required."},
    {"resource-version", 0, FlagType::text, "''",
     "Precondition for resource version. Requires that the current resource version match this value in "
     "order to "
     "scale."},
    k_selector_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    {"timeout", 0, FlagType::duration, "0s",
     "The length of time to wait before giving up on a scale operation, zero means don't wait. Any other "
     "values "
     "should contain a corresponding time unit (e.g. 1s, 2m, 3h)."},
};

FlagTable scale_flags() { return k_scale_flags; }

void parse_scale(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    if (!flags.given("replicas")) {
        throw UsageError("required flag(s) \"replicas\" not set");
    }
    ScaleRequest request;
    request.dry_run = read_dry_run(flags, command);
    request.files = read_files(flags);
    request.replicas = flags.integer("replicas").value_or(0);
    const auto current = flags.integer("current-replicas").value_or(-1);
    constexpr long long k_most = 2147483647;  // int32
    if (request.replicas < 0 || request.replicas > k_most) {
        throw UsageError(
            "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
    }
    if (current < -1) {
        throw UsageError("The --current-replicas must specify an integer of -1 or greater");
    }
    if (current >= 0) {
        request.current_replicas = current;
    }
    request.resource_version = flags.text_or("resource-version", "");
    request.targets = parse_targets(flags.arguments, program);
    request.selection = read_selection(flags);
    request.all = flags.is_true("all");
    request.timeout = read_duration(flags, "timeout");
    request.concurrency = read_concurrency(flags);
    command.what = std::move(request);
    command.how = read_object_format(flags);
}

}  // namespace

const Verb k_scale_verb = {
    "scale",
    "Set a new size for objects that have a scale",
    "Set a new size for a deployment, replica set, replication controller, stateful set, or any other object "
    "with a "
    "scale subresource, custom ones too.\n\n"
    " With --current-replicas or --resource-version the size is set only if that still holds.",
    "  # Scale a replica set named 'foo' to 3\n"
    "  %s scale --replicas=3 rs/foo\n"
    "  \n"
    "  # Scale a resource identified by type and name specified in \"foo.yaml\" to 3\n"
    "  %s scale --replicas=3 -f foo.yaml\n"
    "  \n"
    "  # If the deployment named mysql's current size is 2, scale mysql to 3\n"
    "  %s scale --current-replicas=2 --replicas=3 deployment/mysql\n"
    "  \n"
    "  # Scale several objects and wait until they have that size\n"
    "  %s scale --replicas=5 deployment -l tier=front --timeout=2m",
    "--replicas=COUNT [--resource-version=version] [--current-replicas=count] (-f FILENAME | TYPE NAME... | "
    "TYPE "
    "(-l label | --all)) [options]",
    scale_flags,
    parse_scale,
};

}  // namespace yare
