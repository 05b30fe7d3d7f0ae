// New tokens from an OpenID provider for a refresh token (RFC 6749 section 6, OpenID Connect Discovery 1.0).
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/time.hpp"
#include "transport/http.hpp"

namespace yare {

/// What a provider is asked with.
struct OidcClient {
    std::string issuer;  // URL
    std::string id;
    std::string secret;
    std::string refresh_token;
};

struct OidcTokens {
    std::string id_token;
    std::string refresh_token;  // empty where the old one stays good
};

/// Opens a way to the server SCHEME://HOST[:PORT].
using OpenWay = std::function<std::unique_ptr<Transport>(const std::string& server)>;

/// Looks up the issuer's token endpoint and asks there, as golang.org/x/oauth2 does: the client first in the
/// Authorization header, then in the body. `limit` is for each request. Throws Error in client-go's words,
/// TransportError where there is no answer. Of an answer no more than 1 MiB is read.
OidcTokens refresh_oidc_tokens(const OidcClient& client, const OpenWay& open, Milliseconds limit);

}  // namespace yare
