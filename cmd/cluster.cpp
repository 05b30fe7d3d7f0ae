#include "format_flags.hpp"
#include "verb.hpp"
#include "waiting_flags.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_dump_flags[] = {
    {"all-namespaces", 'A', FlagType::boolean, "false",
     "If true, dump all namespaces.  If true, --namespaces is ignored."},
    k_missing_keys_flag,
    {"namespaces", 0, FlagType::list, "[]", "A comma separated list of namespaces to dump."},
    {"output", 'o', FlagType::text, "'json'", k_object_output_flag.help},
    {"output-directory", 0, FlagType::text, "''",
     "Where to output the files.  If empty or '-' uses stdout, otherwise creates a directory hierarchy in "
     "that directory"},
    {"pod-running-timeout", 0, FlagType::duration, "20s",
     "Accepted for scripts written for kubectl: no pod is waited for."},
    k_object_managed_fields_flag,
    k_template_flag,
};

FlagTable no_flags() { return {}; }
FlagTable dump_flags() { return k_dump_flags; }

void parse_cluster_info(const ParsedFlags& flags, const std::string&, ApiCommand& command) {
    auto name_space = flags.text_or("namespace", "");
    command.what = ClusterInfoRequest{name_space.empty() ? "kube-system" : std::move(name_space)};
}

void parse_dump(const ParsedFlags& flags, const std::string&, ApiCommand& command) {
    command.how = read_object_format(flags);
    if (command.how.is_table()) {
        command.how.kind = Format::Kind::json;
    }
    if (read_waiting_time(flags, "pod-running-timeout", Milliseconds(20000)) <= Milliseconds(0)) {
        throw UsageError("--pod-running-timeout must be higher than zero");
    }
    ClusterDumpRequest request;
    request.directory = flags.text_or("output-directory", "");
    request.name_spaces = flags.values("namespaces");
    request.all_namespaces = flags.is_true("all-namespaces");
    command.what = std::move(request);
}

}  // namespace

const Verb k_cluster_info_verb = {
    "cluster-info",
    "Display cluster information",
    "Display addresses of the control plane and services with label kubernetes.io/cluster-service=true. To "
    "further debug and diagnose cluster problems, use 'cluster-info dump'.",
    "  # Print the address of the control plane and cluster services\n"
    "  %s cluster-info",
    "[flags] [options]",
    no_flags,
    parse_cluster_info,
};

const Verb k_cluster_info_dump_verb = {
    "cluster-info dump",
    "Dump relevant information for debugging and diagnosis",
    "Dump cluster information out suitable for debugging and diagnosing cluster problems. By default, dumps "
    "everything to stdout. You can optionally specify a directory with --output-directory. If you specify a "
    "directory, a set of files is built in that directory. By default, only dumps things in the current "
    "namespace and 'kube-system' namespace, but you can switch to a different namespace with the "
    "--namespaces "
    "flag, or specify --all-namespaces to dump all namespaces.\n\n"
    " The command also dumps the logs of all of the pods in these namespaces; these logs are dumped into "
    "different directories based on namespace and pod name.",
    "  # Dump current cluster state to stdout\n"
    "  %s cluster-info dump\n"
    "  \n"
    "  # Dump current cluster state to /path/to/cluster-state\n"
    "  %s cluster-info dump --output-directory=/path/to/cluster-state\n"
    "  \n"
    "  # Dump all namespaces to stdout\n"
    "  %s cluster-info dump --all-namespaces\n"
    "  \n"
    "  # Dump a set of namespaces to /path/to/cluster-state\n"
    "  %s cluster-info dump --namespaces default,kube-system --output-directory=/path/to/cluster-state",
    "[flags] [options]",
    dump_flags,
    parse_dump,
};

}  // namespace yare
