#include "config/resolve.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "config/chosen_entries.hpp"
#include "config/environment_proxy.hpp"
#include "config/in_cluster.hpp"
#include "config/kuberc.hpp"
#include "config/load.hpp"
#include "config/plan_login.hpp"
#include "config/validation.hpp"

namespace yare {

namespace {

constexpr std::size_t k_pem_limit = std::size_t{16} << 20;
constexpr std::size_t k_token_limit = std::size_t{1} << 20;

bool has_certificate(const User& user) {
    return !user.client_certificate.empty() || !user.client_certificate_data.empty();
}

bool has_token(const User& user) { return !user.token.empty() || !user.token_file.empty(); }

// What is configured may be nothing: then a pod's own account serves, with the flags on top. Credentials
// given by flags replace the account's token.
void use_pod_account(ChosenEntries& chosen, const Overrides& overrides, const Environment& environment,
                     const std::string& account_dir) {
    chosen.cluster = in_cluster_server(environment, account_dir);
    apply(overrides, chosen.cluster);
    User user;
    apply(overrides, user);
    if (!has_token(user) && !has_certificate(user) && user.username.empty()) {
        user = in_cluster_user(account_dir);
        apply(overrides, user);
    }
    chosen.user = std::move(user);
}

// `kubectl get` asks for the namespace first, which validates before it looks for entries that flags name;
// with -n the order is the other one. Scripts see the difference in the words.
void check(const ChosenEntries& chosen, bool namespace_given) {
    if (!namespace_given) {
        confirm_usable(chosen);
    }
    if (!chosen.missing.empty()) {
        throw ConfigError(chosen.missing.front());
    }
    if (namespace_given) {
        confirm_usable(chosen);
    }
}

// client-go reads a token file only where no start value was given, and then its errors are final.
void set_token(const User& user, Connection& connection) {
    connection.token = user.token;
    connection.token_file = user.token_file;
    if (user.token.empty() && !user.token_file.empty()) {
        connection.token = trim(read_config_file(user.token_file, k_token_limit));
        if (connection.token.empty()) {
            throw ConfigError("read empty token from file " + go_quote(user.token_file));
        }
    }
}

std::string data_or_file(const std::string& data, const std::string& file) {
    return data.empty() && !file.empty() ? read_config_file(file, k_pem_limit) : data;
}

void set_trust(const Cluster& cluster, Connection& connection) {
    const bool has_ca = !cluster.certificate_authority.empty() || !cluster.certificate_authority_data.empty();
    if (has_ca && cluster.insecure_skip_tls_verify) {
        throw ConfigError("specifying a root certificates file with the insecure flag is not allowed");
    }
    connection.insecure_skip_tls_verify = cluster.insecure_skip_tls_verify;
    connection.tls_server_name = cluster.tls_server_name;
    if (has_ca) {
        connection.ca_pem = data_or_file(cluster.certificate_authority_data, cluster.certificate_authority);
    }
}

// Only for https: over plain http client-go does not look at credentials.
void set_security(const ChosenEntries& chosen, const Url& server, const PluginPolicy& policy,
                  Connection& connection) {
    const User& user = chosen.user;
    set_token(user, connection);
    set_trust(chosen.cluster, connection);
    if (has_certificate(user)) {
        connection.client_certificate_pem =
            data_or_file(user.client_certificate_data, user.client_certificate);
        connection.client_key_pem = data_or_file(user.client_key_data, user.client_key);
    }
    plan_login(chosen, policy, connection);
    if (!user.username.empty()) {
        if (has_token(user)) {
            throw ConfigError("username/password or bearer token may be set, but not both");
        }
        connection.basic = {user.username, user.password};
    }
    if (auto in_url = server.user()) {
        // Go's http client lets https://USER:PASSWORD@HOST win over every other header
        connection.basic = std::move(in_url);
        connection.token.clear();
        connection.token_file.clear();
        connection.exec.reset();
        connection.oidc.reset();
    }
}

void set_impersonation(const User& user, Connection& connection) {
    if (user.as.empty()) {
        return;
    }
    connection.impersonate = {.user = user.as, .uid = user.as_uid, .groups = user.as_groups, .extra = {}};
    for (const auto& [key, values] : user.as_user_extra) {
        for (const auto& value : values) {
            connection.impersonate.extra.emplace_back(key, value);
        }
    }
}

std::string proxy_for(const ChosenEntries& chosen, const Url& server, const Environment& environment) {
    const std::string& configured = chosen.cluster.proxy_url;
    const auto url = parse_url(configured);
    return url ? usable_proxy(*url, "the proxy-url of cluster " + go_quote(chosen.cluster_name))
               : environment_proxy(environment, server);
}

std::string cache_dir(const Overrides& overrides, const Environment& environment) {
    if (overrides.cache_dir && !overrides.cache_dir->empty()) {
        return *overrides.cache_dir;
    }
    const std::string chosen = variable(environment, "KUBECACHEDIR");
    const std::string home = variable(environment, "HOME");
    return !chosen.empty() || home.empty() ? chosen : home + "/.kube/cache";
}

}  // namespace

Connection resolve_connection(const Overrides& overrides, const Environment& environment,
                              const std::string& service_account_dir) {
    Kuberc kuberc = load_kuberc(overrides, environment);
    ChosenEntries chosen = select(load_kubeconfig(overrides, environment), overrides, environment);
    Connection connection;
    connection.notes = std::move(kuberc.notes);
    connection.namespace_name = overrides.namespace_name.value_or("");
    connection.namespace_is_explicit = !connection.namespace_name.empty();
    check(chosen, connection.namespace_is_explicit);

    const bool in_cluster = is_in_cluster(environment, service_account_dir);
    if (in_cluster && chosen.is_default) {
        use_pod_account(chosen, overrides, environment, service_account_dir);
    }
    if (!connection.namespace_is_explicit) {
        // a pod's namespace serves a kubeconfig too that does not say one
        connection.namespace_name = !chosen.context.namespace_name.empty() ? chosen.context.namespace_name
                                    : in_cluster ? in_cluster_namespace(environment, service_account_dir)
                                                 : "default";
    }
    const Url server = parse_server(chosen.cluster.server);
    connection.server = to_text(server);
    if (server.scheme == "https") {
        set_security(chosen, server, kuberc.policy, connection);
    }
    set_impersonation(chosen.user, connection);
    connection.proxy_url = proxy_for(chosen, server, environment);
    connection.disable_compression = chosen.cluster.disable_compression;
    connection.request_timeout = overrides.request_timeout;
    connection.cache_dir = cache_dir(overrides, environment);
    return connection;
}

}  // namespace yare
