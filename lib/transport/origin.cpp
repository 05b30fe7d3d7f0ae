#include "transport/origin.hpp"

#include <arpa/inet.h>

#include <charconv>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

namespace yare {
namespace {

std::uint16_t default_port(const std::string& scheme) {
    if (scheme == "https") return 443;
    if (scheme == "http") return 80;
    return 1080;
}

std::string bracketed(const std::string& host) {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

[[noreturn]] void refuse(std::string_view text, const char* why) {
    std::string shown(text);
    const auto mark = shown.find("://");
    const auto begin = mark == std::string::npos ? 0 : mark + 3;
    const auto end = shown.find_first_of("/?#", begin);
    if (const auto at = shown.substr(0, end).rfind('@'); at != std::string::npos && at >= begin) {
        shown.erase(begin, at + 1 - begin);
    }
    throw ConfigError("parse " + go_quote(shown) + ": " + why);
}

}  // namespace

std::string Origin::authority() const { return has_port ? join_host_port(host, port) : bracketed(host); }

std::string Origin::host_and_port() const { return join_host_port(host, port); }

std::string Origin::name() const { return scheme + "://" + authority(); }

std::string join_host_port(const std::string& host, std::uint16_t port) {
    return bracketed(host) + ":" + std::to_string(port);
}

bool is_ip_address(const std::string& host) {
    unsigned char bytes[16];
    return inet_pton(AF_INET, host.c_str(), bytes) == 1 || inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

Origin parse_origin(std::string_view text) {
    const auto url = parse_url(text);
    if (!url) refuse(text, "not a URL with a host");
    Origin out;
    out.scheme = url->scheme;
    out.host = url->host;
    if (const auto zone = out.host.find("%25"); zone != std::string::npos) {
        out.zone = out.host.substr(zone + 3);
        out.host.resize(zone);
    }
    out.port = default_port(out.scheme);
    if (!url->port.empty()) {
        const char* const end = url->port.data() + url->port.size();
        const auto [stop, error] = std::from_chars(url->port.data(), end, out.port);
        if (error != std::errc() || stop != end) refuse(text, "invalid port");
        out.has_port = true;
    }
    out.prefix = encoded_path(*url);
    while (out.prefix.ends_with('/')) out.prefix.pop_back();
    out.user = url->user();
    return out;
}

}  // namespace yare
