// The transport over sockets: HTTP/1.1, TLS by OpenSSL.
#pragma once

#include <memory>
#include <string>

#include "config/connection.hpp"
#include "transport/credential_source.hpp"
#include "transport/http.hpp"

namespace yare {

/// Opens nothing yet: the first send() connects. Adds Host, User-Agent, Accept-Encoding, credentials (over
/// https only) and impersonation headers. Throws ConfigError when certificates or keys of `connection` cannot
/// be used, in Go's words (`tls: private key does not match public key`, `unable to load root certificates:
/// unable to parse bytes as PEM block`).
///
/// With a `source`, an https server gets its credentials; a request that is answered by 401 is made once more
/// with new ones, whatever its method: nothing was done, and nobody has seen that answer. So it is with a
/// token file whose token has changed. A new certificate makes a new connection. The time for a request does
/// not run while the source is at work.
std::unique_ptr<Transport> make_transport(const Connection& connection, const std::string& user_agent,
                                          std::shared_ptr<CredentialSource> source = nullptr);

}  // namespace yare
