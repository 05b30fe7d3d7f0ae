// From here to the server of a Connection: directly or through a proxy, in the clear or over TLS.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "config/connection.hpp"
#include "transport/http.hpp"
#include "transport/open_sockets.hpp"
#include "transport/origin.hpp"
#include "transport/tls.hpp"
#include "transport/wire.hpp"

namespace yare {

class Route {
  public:
    /// Opens nothing; the sockets of what is opened later belong to `family`. Throws ConfigError for URLs,
    /// certificates and keys that cannot be used.
    Route(const Connection& connection, std::shared_ptr<OpenSockets> family);

    const Origin& server() const { return server_; }
    bool secure() const { return server_.scheme == "https"; }

    /// A new connection to the server. Throws TransportError; at `deadline` (that of the request) in the
    /// words of an http.Client that runs out of time.
    std::unique_ptr<Wire> open(Deadline deadline);

    /// The client certificate of connections opened from here on, as Tls::set_identity() takes it.
    void set_identity(const std::string& certificate_pem, const std::string& key_pem) {
        tls_.set_identity(certificate_pem, key_pem);
    }

    /// What to write into the request line for `target`: the server's prefix goes before it, and scheme and
    /// host where a proxy is asked for an http URL.
    std::string request_target(const std::string& target) const;

    /// Proxy-Authorization, where the request itself goes to the proxy.
    std::optional<Header> proxy_header() const;

  private:
    std::unique_ptr<Wire> connect(Deadline deadline);
    bool forwards() const;  // whether an HTTP proxy is asked instead of the server

    Origin server_;
    std::optional<Origin> proxy_;
    std::string tls_server_name_;
    Tls tls_;
    std::shared_ptr<OpenSockets> family_;
};

}  // namespace yare
