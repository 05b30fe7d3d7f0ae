// Where to dial: the servers and proxies of URLs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace yare {

struct Origin {
    std::string scheme;      // lower case
    std::string host;        // name or address, without brackets and zone
    std::string zone;        // of an IPv6 link-local address: `eth0`
    std::uint16_t port = 0;  // the scheme's own (80, 443, 1080) when none was written
    bool has_port = false;   // whether one was written
    std::string prefix;      // path without slashes at its end, as written; empty for `/`
    std::optional<std::pair<std::string, std::string>> user;  // name and password, percent-decoded

    /// HOST[:PORT] as written, IPv6 in brackets, without a zone: what a Host header and messages hold.
    std::string authority() const;

    /// HOST:PORT, always with a port.
    std::string host_and_port() const;

    /// SCHEME://HOST[:PORT] without user and password, for messages.
    std::string name() const;
};

/// Parses an absolute URL; query and fragment are dropped. Throws ConfigError for what is no URL with a host
/// and a port under 65536; its text shows no user and password.
Origin parse_origin(std::string_view text);

/// Whether `host` is an IPv4 or IPv6 address in numbers.
bool is_ip_address(const std::string& host);

/// `host` and `port` with a colon between, IPv6 in brackets.
std::string join_host_port(const std::string& host, std::uint16_t port);

}  // namespace yare
