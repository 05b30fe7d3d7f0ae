// The account that Kubernetes gives to a pod.
#pragma once

#include <string>

#include "config/kubeconfig.hpp"
#include "config/overrides.hpp"

namespace yare {

/// True where KUBERNETES_SERVICE_HOST and _PORT are set and `account_dir` has a token file.
bool is_in_cluster(const Environment& environment, const std::string& account_dir);

/// https://HOST:PORT of the environment, with the account's ca.crt where there is one.
Cluster in_cluster_server(const Environment& environment, const std::string& account_dir);

/// The account's token file.
User in_cluster_user(const std::string& account_dir);

/// $POD_NAMESPACE, else the account's namespace file, else "default".
std::string in_cluster_namespace(const Environment& environment, const std::string& account_dir);

}  // namespace yare
