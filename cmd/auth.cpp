#include "format_flags.hpp"
#include "help.hpp"
#include "unknown_command.hpp"
#include "verb.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_can_i_flags[] = {
    {"all-namespaces", 'A', FlagType::boolean, "false",
     "If true, check the specified action in all namespaces."},
    {"list", 0, FlagType::boolean, "false", "If true, prints all allowed actions."},
    {"no-headers", 0, FlagType::boolean, "false", "If true, prints allowed actions without headers"},
    {"quiet", 'q', FlagType::boolean, "false", "If true, suppress output and just return the exit code."},
    {"subresource", 0, FlagType::text, "''", "SubResource such as pod/log or deployment/scale"},
};

constexpr FlagSpec k_whoami_flags[] = {
    k_missing_keys_flag,
    k_object_output_flag,
    k_object_managed_fields_flag,
    k_template_flag,
};

FlagTable no_flags() { return {}; }
FlagTable can_i_flags() { return k_can_i_flags; }
FlagTable whoami_flags() { return k_whoami_flags; }

// As kubectl: help, which is a failure all the same.
TextCommand say_auth(const ParsedFlags& flags, const std::string& program) {
    if (!flags.arguments.empty()) {
        throw unknown_inner_command(flags.arguments, program, k_auth_verb);
    }
    throw UsageText(verb_help(k_auth_verb, program));
}

AccessListRequest read_access_list(const ParsedFlags& flags) {
    if (!flags.arguments.empty()) {
        throw UsageError("list option must be specified with no arguments");
    }
    if (flags.is_true("quiet") || flags.is_true("all-namespaces") ||
        !flags.text_or("subresource", "").empty()) {
        throw UsageError(
            "list option can't be specified with neither quiet, all-namespaces nor subresource options");
    }
    return {flags.is_true("no-headers")};
}

CanIRequest read_question(const ParsedFlags& flags, const std::string& program) {
    if (flags.arguments.size() != 2) {
        throw UsageError(
            "you must specify two arguments: verb resource or verb resource/resourceName.\nSee '" + program +
            " auth can-i -h' for help and examples.");
    }
    CanIRequest request;
    request.verb = flags.arguments[0];
    request.subresource = flags.text_or("subresource", "");
    request.all_namespaces = flags.is_true("all-namespaces");
    request.quiet = flags.is_true("quiet");
    const auto& what = flags.arguments[1];
    if (what.starts_with('/')) {
        request.path = what;
        if (!request.subresource.empty()) {
            throw UsageError("--subresource can not be used with NonResourceURL");
        }
    } else {
        const auto slash = what.find('/');
        request.type = what.substr(0, slash);
        request.name = slash == std::string::npos ? "" : what.substr(slash + 1);
    }
    if (flags.is_true("no-headers")) {
        throw UsageError("--no-headers cannot be set without --list specified");
    }
    return request;
}

void parse_can_i(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    if (flags.is_true("list")) {
        command.what = read_access_list(flags);
    } else {
        command.what = read_question(flags, program);
    }
}

void parse_whoami(const ParsedFlags& flags, const std::string&, ApiCommand& command) {
    if (!flags.text_or("output", "").empty()) {  // else kubectl prints the table, whatever --template says
        command.how = read_object_format(flags);
    }
    command.what = WhoAmIRequest{};
}

}  // namespace

const Verb k_auth_verb = {
    .name = "auth",
    .summary = "Inspect authorization",
    .description = "Inspect authorization.",
    .examples = "",
    .usage = "[flags] [options]",
    .flags = no_flags,
    .parse = nullptr,
    .say = say_auth,
};

const Verb k_auth_can_i_verb = {
    "auth can-i",
    "Check whether an action is allowed",
    "Check whether an action is allowed.\n\n"
    " VERB is a logical Kubernetes API verb like 'get', 'list', 'watch', 'delete', etc. TYPE is a Kubernetes "
    "resource. Shortcuts and groups will be resolved. NONRESOURCEURL is a partial URL that starts with "
    "\"/\". "
    "NAME is the name of a particular Kubernetes resource. This command pairs nicely with impersonation. See "
    "--as global flag.",
    "  # Check to see if I can create pods in any namespace\n"
    "  %s auth can-i create pods --all-namespaces\n"
    "  \n"
    "  # Check to see if I can list deployments in my current namespace\n"
    "  %s auth can-i list deployments.apps\n"
    "  \n"
    "  # Check to see if service account \"foo\" of namespace \"dev\" can list pods in the namespace "
    "\"prod\"\n"
    "  # You must be allowed to use impersonation for the global option \"--as\"\n"
    "  %s auth can-i list pods --as=system:serviceaccount:dev:foo -n prod\n"
    "  \n"
    "  # Check to see if I can do everything in my current namespace (\"*\" means all)\n"
    "  %s auth can-i '*' '*'\n"
    "  \n"
    "  # Check to see if I can get the job named \"bar\" in namespace \"foo\"\n"
    "  %s auth can-i list jobs.batch/bar -n foo\n"
    "  \n"
    "  # Check to see if I can read pod logs\n"
    "  %s auth can-i get pods --subresource=log\n"
    "  \n"
    "  # Check to see if I can access the URL /logs/\n"
    "  %s auth can-i get /logs/\n"
    "  \n"
    "  # Check to see if I can approve certificates.k8s.io\n"
    "  %s auth can-i approve certificates.k8s.io\n"
    "  \n"
    "  # List all allowed actions in namespace \"foo\"\n"
    "  %s auth can-i --list --namespace=foo",
    "VERB [TYPE | TYPE/NAME | NONRESOURCEURL] [options]",
    can_i_flags,
    parse_can_i,
};

const Verb k_auth_whoami_verb = {
    "auth whoami",
    "Check self subject attributes",
    "Check who you are and your attributes (groups, extra).\n\n"
    " This command is helpful to get yourself aware of the current user attributes, especially when dynamic "
    "authentication, e.g., token webhook, auth proxy, or OIDC provider, is enabled in the Kubernetes "
    "cluster.",
    "  # Get your subject attributes\n"
    "  %s auth whoami\n"
    "  \n"
    "  # Get your subject attributes in JSON format\n"
    "  %s auth whoami -o json",
    "[options]",
    whoami_flags,
    parse_whoami,
};

}  // namespace yare
