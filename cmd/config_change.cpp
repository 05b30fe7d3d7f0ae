#include "config_verbs.hpp"
#include "help.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

using List = DeleteEntryRequest::List;

constexpr FlagSpec k_set_flags[] = {
    {"set-raw-bytes", 0, FlagType::boolean, "false",
     "When writing a []byte PROPERTY_VALUE, write the given string directly without base64 decoding."},
};

FlagTable no_flags() { return {}; }
FlagTable set_flags() { return k_set_flags; }

Command parse_use_context(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (flags.arguments.size() != 1) {
        return refuse_arguments(k_config_use_context_verb, flags, program);
    }
    return ConfigCommand{std::move(where), UseContextRequest{flags.arguments[0]}};
}

Command parse_rename_context(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (flags.arguments.size() != 2) {
        return refuse_arguments(k_config_rename_context_verb, flags, program);
    }
    if (flags.arguments[1].empty()) {
        throw UsageError("You must specify a new non-empty context name");
    }
    return ConfigCommand{std::move(where), RenameContextRequest{flags.arguments[0], flags.arguments[1]}};
}

// As kubectl: help, which is no failure.
Command parse_delete_context(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (flags.arguments.size() != 1) {
        return help_command(k_config_delete_context_verb, program);
    }
    return ConfigCommand{std::move(where), DeleteEntryRequest{List::contexts, flags.arguments[0]}};
}

Command parse_delete_cluster(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (flags.arguments.size() != 1) {
        return help_command(k_config_delete_cluster_verb, program);
    }
    return ConfigCommand{std::move(where), DeleteEntryRequest{List::clusters, flags.arguments[0]}};
}

Command parse_delete_user(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (flags.arguments.size() != 1) {
        throw usage_error("user to delete is required", program, k_config_delete_user_verb.name);
    }
    return ConfigCommand{std::move(where), DeleteEntryRequest{List::users, flags.arguments[0]}};
}

Command parse_set(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (flags.arguments.size() != 2) {
        return refuse_arguments(k_config_set_verb, flags, program);
    }
    SetPropertyRequest request{flags.arguments[0], flags.arguments[1], flags.is_true("set-raw-bytes")};
    if (request.value.empty()) {
        throw UsageError("you cannot use set to unset a property");
    }
    if (request.name.empty()) {
        throw UsageError("you must specify a property");
    }
    return ConfigCommand{std::move(where), std::move(request)};
}

Command parse_unset(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (flags.arguments.size() != 1) {
        return refuse_arguments(k_config_unset_verb, flags, program);
    }
    if (flags.arguments[0].empty()) {
        throw UsageError("you must specify a property");
    }
    return ConfigCommand{std::move(where), UnsetPropertyRequest{flags.arguments[0]}};
}

}  // namespace

const Verb k_config_use_context_verb = {
    .name = "config use-context",
    .summary = "Set the current-context in a kubeconfig file",
    .description = "Set the current-context in a kubeconfig file.",
    .examples =
        "  # Use the context for the minikube cluster\n"
        "  %s config use-context minikube",
    .usage = "CONTEXT_NAME [options]",
    .flags = no_flags,
    .parse = nullptr,
    .aliases = "use",
    .configure = parse_use_context,
};

const Verb k_config_rename_context_verb = {
    .name = "config rename-context",
    .summary = "Rename a context from the kubeconfig file",
    .description =
        "Renames a context from the kubeconfig file.\n\n"
        " CONTEXT_NAME is the context name that you want to change.\n\n"
        " NEW_NAME is the new name you want to set.\n\n"
        " Note: If the context being renamed is the 'current-context', this field will also be updated.",
    .examples =
        "  # Rename the context 'old-name' to 'new-name' in your kubeconfig file\n"
        "  %s config rename-context old-name new-name",
    .usage = "CONTEXT_NAME NEW_NAME [options]",
    .flags = no_flags,
    .parse = nullptr,
    .configure = parse_rename_context,
};

const Verb k_config_delete_context_verb = {
    .name = "config delete-context",
    .summary = "Delete the specified context from the kubeconfig",
    .description = "Delete the specified context from the kubeconfig.",
    .examples =
        "  # Delete the context for the minikube cluster\n"
        "  %s config delete-context minikube",
    .usage = "NAME [options]",
    .flags = no_flags,
    .parse = nullptr,
    .configure = parse_delete_context,
};

const Verb k_config_delete_cluster_verb = {
    .name = "config delete-cluster",
    .summary = "Delete the specified cluster from the kubeconfig",
    .description = "Delete the specified cluster from the kubeconfig.",
    .examples =
        "  # Delete the minikube cluster\n"
        "  %s config delete-cluster minikube",
    .usage = "NAME [options]",
    .flags = no_flags,
    .parse = nullptr,
    .configure = parse_delete_cluster,
};

const Verb k_config_delete_user_verb = {
    .name = "config delete-user",
    .summary = "Delete the specified user from the kubeconfig",
    .description = "Delete the specified user from the kubeconfig.",
    .examples =
        "  # Delete the minikube user\n"
        "  %s config delete-user minikube",
    .usage = "NAME [options]",
    .flags = no_flags,
    .parse = nullptr,
    .configure = parse_delete_user,
};

const Verb k_config_set_verb = {
    .name = "config set",
    .summary = "Set an individual value in a kubeconfig file",
    .description =
        "Set an individual value in a kubeconfig file.\n\n"
        " PROPERTY_NAME is a dot delimited name where each token represents either an attribute name or a "
        "map key.  Map keys may not contain dots.\n\n"
        " PROPERTY_VALUE is the new value you want to set. Binary fields such as "
        "'certificate-authority-data' expect a base64 encoded string unless the --set-raw-bytes flag is "
        "used.\n\n"
        " Specifying an attribute name that already exists will merge new fields on top of existing values.",
    .examples =
        "  # Set the server field on the my-cluster cluster to https://1.2.3.4\n"
        "  %s config set clusters.my-cluster.server https://1.2.3.4\n"
        "  \n"
        "  # Set the certificate-authority-data field on the my-cluster cluster\n"
        "  %s config set clusters.my-cluster.certificate-authority-data $(echo \"cert_data_here\" | base64 "
        "-i -)\n"
        "  \n"
        "  # Set the cluster field in the my-context context to my-cluster\n"
        "  %s config set contexts.my-context.cluster my-cluster\n"
        "  \n"
        "  # Set the client-key-data field in the cluster-admin user using --set-raw-bytes option\n"
        "  %s config set users.cluster-admin.client-key-data cert_data_here --set-raw-bytes=true",
    .usage = "PROPERTY_NAME PROPERTY_VALUE [options]",
    .flags = set_flags,
    .parse = nullptr,
    .configure = parse_set,
};

const Verb k_config_unset_verb = {
    .name = "config unset",
    .summary = "Unset an individual value in a kubeconfig file",
    .description =
        "Unset an individual value in a kubeconfig file.\n\n"
        " PROPERTY_NAME is a dot delimited name where each token represents either an attribute name or a "
        "map key.  Map keys may not contain dots.",
    .examples =
        "  # Unset the current-context\n"
        "  %s config unset current-context\n"
        "  \n"
        "  # Unset namespace in foo context\n"
        "  %s config unset contexts.foo.namespace",
    .usage = "PROPERTY_NAME [options]",
    .flags = no_flags,
    .parse = nullptr,
    .configure = parse_unset,
};

}  // namespace yare
