#include "transport/route.hpp"

#include <algorithm>
#include <utility>

#include "transport/proxy.hpp"
#include "transport/socket.hpp"
#include "transport/socks.hpp"
#include "transport/time_limits.hpp"

namespace yare {
namespace {

Origin parse_server(const std::string& text) {
    Origin url = parse_origin(text);
    if (url.scheme != "http" && url.scheme != "https") {
        throw ConfigError("unsupported protocol scheme \"" + url.scheme + "\" of server " + url.name());
    }
    return url;
}

}  // namespace

Route::Route(const Connection& connection, std::shared_ptr<OpenSockets> family)
    : server_(parse_server(connection.server)),
      tls_server_name_(connection.tls_server_name),
      tls_(connection, secure()),
      family_(std::move(family)) {
    if (!connection.proxy_url.empty()) proxy_ = parse_proxy(connection.proxy_url);
}

std::unique_ptr<Wire> Route::open(Deadline deadline) {
    try {
        return connect(deadline);
    } catch (const TransportError&) {
        if (Clock::now() < deadline || family_->is_shut()) throw;
        throw TransportError(TransportError::Cause::timeout, server_.authority(),
                             "net/http: request canceled while waiting for connection (Client.Timeout "
                             "exceeded while awaiting headers)");
    }
}

std::unique_ptr<Wire> Route::connect(Deadline deadline) {
    if (forwards()) return dial_proxy(*proxy_, server_, tls_, deadline, family_);
    std::unique_ptr<Wire> wire;
    if (proxy_ && is_socks(*proxy_)) {
        wire = open_socks(*proxy_, server_, tls_, deadline, family_);
    } else if (proxy_) {
        wire = open_tunnel(*proxy_, server_, tls_, deadline, family_);
    } else {
        wire = dial(server_, std::min(deadline, Clock::now() + k_dial_limit), family_);
    }
    if (!secure()) return wire;
    const TlsPeer peer{tls_server_name_.empty() ? server_.host : tls_server_name_, server_.authority(), true};
    return tls_.connect(std::move(wire), peer, std::min(deadline, Clock::now() + k_handshake_limit));
}

bool Route::forwards() const { return proxy_.has_value() && !is_socks(*proxy_) && !secure(); }

std::string Route::request_target(const std::string& target) const {
    const std::string whole = server_.prefix + target;
    return forwards() ? server_.name() + whole : whole;
}

std::optional<Header> Route::proxy_header() const {
    if (!forwards() || !proxy_->user) return std::nullopt;
    return Header("Proxy-Authorization", proxy_authorization(*proxy_));
}

}  // namespace yare
