// Ways through a SOCKS version 5 proxy (RFC 1928), with a user and a password where its URL has them (RFC
// 1929).
#pragma once

#include <memory>

#include "transport/open_sockets.hpp"
#include "transport/origin.hpp"
#include "transport/tls.hpp"
#include "transport/wire.hpp"

namespace yare {

/// Whether `proxy` is one: socks5 or socks5h, which net/http takes for the same.
bool is_socks(const Origin& proxy);

/// dial_proxy(), then CONNECT: a wire to `server`, whose name goes to the proxy unresolved. Throws as
/// dial_proxy() does, and in the words of golang.org/x/net/internal/socks (`socks connect tcp
/// 127.0.0.1:1080->10.0.0.1:443: EOF`) with Cause::proxy; with Cause::refused where it is the server that
/// refuses. An answer that is not whole after a minute is a timeout.
std::unique_ptr<Wire> open_socks(const Origin& proxy, const Origin& server, Tls& tls, Deadline deadline,
                                 std::shared_ptr<OpenSockets> family);

}  // namespace yare
