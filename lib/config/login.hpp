// Credentials that are not written down but come from a program or from an OpenID provider: how to get them.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace yare {

/// Which credential plugins may run (kuberc's credentialPluginPolicy and credentialPluginAllowlist).
struct PluginPolicy {
    enum class Kind { allow_all, deny_all, allowlist };
    Kind kind = Kind::allow_all;
    std::vector<std::string> allowlist;  // commands or paths; only for `allowlist`, and then not empty
};

/// Whether a plugin gets standard input.
enum class InteractiveMode { never, if_available, always };

/// A credential plugin (client.authentication.k8s.io/v1 or v1beta1).
struct ExecLogin {
    std::string command;  // clean; a path where it has a slash, else to be found in PATH
    std::vector<std::string> args;
    std::vector<std::pair<std::string, std::string>> env;
    std::string api_version;
    std::string install_hint;  // nothing in it drives a terminal
    InteractiveMode interactive_mode = InteractiveMode::never;
    std::string cluster;  // spec.cluster of KUBERNETES_EXEC_INFO as compact JSON; empty: left out
    PluginPolicy policy;
};

/// The auth-provider `oidc` of a kubeconfig's user.
struct OidcLogin {
    std::map<std::string, std::string> settings;
    std::string user;  // the entry's name
    std::string file;  // the kubeconfig that has it: new tokens go there
};

/// What a caller asks of a login.
struct LoginTerms {
    bool stdin_in_use = false;  // by `-f -`: no plugin gets it
    /// For tab completion: no plugin gets standard input, and what one says on standard error is dropped.
    bool quiet = false;
    Milliseconds limit{0};  // a plugin is killed then, a refresh given up; 0: none
};

}  // namespace yare
