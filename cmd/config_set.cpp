#include <vector>

#include "config_verbs.hpp"

namespace yare {

namespace {

using enum FlagType;

constexpr FlagSpec k_cluster_flags[] = {
    {"certificate-authority", 0, text, "''",
     "Path to certificate-authority file for the cluster entry in kubeconfig"},
    {"embed-certs", 0, boolean, "false", "embed-certs for the cluster entry in kubeconfig"},
    {"insecure-skip-tls-verify", 0, boolean, "false",
     "insecure-skip-tls-verify for the cluster entry in kubeconfig"},
    {"proxy-url", 0, text, "''", "proxy-url for the cluster entry in kubeconfig"},
    {"server", 0, text, "''", "server for the cluster entry in kubeconfig"},
    {"tls-server-name", 0, text, "''", "tls-server-name for the cluster entry in kubeconfig"},
};

constexpr FlagSpec k_context_flags[] = {
    {"cluster", 0, text, "''", "cluster for the context entry in kubeconfig"},
    {"current", 0, boolean, "false", "Modify the current context"},
    {"namespace", 'n', text, "''", "namespace for the context entry in kubeconfig"},
    {"user", 0, text, "''", "user for the context entry in kubeconfig"},
};

constexpr FlagSpec k_credentials_flags[] = {
    {"auth-provider", 0, text, "''", "Auth provider for the user entry in kubeconfig"},
    {"auth-provider-arg", 0, list, "[]", "'key=value' arguments for the auth provider"},
    {"client-certificate", 0, text, "''", "Path to client-certificate file for the user entry in kubeconfig"},
    {"client-key", 0, text, "''", "Path to client-key file for the user entry in kubeconfig"},
    {"embed-certs", 0, boolean, "false", "Embed client cert/key for the user entry in kubeconfig"},
    {"exec-api-version", 0, text, "''",
     "API version of the exec credential plugin for the user entry in kubeconfig"},
    {"exec-arg", 0, list, "[]",
     "New arguments for the exec credential plugin command for the user entry in kubeconfig"},
    {"exec-command", 0, text, "''",
     "Command for the exec credential plugin for the user entry in kubeconfig"},
    {"exec-env", 0, array, "[]", "'key=value' environment values for the exec credential plugin"},
    {"exec-interactive-mode", 0, text, "''",
     "InteractiveMode of the exec credentials plugin for the user entry in kubeconfig"},
    {"exec-provide-cluster-info", 0, boolean, "false",
     "ProvideClusterInfo of the exec credentials plugin for the user entry in kubeconfig"},
    {"password", 0, text, "''", "password for the user entry in kubeconfig"},
    {"token", 0, text, "''", "token for the user entry in kubeconfig"},
    {"username", 0, text, "''", "username for the user entry in kubeconfig"},
};

FlagTable cluster_flags() { return k_cluster_flags; }
FlagTable context_flags() { return k_context_flags; }
FlagTable credentials_flags() { return k_credentials_flags; }

Command parse_set_context(const ParsedFlags& flags, const std::string& program, Overrides where) {
    const auto& arguments = flags.arguments;
    if (arguments.size() > 1) {
        return refuse_arguments(k_config_set_context_verb, flags, program);
    }
    const bool has_name = !arguments.empty() && !arguments[0].empty();
    const bool current = flags.is_true("current");
    if (!has_name && !current) {
        throw UsageError("you must specify a non-empty context name or --current");
    }
    if (has_name && current) {
        throw UsageError("you cannot specify both a context name and --current");
    }
    SetContextRequest request;
    request.name = has_name ? std::optional(arguments[0]) : std::nullopt;
    request.cluster = flags.text("cluster");
    request.user = flags.text("user");
    request.name_space = flags.text("namespace");
    return ConfigCommand{std::move(where), std::move(request)};
}

Command parse_set_cluster(const ParsedFlags& flags, const std::string& program, Overrides where) {
    if (flags.arguments.size() != 1) {
        return refuse_arguments(k_config_set_cluster_verb, flags, program);
    }
    SetClusterRequest request;
    request.name = flags.arguments[0];
    request.server = flags.text("server");
    request.tls_server_name = flags.text("tls-server-name");
    request.certificate_authority = flags.text("certificate-authority");
    request.proxy_url = flags.text("proxy-url");
    request.insecure_skip_tls_verify = optional_flag(flags, "insecure-skip-tls-verify");
    request.embed_certs = flags.is_true("embed-certs");
    const bool has_authority = !request.certificate_authority.value_or("").empty();
    if (request.name.empty()) {
        throw UsageError("you must specify a non-empty cluster name");
    }
    if (request.insecure_skip_tls_verify.value_or(false) && has_authority) {
        throw UsageError("you cannot specify a certificate authority and insecure mode at the same time");
    }
    if (request.embed_certs && !has_authority) {
        throw UsageError("you must specify a --certificate-authority to embed");
    }
    return ConfigCommand{std::move(where), std::move(request)};
}

// kubectl/pkg/cmd/util/helpers.go, ParsePairs: KEY=VALUE sets, KEY- removes. False: `wrong` are neither.
bool read_pairs(const std::vector<std::string>& words, PairChanges& changes, std::string& wrong) {
    for (const auto& word : words) {
        const auto equals = word.find('=');
        if (equals != std::string::npos && equals > 0) {
            const std::string key = word.substr(0, equals);
            std::erase_if(changes.set, [&](const auto& pair) { return pair.first == key; });
            changes.set.emplace_back(key, word.substr(equals + 1));
        } else if (word.size() > 1 && word.ends_with('-')) {
            changes.remove.push_back(word.substr(0, word.size() - 1));
        } else {
            wrong += (wrong.empty() ? "" : ", ") + word;
        }
    }
    return wrong.empty();
}

void check_credentials(const SetCredentialsRequest& request) {
    const auto given = [](const std::optional<std::string>& value) { return !value.value_or("").empty(); };
    if (request.name.empty()) {
        throw UsageError("you must specify a non-empty user name");
    }
    if (given(request.token) && (given(request.username) || given(request.password))) {
        throw UsageError(
            "you cannot specify more than one authentication method at the same time: --token, "
            "--username/--password");
    }
    if (request.embed_certs && !given(request.client_certificate) && !given(request.client_key)) {
        throw UsageError("you must specify a --client-certificate or --client-key to embed");
    }
}

void check_mode(const SetCredentialsRequest& request) {
    const auto mode = request.exec_interactive_mode.value_or("Never");
    if (mode != "IfAvailable" && mode != "Always" && mode != "Never") {
        throw UsageError("invalid interactive mode type, can be only IfAvailable, Never, Always");
    }
}

Command parse_set_credentials(const ParsedFlags& flags, const std::string& program, Overrides where) {
    const auto& verb = k_config_set_credentials_verb;
    if (flags.arguments.size() != 1) {
        return refuse_arguments(verb, flags, program, "unexpected args: ");
    }
    SetCredentialsRequest request;
    std::string wrong;
    for (const auto& [flag, changes] : {std::pair("auth-provider-arg", &request.auth_provider_args),
                                        std::pair("exec-env", &request.exec_env)}) {
        if (!read_pairs(flags.values(flag), *changes, wrong)) {
            return refuse_call(verb, program, std::string("invalid ") + flag + " format: " + wrong);
        }
    }
    request.name = flags.arguments[0];
    request.client_certificate = flags.text("client-certificate");
    request.client_key = flags.text("client-key");
    request.token = flags.text("token");
    request.username = flags.text("username");
    request.password = flags.text("password");
    request.auth_provider = flags.text("auth-provider");
    request.exec_command = flags.text("exec-command");
    request.exec_api_version = flags.text("exec-api-version");
    request.exec_interactive_mode = flags.text("exec-interactive-mode");
    request.exec_provide_cluster_info = optional_flag(flags, "exec-provide-cluster-info");
    request.exec_args = flags.values("exec-arg");
    request.embed_certs = flags.is_true("embed-certs");
    check_credentials(request);
    check_mode(request);
    return ConfigCommand{std::move(where), std::move(request)};
}

}  // namespace

const Verb k_config_set_context_verb = {
    .name = "config set-context",
    .summary = "Set a context entry in kubeconfig",
    .description =
        "Set a context entry in kubeconfig.\n\n"
        " Specifying a name that already exists will merge new fields on top of existing values for those "
        "fields.",
    .examples =
        "  # Set the user field on the gce context entry without touching other values\n"
        "  %s config set-context gce --user=cluster-admin\n"
        "  \n"
        "  # Set the namespace of the current context\n"
        "  %s config set-context --current --namespace=shop",
    .usage =
        "[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] "
        "[--namespace=namespace] [options]",
    .flags = context_flags,
    .parse = nullptr,
    .configure = parse_set_context,
};

const Verb k_config_set_cluster_verb = {
    .name = "config set-cluster",
    .summary = "Set a cluster entry in kubeconfig",
    .description =
        "Set a cluster entry in kubeconfig.\n\n"
        " Specifying a name that already exists will merge new fields on top of existing values for those "
        "fields.",
    .examples =
        "  # Set only the server field on the e2e cluster entry without touching other values\n"
        "  %s config set-cluster e2e --server=https://1.2.3.4\n"
        "  \n"
        "  # Embed certificate authority data for the e2e cluster entry\n"
        "  %s config set-cluster e2e --embed-certs --certificate-authority=~/.kube/e2e/kubernetes.ca.crt\n"
        "  \n"
        "  # Disable cert checking for the e2e cluster entry\n"
        "  %s config set-cluster e2e --insecure-skip-tls-verify=true\n"
        "  \n"
        "  # Set the custom TLS server name to use for validation for the e2e cluster entry\n"
        "  %s config set-cluster e2e --tls-server-name=my-cluster-name\n"
        "  \n"
        "  # Set the proxy URL for the e2e cluster entry\n"
        "  %s config set-cluster e2e --proxy-url=https://1.2.3.4",
    .usage =
        "NAME [--server=server] [--certificate-authority=path/to/certificate/authority] "
        "[--insecure-skip-tls-verify=true] [--tls-server-name=example.com] [options]",
    .flags = cluster_flags,
    .parse = nullptr,
    .configure = parse_set_cluster,
};

const Verb k_config_set_credentials_verb = {
    .name = "config set-credentials",
    .summary = "Set a user entry in kubeconfig",
    .description =
        "Set a user entry in kubeconfig.\n\n"
        " Specifying a name that already exists will merge new fields on top of existing values.\n\n"
        " Client-certificate flags: --client-certificate=certfile --client-key=keyfile\n\n"
        " Bearer token flags: --token=bearer_token\n\n"
        " Basic auth flags: --username=basic_user --password=basic_password\n\n"
        " Bearer token and basic auth are mutually exclusive.",
    .examples =
        "  # Set only the \"client-key\" field on the \"cluster-admin\"\n"
        "  # entry, without touching other values\n"
        "  %s config set-credentials cluster-admin --client-key=~/.kube/admin.key\n"
        "  \n"
        "  # Set basic auth for the \"cluster-admin\" entry\n"
        "  %s config set-credentials cluster-admin --username=admin --password=uXFGweU9l35qcif\n"
        "  \n"
        "  # Embed client certificate data in the \"cluster-admin\" entry\n"
        "  %s config set-credentials cluster-admin --client-certificate=~/.kube/admin.crt "
        "--embed-certs=true\n"
        "  \n"
        "  # Enable the OpenID Connect auth provider for the \"cluster-admin\" entry with additional "
        "arguments\n"
        "  %s config set-credentials cluster-admin --auth-provider=oidc --auth-provider-arg=client-id=foo "
        "--auth-provider-arg=client-secret=bar\n"
        "  \n"
        "  # Remove the \"client-secret\" config value for the OpenID Connect auth provider for the "
        "\"cluster-admin\" entry\n"
        "  %s config set-credentials cluster-admin --auth-provider=oidc --auth-provider-arg=client-secret-\n"
        "  \n"
        "  # Enable new exec auth plugin for the \"cluster-admin\" entry with interactive mode\n"
        "  %s config set-credentials cluster-admin --exec-command=/path/to/the/executable "
        "--exec-api-version=client.authentication.k8s.io/v1beta1 --exec-interactive-mode=Never\n"
        "  \n"
        "  # Define new exec auth plugin arguments for the \"cluster-admin\" entry\n"
        "  %s config set-credentials cluster-admin --exec-arg=arg1 --exec-arg=arg2\n"
        "  \n"
        "  # Create or update exec auth plugin environment variables for the \"cluster-admin\" entry\n"
        "  %s config set-credentials cluster-admin --exec-env=key1=val1 --exec-env=key2=val2\n"
        "  \n"
        "  # Remove exec auth plugin environment variables for the \"cluster-admin\" entry\n"
        "  %s config set-credentials cluster-admin --exec-env=var-to-remove-",
    .usage =
        "NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] "
        "[--token=bearer_token] [--username=basic_user] [--password=basic_password] "
        "[--auth-provider=provider_name] [--auth-provider-arg=key=value] [--exec-command=exec_command] "
        "[--exec-api-version=exec_api_version] [--exec-arg=arg] [--exec-env=key=value] [options]",
    .flags = credentials_flags,
    .parse = nullptr,
    .configure = parse_set_credentials,
};

}  // namespace yare
