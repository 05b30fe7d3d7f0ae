// What the verbs of `config` are asked to do with kubeconfig files.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace yare {

struct GetContextsRequest {
    std::vector<std::string> names;  // none: all
    bool names_only = false;
    bool no_headers = false;
};

/// The names of all clusters or users.
struct GetEntriesRequest {
    enum class List { clusters, users } list = List::clusters;
};

struct CurrentContextRequest {};

struct ViewConfigRequest {
    bool minify = false;
    bool flatten = false;
    bool raw = false;           // secrets and data as they are
    bool merge = true;          // else --kubeconfig must be given, and its file be there
};

struct UseContextRequest {
    std::string name;
};

struct SetContextRequest {
    std::optional<std::string> name;  // nothing: the current one
    std::optional<std::string> cluster, user, name_space;
};

struct SetClusterRequest {
    std::string name;
    std::optional<std::string> server, tls_server_name, certificate_authority, proxy_url;
    std::optional<bool> insecure_skip_tls_verify;
    bool embed_certs = false;
};

/// Pairs to set, and keys to remove.
struct PairChanges {
    std::vector<std::pair<std::string, std::string>> set;
    std::vector<std::string> remove;
};

struct SetCredentialsRequest {
    std::string name;
    std::optional<std::string> client_certificate, client_key, token, username, password, auth_provider;
    PairChanges auth_provider_args;
    std::optional<std::string> exec_command, exec_api_version, exec_interactive_mode;
    std::optional<bool> exec_provide_cluster_info;
    std::vector<std::string> exec_args;  // none: as they are
    PairChanges exec_env;
    bool embed_certs = false;
};

struct SetPropertyRequest {
    std::string name;  // clusters.a.server
    std::string value;
    bool raw_bytes = false;  // the value of a binary field is not base64
};

struct UnsetPropertyRequest {
    std::string name;
};

struct DeleteEntryRequest {
    enum class List { contexts, clusters, users } list = List::contexts;
    std::string name;
};

struct RenameContextRequest {
    std::string name, new_name;
};

using ConfigRequest =
    std::variant<GetContextsRequest, GetEntriesRequest, CurrentContextRequest, ViewConfigRequest,
                 UseContextRequest, SetContextRequest, SetClusterRequest, SetCredentialsRequest,
                 SetPropertyRequest, UnsetPropertyRequest, DeleteEntryRequest, RenameContextRequest>;

}  // namespace yare
