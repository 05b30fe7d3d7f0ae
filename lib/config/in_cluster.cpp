#include "config/in_cluster.hpp"

#include <filesystem>
#include <system_error>

#include "base/text.hpp"
#include "config/load.hpp"

namespace yare {

namespace {

constexpr std::size_t k_namespace_limit = 4096;

bool is_there(const std::string& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    return std::filesystem::exists(status) && !std::filesystem::is_directory(status);
}

}  // namespace

bool is_in_cluster(const Environment& environment, const std::string& account_dir) {
    return !variable(environment, "KUBERNETES_SERVICE_HOST").empty() &&
           !variable(environment, "KUBERNETES_SERVICE_PORT").empty() && is_there(account_dir + "/token");
}

Cluster in_cluster_server(const Environment& environment, const std::string& account_dir) {
    const std::string host = variable(environment, "KUBERNETES_SERVICE_HOST");
    const bool is_ipv6 = host.find(':') != std::string::npos;
    Cluster cluster;
    cluster.server = "https://" + (is_ipv6 ? "[" + host + "]" : host) + ":" +
                     variable(environment, "KUBERNETES_SERVICE_PORT");
    // without it client-go goes on with the system's roots, which are as strict
    if (is_there(account_dir + "/ca.crt")) {
        cluster.certificate_authority = account_dir + "/ca.crt";
    }
    return cluster;
}

User in_cluster_user(const std::string& account_dir) {
    User user;
    user.token_file = account_dir + "/token";
    return user;
}

std::string in_cluster_namespace(const Environment& environment, const std::string& account_dir) {
    const std::string from_environment = variable(environment, "POD_NAMESPACE");
    if (!from_environment.empty()) {
        return from_environment;
    }
    const std::string file = account_dir + "/namespace";
    const std::string name =
        is_there(file) ? std::string(trim(read_config_file(file, k_namespace_limit))) : "";
    return name.empty() ? "default" : name;
}

}  // namespace yare
