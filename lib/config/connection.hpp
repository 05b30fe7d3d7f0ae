// Where to go and as whom: what a kubeconfig, the flags and the environment come to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "config/login.hpp"

namespace yare {

struct Impersonation {
    std::string user;
    std::string uid;
    std::vector<std::string> groups;
    std::vector<std::pair<std::string, std::string>> extra;  // key, value; a key may repeat
};

/// A plain value; making it opens no connection. Key material lives here in memory only.
struct Connection {
    std::string server;           // https://HOST[:PORT][/PREFIX] or http://...; no query, no trailing slash
    std::string tls_server_name;  // empty: the host of `server`
    bool insecure_skip_tls_verify = false;
    std::optional<std::string> ca_pem;   // when set, the only trusted roots
    std::string client_certificate_pem;  // leaf first, then intermediates; empty: none
    std::string client_key_pem;
    std::string token;       // static or start value
    std::string token_file;  // when set, read at start and again about every minute; wins over token
    std::optional<std::pair<std::string, std::string>> basic;  // user name, password
    Impersonation impersonate;
    std::optional<ExecLogin> exec;  // a plugin gives token or certificate, in place of those above
    std::optional<OidcLogin> oidc;  // an OpenID provider gives the token
    LoginTerms login_terms;         // for either
    std::string proxy_url;          // empty: none (the environment's rule has been applied already)
    bool disable_compression = false;

    std::string namespace_name = "default";
    bool namespace_is_explicit = false;  // -n was given
    Milliseconds request_timeout{0};     // 0: none
    std::string cache_dir;               // the folder for discovery caches; empty: none can be had
    std::vector<std::string> notes;      // what the user should read of the configuration, a line each
};

}  // namespace yare
