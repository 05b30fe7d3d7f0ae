// TLS 1.2 and newer over any Wire, verified by our own rules.
#pragma once

#include <memory>
#include <string>

#include "config/connection.hpp"
#include "transport/wire.hpp"

namespace yare {

/// Whom a TLS connection is to reach.
struct TlsPeer {
    std::string
        name;  // host name or address: sent as SNI (names only) and searched in the certificate's SANs
    std::string where;           // HOST:PORT for errors
    bool show_identity = false;  // whether the client certificate is for this peer
};

/// What a Connection says of trust and identity. Key material and contexts live as long as this.
class Tls {
  public:
    /// Parses the PEM texts and nothing else; the client's only `with_identity`. Throws ConfigError as
    /// read_roots() and read_identity() do.
    Tls(const Connection& connection, bool with_identity);
    ~Tls();

    /// Another client certificate with its key for connections made from here on; empty texts for none.
    /// Throws ConfigError as read_identity() does.
    void set_identity(const std::string& certificate_pem, const std::string& key_pem);

    Tls(const Tls&) = delete;
    Tls& operator=(const Tls&) = delete;

    /// Shakes hands over `below`. The certificate must chain to the given CA (which is then the only root) or
    /// else to the system's, and carry the peer's name as a SAN. Throws TransportError: Cause::tls for a peer
    /// that is not trusted, timeout at `deadline`.
    std::unique_ptr<Wire> connect(std::unique_ptr<Wire> below, const TlsPeer& peer, Deadline deadline);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace yare
