// The context, cluster and user that a kubeconfig and the flags choose, with the flags applied.
#pragma once

#include <string>
#include <vector>

#include "config/kubeconfig.hpp"
#include "config/overrides.hpp"

namespace yare {

/// What was chosen, and by which names. An entry that a flag names but that does not exist is empty and has
/// its sentence in `missing`; one that only the kubeconfig names may be absent (the default server,
/// anonymous).
struct ChosenEntries {
    std::string context_name, cluster_name, user_name;
    ContextEntry context;
    Cluster cluster;
    User user;
    bool context_exists = false;
    /// Nothing but the default server was configured: a pod's own account may serve instead.
    bool is_default = false;
    std::vector<std::string> missing;  // `auth info "x" does not exist`, in client-go's order
};

/// clientcmd's getContext, getCluster and getAuthInfo (client_config.go). Throws ConfigError for
/// --as-user-extra without `=`.
ChosenEntries select(const Kubeconfig& config, const Overrides& overrides, const Environment& environment);

/// Puts the flags over an entry: --server drops its tls-server-name, --certificate-authority and
/// --insecure-skip-tls-verify replace its three CA fields, a certificate or key file replaces data, --token
/// replaces its tokenFile.
void apply(const Overrides& overrides, Cluster& cluster);
void apply(const Overrides& overrides, User& user);

}  // namespace yare
