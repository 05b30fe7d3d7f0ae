// What kubeconfig files say, as plain values.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yare {

/// An entry of `clusters`. `file` is the kubeconfig that defined it; paths are absolute.
struct Cluster {
    std::string server;
    std::string tls_server_name;
    bool insecure_skip_tls_verify = false;
    std::string certificate_authority;
    std::string certificate_authority_data;  // decoded
    std::string proxy_url;
    bool disable_compression = false;
    std::string exec_extension;  // extension client.authentication.k8s.io/exec as compact JSON; empty: none
    std::string file;
};

/// A credential plugin. A `command` with a slash in it is an absolute path.
struct ExecPlugin {
    std::string command;
    std::vector<std::string> args;
    std::vector<std::pair<std::string, std::string>> env;  // name, value
    std::string api_version;
    std::string install_hint;
    std::string interactive_mode;
    bool provide_cluster_info = false;
};

/// What client-go once had a provider compiled in for.
struct AuthProvider {
    std::string name;
    std::map<std::string, std::string> config;
};

/// An entry of `users`.
struct User {
    std::string client_certificate;
    std::string client_certificate_data;  // decoded
    std::string client_key;
    std::string client_key_data;  // decoded
    std::string token;
    std::string token_file;
    std::string as;
    std::string as_uid;
    std::vector<std::string> as_groups;
    std::map<std::string, std::vector<std::string>> as_user_extra;
    std::string username;
    std::string password;
    std::optional<ExecPlugin> exec;
    std::optional<AuthProvider> auth_provider;
    std::string file;
};

/// An entry of `contexts`.
struct ContextEntry {
    std::string cluster;
    std::string user;
    std::string namespace_name;
};

struct Kubeconfig {
    std::map<std::string, Cluster, std::less<>> clusters;
    std::map<std::string, User, std::less<>> users;
    std::map<std::string, ContextEntry, std::less<>> contexts;
    std::string current_context;
};

/// Reads the text of the kubeconfig `file`: its first YAML document, or JSON. Unknown fields are ignored,
/// empty text is an empty kubeconfig. Relative paths become absolute, from the folder of `file`. Throws
/// ConfigError `error loading config file "FILE": ...`: go-yaml's words for a text that is not YAML, the path
/// of the field for a wrong type.
Kubeconfig parse_kubeconfig(std::string_view text, const std::string& file);

/// clientcmd's rules: the first file to name an entry wins whole, and so does the first current-context that
/// is not empty.
Kubeconfig merge(const std::vector<Kubeconfig>& configs);

}  // namespace yare
