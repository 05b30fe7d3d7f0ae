// The transport over sockets: HTTP/1.1, TLS by OpenSSL.
#pragma once

#include <memory>
#include <string>

#include "config/connection.hpp"
#include "transport/http.hpp"

namespace yare {

/// Opens nothing yet: the first send() connects. Adds Host, User-Agent, Accept-Encoding, credentials (over
/// https only) and impersonation headers. Throws ConfigError when certificates or keys of `connection` cannot
/// be used, in Go's words (`tls: private key does not match public key`, `unable to load root certificates:
/// unable to parse bytes as PEM block`).
std::unique_ptr<Transport> make_transport(const Connection& connection, const std::string& user_agent);

}  // namespace yare
