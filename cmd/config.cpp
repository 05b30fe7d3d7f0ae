#include "config_verbs.hpp"
#include "help.hpp"
#include "unknown_command.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_get_contexts_flags[] = {
    {"no-headers", 0, FlagType::boolean, "false",
     "When using the default or custom-column output format, don't print headers (default print headers)."},
    {"output", 'o', FlagType::text, "''", "Output format. One of: (name)."},
};

constexpr FlagSpec k_view_flags[] = {
    k_missing_keys_flag,
    {"flatten", 0, FlagType::boolean, "false",
     "Flatten the resulting kubeconfig file into self-contained output (useful for creating portable "
     "kubeconfig files)"},
    {"merge", 0, FlagType::boolean, "true", "Merge the full hierarchy of kubeconfig files"},
    {"minify", 0, FlagType::boolean, "false",
     "Remove all information not used by current-context from the output"},
    {"output", 'o', FlagType::text, "'yaml'", k_object_output_flag.help},
    {"raw", 0, FlagType::boolean, "false", "Display raw byte data and sensitive data"},
    k_object_managed_fields_flag,
    k_template_flag,
};

FlagTable no_flags() { return {}; }
FlagTable get_contexts_flags() { return k_get_contexts_flags; }
FlagTable view_flags() { return k_view_flags; }

// As kubectl: help on stderr, a failure.
TextCommand say_config(const ParsedFlags& flags, const std::string& program) {
    if (!flags.arguments.empty()) {
        throw unknown_inner_command(flags.arguments, program, k_config_verb);
    }
    throw UsageText(verb_help(k_config_verb, program));
}

Command parse_current_context(const ParsedFlags&, const std::string&, Overrides where) {
    return ConfigCommand{std::move(where), CurrentContextRequest{}};
}

Command parse_get_clusters(const ParsedFlags&, const std::string&, Overrides where) {
    return ConfigCommand{std::move(where), GetEntriesRequest{GetEntriesRequest::List::clusters}};
}

Command parse_get_users(const ParsedFlags&, const std::string&, Overrides where) {
    return ConfigCommand{std::move(where), GetEntriesRequest{GetEntriesRequest::List::users}};
}

Command parse_get_contexts(const ParsedFlags& flags, const std::string& program, Overrides where) {
    const auto output = flags.text_or("output", "");
    if (!output.empty() && output != "name") {
        throw UsageError("--output " + output + " is not available in " + program +
                         " config get-contexts; resetting to default output format");
    }
    return ConfigCommand{std::move(where), GetContextsRequest{.names = flags.arguments,
                                                              .names_only = output == "name",
                                                              .no_headers = flags.is_true("no-headers")}};
}

Command parse_view(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (!flags.arguments.empty()) {
        throw usage_error("unexpected arguments: " + go_list(flags.arguments), program,
                          k_config_view_verb.name);
    }
    ViewConfigRequest request;
    request.minify = flags.is_true("minify");
    request.flatten = flags.is_true("flatten");
    request.raw = flags.is_true("raw");
    request.merge = flags.is_true("merge", true);
    Format format;
    const auto output = flags.text_or("output", "yaml");
    read_output(format, output, flags.text_or("template", ""), FormatSet::changing);
    if (format.kind == Format::Kind::table) {
        throw UsageError("unable to match a printer suitable for the output format \"\"");
    }
    format.allow_missing_keys = flags.is_true("allow-missing-template-keys", true);
    format.keep_order = true;
    return ConfigCommand{std::move(where), request, format};
}

}  // namespace

std::string go_list(const std::vector<std::string>& words) {
    std::string text = "[";
    for (const auto& word : words) {
        text += (text.size() == 1 ? "" : " ") + word;
    }
    return text + "]";
}

TextCommand refuse_arguments(const Verb& verb, const ParsedFlags& flags, const std::string& program,
                             const char* words) {
    return refuse_call(verb, program, words + go_list(flags.arguments));
}

TextCommand refuse_call(const Verb& verb, const std::string& program, std::string error) {
    auto command = help_command(verb, program, 1);
    command.error = std::move(error);
    return command;
}

std::optional<bool> optional_flag(const ParsedFlags& flags, const char* name) {
    return flags.given(name) ? std::optional(flags.is_true(name)) : std::nullopt;
}

const Verb k_config_verb = {
    .name = "config",
    .summary = "Modify kubeconfig files",
    .description =
        "Modify kubeconfig files using subcommands like \"config set current-context my-context\".\n\n"
        " The loading order follows these rules:\n\n"
        "  1.  If the --kubeconfig flag is set, then only that file is loaded. The flag may only be set once "
        "and no merging takes place.\n"
        "  2.  If $KUBECONFIG environment variable is set, then it is used as a list of paths. These paths "
        "are merged. When a value is modified, it is modified in the file that defines the stanza. When a "
        "value is created, it is created in the first file that exists. If no files in the chain exist, then "
        "it creates the last file in the list.\n"
        "  3.  Otherwise, ${HOME}/.kube/config is used and no merging takes place.\n\n"
        " A file is changed in its text: comments, order, layout and fields that are not known stay.",
    .examples = "",
    .usage = "SUBCOMMAND [options]",
    .flags = no_flags,
    .parse = nullptr,
    .say = say_config,
};

const Verb k_config_current_context_verb = {
    .name = "config current-context",
    .summary = "Display the current-context",
    .description = "Display the current-context.",
    .examples =
        "  # Display the current-context\n"
        "  %s config current-context",
    .usage = "[flags] [options]",
    .flags = no_flags,
    .parse = nullptr,
    .configure = parse_current_context,
};

const Verb k_config_get_clusters_verb = {
    .name = "config get-clusters",
    .summary = "Display clusters defined in the kubeconfig",
    .description = "Display clusters defined in the kubeconfig.",
    .examples =
        "  # List the clusters that the kubeconfig knows about\n"
        "  %s config get-clusters",
    .usage = "[flags] [options]",
    .flags = no_flags,
    .parse = nullptr,
    .configure = parse_get_clusters,
};

const Verb k_config_get_users_verb = {
    .name = "config get-users",
    .summary = "Display users defined in the kubeconfig",
    .description = "Display users defined in the kubeconfig.",
    .examples =
        "  # List the users that the kubeconfig knows about\n"
        "  %s config get-users",
    .usage = "[flags] [options]",
    .flags = no_flags,
    .parse = nullptr,
    .configure = parse_get_users,
};

const Verb k_config_get_contexts_verb = {
    .name = "config get-contexts",
    .summary = "Describe one or many contexts",
    .description = "Display one or many contexts from the kubeconfig file.",
    .examples =
        "  # List all the contexts in your kubeconfig file\n"
        "  %s config get-contexts\n"
        "  \n"
        "  # Describe one context in your kubeconfig file\n"
        "  %s config get-contexts my-context",
    .usage = "[(-o|--output=)name)] [options]",
    .flags = get_contexts_flags,
    .parse = nullptr,
    .configure = parse_get_contexts,
};

const Verb k_config_view_verb = {
    .name = "config view",
    .summary = "Display merged kubeconfig settings or a specified kubeconfig file",
    .description =
        "Display merged kubeconfig settings or a specified kubeconfig file.\n\n"
        " You can use --output jsonpath={...} to extract specific values using a jsonpath expression.",
    .examples =
        "  # Show merged kubeconfig settings\n"
        "  %s config view\n"
        "  \n"
        "  # Show merged kubeconfig settings, raw certificate data, and exposed secrets\n"
        "  %s config view --raw\n"
        "  \n"
        "  # Get the password for the e2e user\n"
        "  %s config view -o jsonpath='{.users[?(@.name == \"e2e\")].user.password}'",
    .usage = "[flags] [options]",
    .flags = view_flags,
    .parse = nullptr,
    .configure = parse_view,
};

}  // namespace yare
