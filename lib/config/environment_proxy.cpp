#include "config/environment_proxy.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/load.hpp"

namespace yare {

namespace {

// An address as 16 bytes; IPv4 is mapped (::ffff:a.b.c.d), so that both spellings are equal.
using Address = std::array<unsigned char, 16>;

constexpr std::size_t k_mapped_bits = 96;

bool is_mapped(const Address& address) {
    return std::all_of(address.begin(), address.begin() + 10, [](unsigned char byte) { return byte == 0; }) &&
           address[10] == 0xff && address[11] == 0xff;
}

std::optional<Address> parse_address(std::string_view text) {
    const std::string copy(text);
    Address address{};
    if (inet_pton(AF_INET6, copy.c_str(), address.data()) == 1) {
        return address;
    }
    std::array<unsigned char, 4> four{};
    if (inet_pton(AF_INET, copy.c_str(), four.data()) != 1) {
        return std::nullopt;
    }
    address[10] = address[11] = 0xff;
    std::copy(four.begin(), four.end(), address.begin() + 12);
    return address;
}

bool is_loopback(const Address& address) {
    Address one{};
    one[15] = 1;
    return address == one || (is_mapped(address) && address[12] == 127);
}

bool same_prefix(const Address& left, const Address& right, std::size_t bits) {
    const std::size_t bytes = bits / 8;
    if (std::memcmp(left.data(), right.data(), bytes) != 0) {
        return false;
    }
    const unsigned mask = 0xffu & (0xffu << (8 - bits % 8));
    return bits % 8 == 0 || ((left[bytes] ^ right[bytes]) & mask) == 0;
}

struct Network {
    Address address;
    std::size_t bits;
    bool contains(const Address& other) const {
        return is_mapped(address) == is_mapped(other) && same_prefix(address, other, bits);
    }
};

std::optional<Network> parse_network(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) {
        return std::nullopt;
    }
    const auto address = parse_address(text.substr(0, slash));
    const std::string_view digits = text.substr(slash + 1);
    std::size_t bits = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    const bool is_four = text.find(':') == std::string_view::npos;
    if (!address || error != std::errc() || end != digits.data() + digits.size() ||
        bits > (is_four ? 32u : 128u)) {
        return std::nullopt;
    }
    return Network{*address, bits + (is_four ? k_mapped_bits : 0)};
}

// Splits `host:port`, `[address]:port`; a bare IPv6 address has no port.
std::pair<std::string, std::string> split_port(const std::string& rule) {
    const auto colon = rule.rfind(':');
    const bool bracketed = rule.starts_with('[');
    if (colon == std::string::npos || (!bracketed && rule.find(':') != colon) ||
        (bracketed && (colon == 0 || rule[colon - 1] != ']'))) {
        return {rule, ""};
    }
    const std::string host = bracketed ? rule.substr(1, colon - 2) : rule.substr(0, colon);
    return {host, rule.substr(colon + 1)};
}

// `foo.com` means foo.com and what is under it, `.foo.com` and `*.foo.com` only what is under it.
bool domain_matches(std::string domain, const std::string& host) {
    if (domain.starts_with("*.")) {
        domain.erase(0, 1);
    }
    return domain.starts_with('.') ? host.ends_with(domain) : host == domain || host.ends_with("." + domain);
}

// `address` is that of `host`, where it is one: no domain holds an address (`2.1` is not about 192.0.2.1).
bool rule_matches(const std::string& rule, const std::string& host, const std::optional<Address>& address,
                  const std::string& port) {
    if (rule == "*") {
        return true;
    }
    if (const auto network = parse_network(rule)) {
        return address && network->contains(*address);
    }
    const auto [rule_host, rule_port] = split_port(rule);
    if (rule_host.empty() || (!rule_port.empty() && rule_port != port)) {
        return false;
    }
    if (const auto rule_address = parse_address(rule_host)) {
        return address == rule_address;
    }
    return !address && domain_matches(rule_host, host);
}

bool is_excluded(const std::string& no_proxy, const Url& server) {
    const std::string host = to_lower(server.host);
    const auto address = parse_address(host.substr(0, host.find('%')));  // a zone is no part of it
    if (host == "localhost" || (address && is_loopback(*address))) {
        return true;
    }
    const std::string port = !server.port.empty() ? server.port : server.scheme == "https" ? "443" : "80";
    const auto rules = split(no_proxy, ',');
    return std::any_of(rules.begin(), rules.end(), [&](const std::string& rule) {
        return rule_matches(to_lower(trim(rule)), host, address, port);
    });
}

std::string either(const Environment& environment, const std::string& name) {
    const std::string value = variable(environment, name);
    return value.empty() ? variable(environment, to_lower(name)) : value;
}

}  // namespace

std::string usable_proxy(const Url& url, const std::string& context) {
    constexpr std::string_view schemes[] = {"http", "https", "socks5", "socks5h"};
    if (std::find(std::begin(schemes), std::end(schemes), url.scheme) == std::end(schemes)) {
        throw ConfigError(context + ": unsupported scheme " + go_quote(url.scheme) +
                          ", must be http, https, or socks5");
    }
    return url.scheme + "://" + (url.user_info.empty() ? "" : url.user_info + "@") + url.authority();
}

std::string environment_proxy(const Environment& environment, const Url& server) {
    const std::string name = server.scheme == "https" ? "HTTPS_PROXY" : "HTTP_PROXY";
    const std::string value = either(environment, name);
    if (value.empty()) {
        return "";
    }
    if (name == "HTTP_PROXY" && !variable(environment, "REQUEST_METHOD").empty()) {
        throw TransportError(
            TransportError::Cause::proxy, server.authority(),
            "refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy");
    }
    if (is_excluded(either(environment, "NO_PROXY"), server)) {
        return "";
    }
    const bool has_scheme = value.find("://") != std::string::npos;
    const auto url = parse_url(has_scheme ? value : "http://" + value);
    if (!url) {
        throw ConfigError("the environment's " + name + " is neither a URL nor HOST:PORT");
    }
    return usable_proxy(*url, "the environment's " + name);
}

}  // namespace yare
