#include "fetch_url.hpp"

#include <chrono>
#include <optional>
#include <thread>

#include "base/error.hpp"
#include "base/text.hpp"
#include "config/environment_proxy.hpp"

namespace yare {

namespace {

constexpr std::size_t k_max_body = std::size_t{64} << 20;
constexpr int k_tries = 3;
constexpr int k_max_redirects = 10;

struct Location {
    std::string server;  // https://host:port
    std::string path;    // with query
};

Location split_url(const std::string& url) {
    const auto scheme = url.find("://");
    const auto slash = scheme == std::string::npos ? scheme : url.find_first_of("/?#", scheme + 3);
    if (scheme == std::string::npos || url.find_first_of(" \t\r\n") != std::string::npos) {
        throw Error("the URL passed to filename " + go_quote(url) + " is not valid");
    }
    std::string path = slash == std::string::npos ? "/" : url.substr(slash);
    path = path.substr(0, path.find('#'));
    return {url.substr(0, slash), path.starts_with('/') ? path : "/" + path};
}

std::string redirected(const std::string& from, std::string_view to) {
    std::string target(to);
    if (to.starts_with("//")) {
        target = from.substr(0, from.find("://") + 1) + target;
    } else if (to.starts_with('/')) {
        target = split_url(from).server + target;
    }
    const bool is_web =
        target.starts_with("https://") || (target.starts_with("http://") && from.starts_with("http://"));
    if (!is_web) {
        throw Error("unable to read URL " + go_quote(from) + ", server redirects to " + go_quote(to));
    }
    return target;
}

// As a status line has it; only the usual ones have words here.
std::string status_text(int status) {
    switch (status) {
        case 400:
            return "400 Bad Request";
        case 401:
            return "401 Unauthorized";
        case 403:
            return "403 Forbidden";
        case 404:
            return "404 Not Found";
        case 410:
            return "410 Gone";
        case 429:
            return "429 Too Many Requests";
        case 500:
            return "500 Internal Server Error";
        case 502:
            return "502 Bad Gateway";
        case 503:
            return "503 Service Unavailable";
        case 504:
            return "504 Gateway Timeout";
        default:
            return std::to_string(status);
    }
}

struct Fetched {
    HttpResponse head;
    std::string body;
};

Fetched fetch_once(const std::string& url, const Environment& environment,
                   const std::function<std::unique_ptr<Transport>(const Connection&)>& make_transport) {
    const auto location = split_url(url);
    Connection connection;
    connection.server = location.server;
    const auto server = parse_url(location.server);
    if (!server) {
        throw Error("the URL passed to filename " + go_quote(url) + " is not valid");
    }
    connection.proxy_url = environment_proxy(environment, *server);
    HttpRequest request;
    request.path = location.path;
    Fetched fetched;
    fetched.head =
        make_transport(connection)->send(request, [&](const HttpResponse&, std::string_view piece) {
            if (fetched.body.size() + piece.size() > k_max_body) {
                throw Error("unable to read URL " + go_quote(url) + ": more than 64 MiB");
            }
            fetched.body.append(piece);
            return true;
        });
    return fetched;
}

}  // namespace

std::string fetch_url(const std::string& url, const Environment& environment,
                      const std::function<std::unique_ptr<Transport>(const Connection&)>& make_transport) {
    std::string at = url;
    int redirects = 0;
    for (int tries = 1;; ++tries) {
        Fetched fetched;
        try {
            fetched = fetch_once(at, environment, make_transport);
        } catch (const TransportError& error) {
            if (tries == k_tries) {
                throw Error("unable to read URL " + go_quote(url) + ": " + error.what());
            }
            std::this_thread::sleep_for(std::chrono::seconds(1));
            continue;
        }
        const int status = fetched.head.status;
        if (status == 200) {
            return std::move(fetched.body);
        }
        if (status >= 300 && status < 400 && ++redirects <= k_max_redirects) {
            at = redirected(at, fetched.head.header("Location"));
            --tries;
            continue;
        }
        if (status < 500 || tries == k_tries) {
            throw Error("unable to read URL " + go_quote(url) + ", server reported " + status_text(status) +
                        ", status code=" + std::to_string(status));
        }
        std::this_thread::sleep_for(std::chrono::seconds(1));
    }
}

}  // namespace yare
