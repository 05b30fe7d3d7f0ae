// Ways to a proxy, and through an HTTP proxy.
#pragma once

#include <memory>
#include <string>

#include "transport/open_sockets.hpp"
#include "transport/origin.hpp"
#include "transport/tls.hpp"
#include "transport/wire.hpp"

namespace yare {

/// The proxy of a Connection. Throws ConfigError for schemes other than http, https, socks5 and
/// socks5h.
Origin parse_proxy(const std::string& url);

/// `Basic ...` from the user and password in the proxy's URL; empty when it has none.
std::string proxy_authorization(const Origin& proxy);

/// Connects to the proxy itself, over TLS when its scheme is https (with the Connection's roots, as kubectl,
/// but never with the client certificate). Throws TransportError with Cause::proxy and a message that names
/// the proxy.
std::unique_ptr<Wire> dial_proxy(const Origin& proxy, const Origin& server, Tls& tls, Deadline deadline,
                                 std::shared_ptr<OpenSockets> family);

/// dial_proxy(), then CONNECT: a wire to `server`. Throws likewise; an answer other than 2xx gives its
/// status.
std::unique_ptr<Wire> open_tunnel(const Origin& proxy, const Origin& server, Tls& tls, Deadline deadline,
                                  std::shared_ptr<OpenSockets> family);

}  // namespace yare
