#include "transport/socks.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "transport/proxy.hpp"
#include "transport/socket_address.hpp"
#include "transport/time_limits.hpp"

namespace yare {
namespace {

using Cause = TransportError::Cause;

constexpr char k_version = 5;
constexpr char k_password_version = 1;
constexpr char k_connect = 1;

enum AddressType : unsigned char { ipv4 = 1, domain = 3, ipv6 = 4 };
enum Method : unsigned char { no_authentication = 0, password = 2, none_acceptable = 0xff };

constexpr unsigned char k_refused = 5;
constexpr std::array<const char*, 9> k_replies = {"succeeded",
                                                  "general SOCKS server failure",
                                                  "connection not allowed by ruleset",
                                                  "network unreachable",
                                                  "host unreachable",
                                                  "connection refused",
                                                  "TTL expired",
                                                  "command not supported",
                                                  "address type not supported"};

/// Where the proxy is to connect to.
struct Destination {
    std::string bytes;  // address type and address
    std::string words;  // HOST:PORT for messages
};

std::optional<std::string> address_bytes(int family, const std::string& host) {
    char bytes[sizeof(in6_addr)];
    if (inet_pton(family, host.c_str(), bytes) != 1) return std::nullopt;
    return std::string(bytes, family == AF_INET ? sizeof(in_addr) : sizeof(in6_addr));
}

/// As net.IP.To4: an IPv4 address in the clothes of IPv6 is one.
bool is_mapped(std::string_view address) {
    return address.starts_with(std::string_view("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12));
}

std::string address_text(int family, const std::string& bytes) {
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(family, bytes.data(), text, sizeof text);
    return text;
}

Destination destination_of(const Origin& server) {
    const std::string name = server.zone.empty() ? server.host : server.host + "%" + server.zone;
    auto four = address_bytes(AF_INET, name);
    const auto six = address_bytes(AF_INET6, name);
    if (six && is_mapped(*six)) four = six->substr(12);
    if (four) return {char(ipv4) + *four, join_host_port(address_text(AF_INET, *four), server.port)};
    if (six) return {char(ipv6) + *six, join_host_port(address_text(AF_INET6, *six), server.port)};
    return {std::string{char(domain), static_cast<char>(name.size())} + name,
            join_host_port(name, server.port)};
}

/// What is said before the proxy carries bytes of others.
class Handshake {
  public:
    Handshake(Wire& wire, const Origin& proxy, const Origin& server)
        : wire_(wire),
          proxy_(proxy),
          server_(server),
          destination_(destination_of(server)),
          between_(peer_words(wire.descriptor()) + "->" + destination_.words) {}

    void run() {
        choose_method();
        if (destination_.bytes.size() > 2 + 255) fail("FQDN too long");
        std::string request{k_version, k_connect, 0};
        request += destination_.bytes;
        request += static_cast<char>(server_.port >> 8);
        request += static_cast<char>(server_.port & 0xff);
        send(request);
        read_reply();
    }

  private:
    void choose_method() {
        send(proxy_.user ? std::string{k_version, 2, no_authentication, password}
                         : std::string{k_version, 1, no_authentication});
        const auto answer = read<2>();
        check_version(answer[0]);
        if (answer[1] == none_acceptable) fail("no acceptable authentication methods");
        if (answer[1] == password && proxy_.user) {
            log_in();
        } else if (answer[1] != no_authentication) {
            fail("unsupported authentication method " + std::to_string(answer[1]));
        }
    }

    void log_in() {
        const auto& [name, secret] = *proxy_.user;
        if (name.empty() || name.size() > 255 || secret.size() > 255) fail("invalid username/password");
        send(std::string{k_password_version, static_cast<char>(name.size())} + name +
             static_cast<char>(secret.size()) + secret);
        const auto answer = read<2>();
        if (answer[0] != k_password_version) fail("invalid username/password version");
        if (answer[1] != 0) fail("username/password authentication failed");
    }

    /// The address behind the reply is the proxy's own end: read, and of no use.
    void read_reply() {
        const auto head = read<4>();
        check_version(head[0]);
        if (head[1] != 0) {
            const bool known = head[1] < k_replies.size();
            fail("unknown error " + (known ? k_replies[head[1]] : "unknown code: " + std::to_string(head[1])),
                 head[1] == k_refused ? Cause::refused : Cause::proxy);
        }
        if (head[2] != 0) fail("non-zero reserved field");
        switch (head[3]) {
            case ipv4:
                return skip(sizeof(in_addr) + 2);
            case ipv6:
                return skip(sizeof(in6_addr) + 2);
            case domain:
                return skip(read<1>()[0] + std::size_t{2});
            default:
                fail("unknown address type " + std::to_string(head[3]));
        }
    }

    void check_version(unsigned char version) const {
        if (version != k_version) fail("unexpected protocol version " + std::to_string(version));
    }

    void send(const std::string& bytes) {
        const auto status = wire_.write(bytes);
        if (status == WireStatus::timeout) fail("i/o timeout");
        if (status != WireStatus::ok) fail(wire_.failure().words);
    }

    /// Exactly so many bytes: what follows them is the server's.
    void read_whole(unsigned char* into, std::size_t size) {
        for (std::size_t got = 0; got < size;) {
            const auto [status, bytes] = wire_.read(reinterpret_cast<char*>(into) + got, size - got);
            if (status == WireStatus::timeout) fail("i/o timeout");
            if (status == WireStatus::failed) fail(wire_.failure().words);
            if (status != WireStatus::ok) fail(got == 0 ? "EOF" : "unexpected EOF");
            got += bytes;
        }
    }

    template <std::size_t size>
    std::array<unsigned char, size> read() {
        std::array<unsigned char, size> bytes{};
        read_whole(bytes.data(), size);
        return bytes;
    }

    void skip(std::size_t size) {
        std::array<unsigned char, 255 + 2> ignored{};
        read_whole(ignored.data(), size);
    }

    [[noreturn]] void fail(const std::string& words, Cause cause = Cause::proxy) const {
        throw TransportError(cause, server_.authority(), "socks connect tcp " + between_ + ": " + words);
    }

    Wire& wire_;
    const Origin& proxy_;
    const Origin& server_;
    Destination destination_;
    std::string between_;
};

}  // namespace

bool is_socks(const Origin& proxy) { return proxy.scheme == "socks5" || proxy.scheme == "socks5h"; }

std::unique_ptr<Wire> open_socks(const Origin& proxy, const Origin& server, Tls& tls, Deadline deadline,
                                 std::shared_ptr<OpenSockets> family) {
    auto wire = dial_proxy(proxy, server, tls, deadline, std::move(family));
    wire->set_deadline(std::min(deadline, Clock::now() + k_tunnel_limit));
    Handshake(*wire, proxy, server).run();
    return wire;
}

}  // namespace yare
