#include "config/plan_login.hpp"

#include <cstdio>
#include <filesystem>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "config/load.hpp"

namespace yare {

namespace {

constexpr std::string_view k_group = "client.authentication.k8s.io/";

bool is_space(char32_t code) {
    return (code >= 0x09 && code <= 0x0D) || code == ' ' || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
           code == 0x205F || code == 0x3000;
}

InteractiveMode mode_of(const std::string& word) {
    return word == "Never"    ? InteractiveMode::never
           : word == "Always" ? InteractiveMode::always
                              : InteractiveMode::if_available;
}

// client_config.go: of a server with a path, query and fragment are dropped; one without stays as written.
std::string server_words(const std::string& server) {
    const auto host = server.find("://");
    const auto path = host == std::string::npos ? host : server.find('/', host + 3);
    const auto end = server.find_first_of("?#");
    if (path == std::string::npos || end == std::string::npos || end < path + 2) {
        return server;
    }
    return server.substr(0, end);
}

void add_text(std::string& json, std::string_view key, std::string_view value) {
    if (!value.empty()) {
        json.append(",\"").append(key).append("\":");
        append_go_json_string(json, value);
    }
}

// rest/exec.go: ConfigToExecCluster. A proxy of the environment is none of the cluster.
std::string cluster_json(const Cluster& cluster, const Connection& connection) {
    std::string json = "{\"server\":";
    append_go_json_string(json, server_words(cluster.server));
    add_text(json, "tls-server-name", cluster.tls_server_name);
    if (cluster.insecure_skip_tls_verify) {
        json += ",\"insecure-skip-tls-verify\":true";
    }
    add_text(json, "certificate-authority-data", base64_encode(connection.ca_pem.value_or("")));
    add_text(json, "proxy-url", cluster.proxy_url);
    if (cluster.disable_compression) {
        json += ",\"disable-compression\":true";
    }
    return json + ",\"config\":" + (cluster.exec_extension.empty() ? "null" : cluster.exec_extension) + "}";
}

ExecLogin exec_login(const ChosenEntries& chosen, const PluginPolicy& policy, const Connection& connection) {
    const ExecPlugin& plugin = *chosen.user.exec;
    const std::string& version = plugin.api_version;
    if (version != std::string(k_group) + "v1" && version != std::string(k_group) + "v1beta1") {
        throw ConfigError("exec plugin: invalid apiVersion " + go_quote(version));
    }
    return {.command = clean_path(plugin.command),
            .args = plugin.args,
            .env = plugin.env,
            .api_version = version,
            .install_hint = harmless_text(plugin.install_hint),
            .interactive_mode = mode_of(plugin.interactive_mode),
            .cluster = plugin.provide_cluster_info ? cluster_json(chosen.cluster, connection) : "",
            .policy = policy};
}

std::string setting(const AuthProvider& provider, const std::string& name) {
    const auto found = provider.config.find(name);
    return found == provider.config.end() ? "" : found->second;
}

OidcLogin oidc_login(const ChosenEntries& chosen) {
    const AuthProvider& provider = *chosen.user.auth_provider;
    if (provider.name == "gcp") {
        throw ConfigError(
            "The gcp auth plugin has been removed.\nPlease use the \"gke-gcloud-auth-plugin\" "
            "kubectl/client-go credential plugin instead.\nSee "
            "https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for "
            "further details");
    }
    if (provider.name == "azure") {
        throw ConfigError(
            "The azure auth plugin has been removed.\nPlease use the https://github.com/Azure/kubelogin "
            "kubectl/client-go credential plugin instead.\nSee "
            "https://kubernetes.io/docs/reference/access-authn-authz/authentication/"
            "#client-go-credential-plugins for further details");
    }
    if (provider.name != "oidc") {
        throw ConfigError("no Auth Provider found for name " + go_quote(provider.name));
    }
    for (const char* needed : {"idp-issuer-url", "client-id"}) {
        if (setting(provider, needed).empty()) {
            throw ConfigError("Must provide " + std::string(needed));
        }
    }
    return {.settings = provider.config, .user = chosen.user_name, .file = chosen.user.file};
}

}  // namespace

void plan_login(const ChosenEntries& chosen, const PluginPolicy& policy, Connection& connection) {
    const User& user = chosen.user;
    const bool has_token = !user.token.empty() || !user.token_file.empty() || !user.username.empty();
    if (user.exec) {
        ExecLogin login = exec_login(chosen, policy, connection);
        if (!has_token && connection.client_certificate_pem.empty()) {
            connection.exec = std::move(login);
        }
    }
    if (user.auth_provider) {
        OidcLogin login = oidc_login(chosen);
        if (!has_token) {
            connection.oidc = std::move(login);
        }
    }
}

std::string harmless_text(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        char32_t code = 0;
        const std::size_t length = decode_utf8(text, code);
        if (length == 0) {
            append_utf8(out, 0xFFFD);
            text.remove_prefix(1);
            continue;
        }
        if (is_printable(code) || is_space(code)) {
            out += text.substr(0, length);
        } else {
            char words[16];
            std::snprintf(words, sizeof words, "U+%04X", static_cast<unsigned>(code));
            out += words;
        }
        text.remove_prefix(length);
    }
    return out;
}

std::string clean_path(const std::string& path) {
    std::string clean = std::filesystem::path(path).lexically_normal().string();
    while (clean.size() > 1 && clean.back() == '/') {
        clean.pop_back();
    }
    return clean.empty() ? "." : clean;
}

}  // namespace yare
