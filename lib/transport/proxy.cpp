#include "transport/proxy.hpp"

#include <algorithm>
#include <utility>

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "transport/response_head.hpp"
#include "transport/socket.hpp"
#include "transport/socks.hpp"
#include "transport/time_limits.hpp"

namespace yare {
namespace {

using Cause = TransportError::Cause;

[[noreturn]] void throw_proxy_error(const Origin& proxy, const Origin& server, const std::string& words) {
    throw TransportError(Cause::proxy, server.authority(),
                         "proxyconnect tcp: " + words + " (proxy " + proxy.name() + ")");
}

/// Runs `step` and names the proxy in what it throws.
template <typename Step>
auto naming(const Origin& proxy, const Origin& server, Step step) {
    try {
        return step();
    } catch (const TransportError& error) {
        throw_proxy_error(proxy, server, error.what());
    }
}

/// The answer to CONNECT. Nothing may follow its head: in TLS the client speaks first.
ResponseHead ask_for_tunnel(Wire& wire, const Origin& proxy, const Origin& server) {
    const std::string target = server.host_and_port();
    std::string request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
    if (const auto authorization = proxy_authorization(proxy); !authorization.empty()) {
        request += "Proxy-Authorization: " + authorization + "\r\n";
    }
    request += "\r\n";
    Incoming in(wire, proxy.authority());
    in.set_timeout_words("i/o timeout");
    const auto status = wire.write(request);
    if (status == WireStatus::timeout) in.fail(Cause::timeout, "i/o timeout");
    if (status != WireStatus::ok) in.fail(Cause::closed, wire.failure().words);
    ResponseHead head = read_head(in);
    if (head.response.status / 100 == 2 && !in.view().empty()) {
        in.fail(Cause::protocol, "unexpected bytes behind the answer to CONNECT");
    }
    return head;
}

}  // namespace

Origin parse_proxy(const std::string& url) {
    Origin proxy = parse_origin(url);
    if (proxy.scheme != "http" && proxy.scheme != "https" && !is_socks(proxy)) {
        throw ConfigError("proxy-url with scheme " + proxy.scheme +
                          " cannot be used: only http, https and socks5 can");
    }
    return proxy;
}

std::string proxy_authorization(const Origin& proxy) {
    if (!proxy.user) return "";
    return "Basic " + base64_encode(proxy.user->first + ":" + proxy.user->second);
}

std::unique_ptr<Wire> dial_proxy(const Origin& proxy, const Origin& server, Tls& tls, Deadline deadline,
                                 std::shared_ptr<OpenSockets> family) {
    return naming(proxy, server, [&]() -> std::unique_ptr<Wire> {
        std::unique_ptr<Wire> wire =
            dial(proxy, std::min(deadline, Clock::now() + k_dial_limit), std::move(family));
        if (proxy.scheme != "https") return wire;
        const TlsPeer peer{proxy.host, proxy.authority(), false};
        return tls.connect(std::move(wire), peer, std::min(deadline, Clock::now() + k_handshake_limit));
    });
}

std::unique_ptr<Wire> open_tunnel(const Origin& proxy, const Origin& server, Tls& tls, Deadline deadline,
                                  std::shared_ptr<OpenSockets> family) {
    auto wire = dial_proxy(proxy, server, tls, deadline, std::move(family));
    wire->set_deadline(std::min(deadline, Clock::now() + k_tunnel_limit));
    const ResponseHead head = naming(proxy, server, [&] { return ask_for_tunnel(*wire, proxy, server); });
    if (head.response.status / 100 != 2) {
        throw_proxy_error(proxy, server, std::to_string(head.response.status) + " " + head.reason);
    }
    return wire;
}

}  // namespace yare
