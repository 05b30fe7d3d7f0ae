#include "login/oidc_refresh.hpp"

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "transport/status_text.hpp"

namespace yare {

namespace {

constexpr std::size_t k_limit = std::size_t{1} << 20;  // golang.org/x/oauth2/internal/token.go
constexpr std::size_t k_shown = 80;
constexpr int k_redirects = 10;

struct Reply {
    HttpResponse head;
    std::string body;
};

// A URL cut into the server and what it is asked for.
struct Place {
    std::string server;
    std::string target;
};

Place place_of(const std::string& url) {
    const auto host = url.find("://");
    if (host == std::string::npos) {
        throw Error("unsupported protocol scheme \"\" of " + go_quote(url));
    }
    const auto path = url.find_first_of("/?#", host + 3);
    const std::string rest = path == std::string::npos ? "" : url.substr(path, url.find('#') - path);
    return {url.substr(0, path), rest.starts_with('/') ? rest : "/" + rest};
}

Reply send(const std::string& server, const HttpRequest& request, const OpenWay& open) {
    Reply out;
    out.head = open(server)->send(request, [&](const HttpResponse&, std::string_view piece) {
        out.body.append(piece.substr(0, k_limit - out.body.size()));
        return out.body.size() < k_limit;
    });
    return out;
}

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Reply get(std::string url, const OpenWay& open, Milliseconds limit) {
    for (int i = 0; i <= k_redirects; ++i) {
        const Place place = place_of(url);
        HttpRequest request;
        request.path = place.target;
        request.timeout = limit;
        Reply reply = send(place.server, request, open);
        const std::string location(reply.head.header("Location"));
        if (!is_redirect(reply.head.status) || location.empty()) {
            return reply;
        }
        url = location.starts_with('/') ? place.server + location : location;
    }
    throw Error("stopped after 10 redirects");
}

std::string token_endpoint(const std::string& issuer, const OpenWay& open, Milliseconds limit) {
    const std::string base = issuer.ends_with('/') ? issuer.substr(0, issuer.size() - 1) : issuer;
    const Reply reply = get(base + "/.well-known/openid-configuration", open, limit);
    if (reply.head.status != 200) {
        const std::string shown =
            reply.body.size() > k_shown ? reply.body.substr(0, k_shown) + "..." : reply.body;
        throw Error("oidc: failed to query metadata endpoint " + status_text(reply.head.status) + ": " +
                    go_quote(shown));
    }
    JsonTree tree;
    std::string endpoint;
    try {
        endpoint = tree.parse(reply.body).find("token_endpoint").text();
    } catch (const JsonError& error) {
        throw Error(std::string("oidc: failed to decode provider discovery object: ") + error.what());
    }
    if (endpoint.empty()) {
        throw Error("oidc: discovery object doesn't contain a token_endpoint");
    }
    return endpoint;
}

HttpRequest token_request(const OidcClient& client, const Place& place, bool in_header, Milliseconds limit) {
    HttpRequest request;
    request.method = "POST";
    request.path = place.target;
    request.timeout = limit;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    if (in_header) {
        request.headers.emplace_back("Authorization",
                                     "Basic " + base64_encode(percent_encode_query(client.id) + ":" +
                                                              percent_encode_query(client.secret)));
    } else {
        request.body = "client_id=" + percent_encode_query(client.id) + "&";
        if (!client.secret.empty()) {
            request.body += "client_secret=" + percent_encode_query(client.secret) + "&";
        }
    }
    request.body += "grant_type=refresh_token&refresh_token=" + percent_encode_query(client.refresh_token);
    return request;
}

std::string text_of(const JsonValue& root, std::string_view name) {
    const JsonValue value = root.find(name);
    return value.is_string() ? value.text() : "";
}

// oauth2's RetrieveError.
std::string refusal_words(const Reply& reply, const JsonValue& root) {
    std::string words;
    for (const char* name : {"error", "error_description", "error_uri"}) {
        const std::string text = text_of(root, name);
        if (words.empty() && text.empty()) {
            break;
        }
        words += text.empty() ? "" : (words.empty() ? "oauth2: " : " ") + go_quote(text);
    }
    return !words.empty() ? words
                          : "oauth2: cannot fetch token: " + status_text(reply.head.status) +
                                "\nResponse: " + reply.body;
}

OidcTokens tokens_of(const Reply& reply) {
    const bool is_good = reply.head.status >= 200 && reply.head.status <= 299;
    JsonTree tree;
    JsonValue root;
    try {
        root = tree.parse(reply.body);
    } catch (const JsonError& error) {
        if (is_good) {
            throw Error(std::string("failed to refresh token: oauth2: cannot parse json: ") + error.what());
        }
    }
    if (!is_good || !text_of(root, "error").empty()) {
        throw Error("failed to refresh token: " + refusal_words(reply, root));
    }
    if (text_of(root, "access_token").empty()) {
        throw Error("failed to refresh token: oauth2: server response missing access_token");
    }
    OidcTokens out{.id_token = text_of(root, "id_token"), .refresh_token = text_of(root, "refresh_token")};
    if (out.id_token.empty()) {
        throw Error(
            "token response did not contain an id_token, either the scope \"openid\" wasn't requested upon "
            "login, or the provider doesn't support id_tokens as part of the refresh response");
    }
    return out;
}

}  // namespace

OidcTokens refresh_oidc_tokens(const OidcClient& client, const OpenWay& open, Milliseconds limit) {
    const Place place = place_of(token_endpoint(client.issuer, open, limit));
    Reply reply = send(place.server, token_request(client, place, true, limit), open);
    if (reply.head.status < 200 || reply.head.status > 299) {
        reply = send(place.server, token_request(client, place, false, limit), open);
    }
    return tokens_of(reply);
}

}  // namespace yare
