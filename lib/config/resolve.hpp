// kubeconfig files + flags + environment -> Connection.
#pragma once

#include <string>

#include "config/connection.hpp"
#include "config/overrides.hpp"

namespace yare {

/// Applies client-go's rules (tools/clientcmd: loader.go, client_config.go). Reads kubeconfig files,
/// certificate and token files; opens no connection. `service_account_dir` is where a pod finds its account.
/// Throws ConfigError or InvalidConfigError with kubectl's words, naming the file; TransportError for what
/// kubectl notices only when it dials (a scheme or port that cannot be, HTTP_PROXY in a CGI program).
Connection resolve_connection(
    const Overrides& overrides, const Environment& environment,
    const std::string& service_account_dir = "/var/run/secrets/kubernetes.io/serviceaccount");

}  // namespace yare
