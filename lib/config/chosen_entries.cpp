#include "config/chosen_entries.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/load.hpp"

namespace yare {

namespace {

// In client-go an empty value is no override.
bool is_given(const std::optional<std::string>& value) { return value && !value->empty(); }

void replace(std::string& field, const std::optional<std::string>& value) {
    if (is_given(value)) {
        field = *value;
    }
}

std::string name_of(const std::optional<std::string>& flag, const std::string& otherwise) {
    return is_given(flag) ? *flag : otherwise;
}

std::string default_server(const Environment& environment) {
    const std::string master = variable(environment, "KUBERNETES_MASTER");
    return master.empty() ? "http://localhost:8080" : master;
}

// A key on the command line replaces all values that the kubeconfig has for it.
void apply_extra(const std::vector<std::string>& pairs, User& user) {
    std::map<std::string, std::vector<std::string>> given;
    for (const auto& pair : pairs) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos) {
            throw ConfigError("invalid argument " + go_quote(pair) +
                              " for \"--as-user-extra\" flag: " + pair + " must be formatted as key=value");
        }
        given[pair.substr(0, equals)].push_back(pair.substr(equals + 1));
    }
    for (auto& [key, values] : given) {
        user.as_user_extra[key] = std::move(values);
    }
}

bool has_credentials(const User& user) {
    return !user.token.empty() || !user.token_file.empty() || !user.username.empty() ||
           !user.password.empty() || !user.client_certificate.empty() ||
           !user.client_certificate_data.empty() || user.exec || user.auth_provider;
}

bool has_trust(const Cluster& cluster) {
    return cluster.insecure_skip_tls_verify || !cluster.certificate_authority.empty() ||
           !cluster.certificate_authority_data.empty() || !cluster.tls_server_name.empty();
}

// Whether entries of a kubeconfig say no more than client-go's default. Over plain http it has no eye for
// credentials and trust. Unlike there, flags do not count: --request-timeout or --as do not turn a pod away
// from its own cluster.
bool says_nothing(const Cluster& cluster, const User& user, const std::string& server) {
    const bool same_server = cluster.server.empty() || cluster.server == server;
    const bool matters = server.starts_with("https:") && (has_credentials(user) || has_trust(cluster));
    return same_server && cluster.proxy_url.empty() && !cluster.disable_compression && user.as.empty() &&
           !matters;
}

template <typename Entry>
Entry find_entry(const std::map<std::string, Entry, std::less<>>& entries, const std::string& name) {
    const auto found = entries.find(name);
    return found == entries.end() ? Entry() : found->second;
}

}  // namespace

void apply(const Overrides& overrides, Cluster& cluster) {
    const bool insecure = overrides.insecure_skip_tls_verify.value_or(false);
    if (insecure || is_given(overrides.certificate_authority)) {
        cluster.insecure_skip_tls_verify = insecure;
        cluster.certificate_authority = overrides.certificate_authority.value_or("");
        cluster.certificate_authority_data.clear();
    }
    if (is_given(overrides.server) || is_given(overrides.tls_server_name)) {
        cluster.tls_server_name = overrides.tls_server_name.value_or("");
    }
    replace(cluster.server, overrides.server);
    replace(cluster.proxy_url, overrides.proxy_url);
    cluster.disable_compression =
        cluster.disable_compression || overrides.disable_compression.value_or(false);
}

void apply(const Overrides& overrides, User& user) {
    if (is_given(overrides.client_certificate)) {
        user.client_certificate = *overrides.client_certificate;
        user.client_certificate_data.clear();
    }
    if (is_given(overrides.client_key)) {
        user.client_key = *overrides.client_key;
        user.client_key_data.clear();
    }
    if (is_given(overrides.token)) {
        // better than client-go, where the file's token would go on to win over the flag
        user.token = *overrides.token;
        user.token_file.clear();
    }
    replace(user.username, overrides.username);
    replace(user.password, overrides.password);
    replace(user.as, overrides.as);
    replace(user.as_uid, overrides.as_uid);
    if (!overrides.as_groups.empty()) {
        user.as_groups = overrides.as_groups;
    }
    apply_extra(overrides.as_user_extra, user);
}

ChosenEntries select(const Kubeconfig& config, const Overrides& overrides, const Environment& environment) {
    ChosenEntries chosen;
    chosen.context_name = name_of(overrides.context, config.current_context);
    chosen.context_exists = config.contexts.contains(chosen.context_name);
    chosen.context = find_entry(config.contexts, chosen.context_name);
    chosen.user_name = name_of(overrides.user, chosen.context.user);
    chosen.cluster_name = name_of(overrides.cluster, chosen.context.cluster);

    const Cluster cluster = find_entry(config.clusters, chosen.cluster_name);
    const User user = find_entry(config.users, chosen.user_name);
    const std::string server = default_server(environment);
    chosen.is_default =
        says_nothing(cluster, user, server) && !is_given(overrides.server) && !is_given(overrides.proxy_url);

    if (is_given(overrides.user) && !config.users.contains(chosen.user_name)) {
        chosen.missing.push_back("auth info " + go_quote(chosen.user_name) + " does not exist");
    } else {
        chosen.user = user;
        apply(overrides, chosen.user);
    }
    if (is_given(overrides.context) && !chosen.context_exists) {
        chosen.missing.push_back("context " + go_quote(chosen.context_name) + " does not exist");
    }
    if (is_given(overrides.cluster) && !config.clusters.contains(chosen.cluster_name)) {
        chosen.missing.push_back("cluster " + go_quote(chosen.cluster_name) + " does not exist");
    } else {
        chosen.cluster = cluster;
        if (chosen.cluster.server.empty()) {
            chosen.cluster.server = server;
        }
        apply(overrides, chosen.cluster);
    }
    return chosen;
}

}  // namespace yare
