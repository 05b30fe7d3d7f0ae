// The connection flags of the command line, as typed values.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace yare {

/// Every flag that was given is set; kubectl's names.
struct Overrides {
    std::optional<std::string> kubeconfig, context, cluster, user;
    std::optional<std::string> namespace_name;
    std::optional<std::string> server, tls_server_name, certificate_authority;
    std::optional<bool> insecure_skip_tls_verify;
    std::optional<std::string> client_certificate, client_key, token, username, password;
    std::optional<std::string> as, as_uid;
    std::vector<std::string> as_groups;
    std::vector<std::string> as_user_extra;  // KEY=VALUE
    std::optional<bool> disable_compression;
    std::optional<std::string> proxy_url;
    std::optional<std::string> cache_dir;
    std::optional<std::string> kuberc;
    Milliseconds request_timeout{0};
};

/// The environment variables of the process (tests bring their own).
using Environment = std::map<std::string, std::string, std::less<>>;

}  // namespace yare
