// URLs of servers and proxies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace yare {

/// The parts of SCHEME://[USERINFO@]HOST[:PORT][/PATH][?QUERY][#FRAGMENT].
struct Url {
    std::string scheme;     // lower case
    std::string user_info;  // as written, percent-encoded; empty: none
    std::string host;       // IPv6 addresses without their brackets; a zone as written (`fe80::1%25eth0`)
    std::string port;       // digits; empty: the scheme's own
    std::string path;       // decoded

    /// HOST[:PORT] with the brackets of an IPv6 address.
    std::string authority() const;
    /// User name and password, decoded; nothing without user info.
    std::optional<std::pair<std::string, std::string>> user() const;
};

/// A letter, then letters, digits, `+`, `-`, `.` (RFC 3986).
bool is_url_scheme(std::string_view text);

/// Nothing when `text` is not a URL with a host (Go's net/url.Parse refuses it, or finds no host). Query and
/// fragment are dropped.
std::optional<Url> parse_url(std::string_view text);

/// The server of a kubeconfig or of --server, as client-go understands it (rest/url_utils.go): without a
/// scheme it is http://HOST[:PORT]; the path becomes clean, with no slash at its end. Throws ConfigError for
/// what is neither, TransportError for a scheme or port that cannot be dialled.
Url parse_server(const std::string& text);

/// Its path percent-encoded as Go's net/url writes it.
std::string encoded_path(const Url& url);

/// SCHEME://HOST[:PORT][/PATH], percent-encoded, without user info.
std::string to_text(const Url& url);

}  // namespace yare
