#include "base/url.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <vector>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool has_bad_escape(std::string_view text) {
    for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (at + 2 >= text.size() || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) {
            return true;
        }
    }
    return false;
}

bool is_host_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
               std::string_view("-_.~").find(c) != std::string_view::npos;
    });
}

// `fe80::1%25eth0`: a zone stands behind an escaped percent sign (RFC 6874).
bool is_ipv6(std::string_view text) {
    const auto zone = text.find("%25");
    in6_addr address{};
    const std::string bare(text.substr(0, zone));
    return inet_pton(AF_INET6, bare.c_str(), &address) == 1 &&
           (zone == std::string_view::npos || is_host_name(text.substr(zone + 3)));
}

bool split_host_port(std::string_view text, Url& url) {
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos || !is_ipv6(text.substr(1, close - 1))) {
            return false;
        }
        url.host = text.substr(1, close - 1);
        rest = text.substr(close + 1);
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        if (!is_host_name(text.substr(0, colon))) {
            return false;
        }
        url.host = text.substr(0, colon);
        rest = text.substr(colon);
    }
    url.port = rest.empty() ? "" : rest.substr(1);
    return (rest.empty() || rest.front() == ':') && std::all_of(url.port.begin(), url.port.end(), is_digit);
}

// path.Clean: no empty, `.` or `..` segments.
std::string clean(std::string_view path) {
    std::vector<std::string> kept;
    for (auto& segment : split(path, '/')) {
        if (segment == "..") {
            if (!kept.empty()) {
                kept.pop_back();
            }
        } else if (!segment.empty() && segment != ".") {
            kept.push_back(std::move(segment));
        }
    }
    std::string cleaned;
    for (const auto& segment : kept) {
        cleaned += "/" + segment;
    }
    return cleaned;
}

}  // namespace

bool is_url_scheme(std::string_view text) {
    return !text.empty() && is_alpha(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
    });
}

std::string Url::authority() const {
    const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port.empty() ? name : name + ":" + port;
}

std::optional<std::pair<std::string, std::string>> Url::user() const {
    if (user_info.empty()) {
        return std::nullopt;
    }
    const auto colon = std::min(user_info.find(':'), user_info.size());
    const auto password = colon == user_info.size() ? std::string() : user_info.substr(colon + 1);
    return std::pair(percent_decode(user_info.substr(0, colon)), percent_decode(password));
}

std::optional<Url> parse_url(std::string_view text) {
    const auto mark = text.find("://");
    if (mark == std::string_view::npos || !is_url_scheme(text.substr(0, mark)) ||
        std::any_of(text.begin(), text.end(), is_control)) {
        return std::nullopt;
    }
    Url url;
    url.scheme = to_lower(text.substr(0, mark));
    text.remove_prefix(mark + 3);
    text = text.substr(0, text.find_first_of("?#"));
    const auto slash = std::min(text.find('/'), text.size());
    std::string_view authority = text.substr(0, slash);
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
        url.user_info = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    const std::string_view path = text.substr(slash);
    const bool bad_user = url.user_info.find_first_of(" \"<>[]\\^`{|}") != std::string::npos;
    if (bad_user || has_bad_escape(url.user_info) || has_bad_escape(path) ||
        !split_host_port(authority, url)) {
        return std::nullopt;
    }
    url.path = percent_decode(path);
    return url;
}

Url parse_server(const std::string& text) {
    auto url = parse_url(text);
    if (!url) {
        url = parse_url("http://" + text);
        if (!url || (!url->path.empty() && url->path != "/")) {
            throw ConfigError("host must be a URL or a host:port pair: " + go_quote(text));
        }
    }
    if (url->scheme != "http" && url->scheme != "https") {
        throw TransportError(TransportError::Cause::other, url->authority(),
                             "unsupported protocol scheme " + go_quote(url->scheme));
    }
    const auto digits = std::min(url->port.find_first_not_of('0'), url->port.size());
    const auto significant = url->port.substr(digits);
    if (significant.size() > 5 || (significant.size() == 5 && significant > "65535")) {
        throw TransportError(TransportError::Cause::other, url->authority(),
                             "dial tcp: address " + url->port + ": invalid port");
    }
    url->path = clean(url->path);
    return *std::move(url);
}

// Go's encodePath escapes less than a single segment needs.
std::string encoded_path(const Url& url) {
    std::string out;
    for (const char& c : url.path) {
        if (c == '/' || c == ',' || c == ';') {
            out += c;
        } else {
            out += percent_encode_segment(std::string_view(&c, 1));
        }
    }
    return out;
}

std::string to_text(const Url& url) { return url.scheme + "://" + url.authority() + encoded_path(url); }

}  // namespace yare
