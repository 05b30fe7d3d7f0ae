#include "config/validation.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

namespace yare {

namespace {

using Problems = std::vector<std::string>;

// Asks instead of opening: a pipe (`--client-key <(...)`) can be read only once.
void check_file(const char* what, const std::string& path, const std::string& name, Problems& problems) {
    if (path.empty() || ::faccessat(AT_FDCWD, path.c_str(), R_OK, AT_EACCESS) == 0) {
        return;
    }
    std::string reason = std::generic_category().message(errno);
    reason[0] = to_lower(reason.substr(0, 1))[0];
    problems.push_back("unable to read " + std::string(what) + " " + path + " for " + name + " due to open " +
                       path + ": " + reason);
}

void check_proxy(const std::string& proxy, const std::string& cluster, Problems& problems) {
    if (proxy.empty()) {
        return;
    }
    const std::string start =
        "invalid 'proxy-url' " + go_quote(proxy) + " for cluster " + go_quote(cluster) + ": ";
    const auto end = proxy.find_first_of(":/");
    const bool has_colon = end != std::string::npos && proxy[end] == ':';
    const std::string scheme = has_colon ? to_lower(proxy.substr(0, end)) : "";
    const bool is_supported = scheme == "http" || scheme == "https" || scheme == "socks5";
    if (is_supported ? !parse_url(proxy) : has_colon && !is_url_scheme(scheme)) {
        problems.push_back(start + "could not parse: " + proxy);
    } else if (!is_supported) {
        problems.push_back(start + "unsupported scheme " + go_quote(scheme) +
                           ", must be http, https, or socks5");
    }
}

void check_cluster(const Cluster& cluster, const std::string& name, Problems& problems) {
    if (cluster.server.empty()) {
        problems.push_back("no server found for cluster " + go_quote(name));
    }
    check_proxy(cluster.proxy_url, name, problems);
    if (!cluster.certificate_authority.empty() && !cluster.certificate_authority_data.empty()) {
        problems.push_back("certificate-authority-data and certificate-authority are both specified for " +
                           name + ". certificate-authority-data will override.");
    }
    check_file("certificate-authority", cluster.certificate_authority, name, problems);
}

void check_certificate(const User& user, const std::string& name, Problems& problems) {
    if (user.client_certificate.empty() && user.client_certificate_data.empty()) {
        return;
    }
    if (!user.client_certificate.empty() && !user.client_certificate_data.empty()) {
        problems.push_back("client-cert-data and client-cert are both specified for " + name +
                           ". client-cert-data will override.");
    }
    if (!user.client_key.empty() && !user.client_key_data.empty()) {
        problems.push_back("client-key-data and client-key are both specified for " + name +
                           "; client-key-data will override");
    }
    if (user.client_key.empty() && user.client_key_data.empty()) {
        problems.push_back("client-key-data or client-key must be specified for " + name +
                           " to use the clientCert authentication method.");
    }
    check_file("client-cert", user.client_certificate, name, problems);
    check_file("client-key", user.client_key, name, problems);
}

void check_exec(const User& user, const std::string& name, Problems& problems) {
    if (!user.exec) {
        return;
    }
    const std::string end = " must be specified for " + name + " to use exec authentication plugin";
    if (user.auth_provider) {
        problems.push_back("authProvider cannot be provided in combination with an exec plugin for " + name);
    }
    if (user.exec->command.empty()) {
        problems.push_back("command" + end);
    }
    if (user.exec->api_version.empty()) {
        problems.push_back("apiVersion" + end);
    }
    for (const auto& [variable, value] : user.exec->env) {
        if (variable.empty()) {
            problems.push_back("env variable name" + end);
        }
    }
    const std::string& mode = user.exec->interactive_mode;
    if (mode.empty()) {
        problems.push_back("interactiveMode" + end);
    } else if (mode != "Never" && mode != "IfAvailable" && mode != "Always") {
        problems.push_back("invalid interactiveMode for " + name + ": " + go_quote(mode));
    }
}

void check_user(const User& user, const std::string& name, Problems& problems) {
    check_certificate(user, name, problems);
    check_exec(user, name, problems);
    if (!user.token.empty() && (!user.username.empty() || !user.password.empty())) {
        problems.push_back("more than one authentication method found for " + name +
                           "; found [token basicAuth], only one is allowed");
    }
    if (user.as.empty() && (!user.as_uid.empty() || !user.as_groups.empty() || !user.as_user_extra.empty())) {
        problems.push_back("requesting uid, groups or user-extra for " + name +
                           " without impersonating a user");
    }
}

}  // namespace

void confirm_usable(const ChosenEntries& selection) {
    Problems problems;
    const bool no_context = !selection.context_name.empty() && !selection.context_exists;
    if (no_context) {
        problems.push_back("context was not found for specified context: " + selection.context_name);
    }
    check_user(selection.user, selection.user_name, problems);
    check_cluster(selection.cluster, selection.cluster_name, problems);
    if (problems.empty()) {
        return;
    }
    // kubectl has its prefix for several problems; of single ones it knows only this one by its type
    if (problems.size() > 1 || no_context) {
        throw InvalidConfigError(std::move(problems));
    }
    throw ConfigError(problems.front());
}

}  // namespace yare
