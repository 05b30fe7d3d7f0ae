#include "transport/url.hpp"

#include <arpa/inet.h>

#include <charconv>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {
namespace {

[[noreturn]] void refuse(std::string_view url, const std::string& why) {
    throw ConfigError("parse " + go_quote(url) + ": " + why);
}

std::uint16_t default_port(const std::string& scheme) {
    if (scheme == "https") return 443;
    if (scheme == "http") return 80;
    return 1080;
}

void check_characters(std::string_view url) {
    for (const char c : url) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) throw ConfigError("net/url: invalid control character in URL");
    }
}

std::string bracketed(const std::string& host) {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

/// Reads `:PORT` behind a host.
void read_port(std::string_view url, std::string_view text, Url& out) {
    if (text.empty() || text == ":") return;
    unsigned value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 1, end, value);
    if (text[0] != ':' || error != std::errc() || stop != end || value > 65535) {
        refuse(url, "invalid port " + go_quote(text) + " after host");
    }
    out.port = static_cast<std::uint16_t>(value);
    out.has_port = true;
}

void read_host(std::string_view url, std::string_view text, Url& out) {
    if (!text.empty() && text[0] == '[') {
        const auto close = text.find(']');
        if (close == std::string_view::npos) refuse(url, "missing ']' in host");
        out.host = percent_decode(text.substr(1, close - 1));
        read_port(url, text.substr(close + 1), out);
        if (const auto percent = out.host.find('%'); percent != std::string::npos) {
            out.zone = out.host.substr(percent + 1);
            out.host.resize(percent);
        }
        if (!is_ip_address(out.host)) refuse(url, "invalid host " + go_quote(text));
    } else {
        const auto colon = text.find(':');
        out.host = percent_decode(text.substr(0, colon));
        if (colon != std::string_view::npos) read_port(url, text.substr(colon), out);
    }
    if (out.host.empty()) refuse(url, "no Host in request URL");
    for (const char c : out.host + out.zone) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= ' ' || byte >= 0x7f ||
            std::string_view("\"<>\\^`{|}/?#@%").find(c) != std::string_view::npos) {
            refuse(url, "invalid character " + go_quote(std::string_view(&c, 1)) + " in host name");
        }
    }
}

void read_user(std::string_view text, Url& out) {
    const auto colon = text.find(':');
    const auto password = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    out.user.emplace(percent_decode(text.substr(0, colon)), percent_decode(password));
}

}  // namespace

std::string Url::authority() const { return has_port ? join_host_port(host, port) : bracketed(host); }

std::string Url::host_and_port() const { return join_host_port(host, port); }

std::string Url::name() const { return scheme + "://" + authority(); }

std::string join_host_port(const std::string& host, std::uint16_t port) {
    return bracketed(host) + ":" + std::to_string(port);
}

bool is_ip_address(const std::string& host) {
    unsigned char bytes[16];
    return inet_pton(AF_INET, host.c_str(), bytes) == 1 || inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

Url parse_url(std::string_view text) {
    check_characters(text);
    const auto scheme_end = text.find("://");
    if (scheme_end == std::string_view::npos || scheme_end == 0) refuse(text, "missing protocol scheme");
    Url out;
    out.scheme = to_lower(text.substr(0, scheme_end));
    out.port = default_port(out.scheme);
    auto rest = text.substr(scheme_end + 3);
    rest = rest.substr(0, rest.find_first_of("?#"));
    const auto slash = rest.find('/');
    auto authority = rest.substr(0, slash);
    if (slash != std::string_view::npos) {
        out.prefix = rest.substr(slash);
        while (!out.prefix.empty() && out.prefix.back() == '/') out.prefix.pop_back();
    }
    // The message must not show a password.
    const auto at = authority.rfind('@');
    if (at != std::string_view::npos) {
        read_user(authority.substr(0, at), out);
        authority = authority.substr(at + 1);
    }
    read_host(out.scheme + "://" + std::string(authority), authority, out);
    return out;
}

}  // namespace yare
