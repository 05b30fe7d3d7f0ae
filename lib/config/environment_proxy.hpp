// The proxy rule of the environment.
#pragma once

#include <string>

#include "base/url.hpp"
#include "config/overrides.hpp"

namespace yare {

/// The proxy for `server` by HTTPS_PROXY, HTTP_PROXY and NO_PROXY (or their lower-case names), as Go's
/// httpproxy package and client-go's CIDR rule have it; empty: connect directly. localhost and loopback
/// addresses have no proxy. A value without a scheme is an http proxy. Throws ConfigError for a proxy that
/// cannot be used, TransportError for HTTP_PROXY where REQUEST_METHOD is set (in a CGI program a client can
/// set it).
std::string environment_proxy(const Environment& environment, const Url& server);

/// `url` as a proxy for a Connection: http, https, socks5 or socks5h (net/http knows both) with a host.
/// Throws ConfigError beginning with `context`; its text shows no user info.
std::string usable_proxy(const Url& url, const std::string& context);

}  // namespace yare
