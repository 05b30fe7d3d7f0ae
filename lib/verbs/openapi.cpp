#include "verbs/openapi.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

namespace yare {

namespace {

constexpr const char* k_index_path = "/openapi/v3";
constexpr const char* k_json = "application/json";

// What the documents' links have in front of the path that is sent: the path of the server's URL.
std::string server_prefix(const Session& session) {
    const auto server = parse_url(session.connection.server);
    std::string path = server ? server->path : "";
    while (path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

HttpRequest get_request(const std::string& url) {
    const auto is_sendable = [](char c) { return c > ' ' && c < 0x7f; };
    if (!url.starts_with('/') || !std::all_of(url.begin(), url.end(), is_sendable)) {
        throw Error("the server's OpenAPI index leads to " + go_quote(url));
    }
    HttpRequest request;
    request.path = url;
    request.headers.emplace_back("Accept", k_json);
    return request;
}

void read_document(Session& session, const HttpRequest& request, SchemaDocument& document) {
    session.client.stream(request, {}, [&](const HttpResponse&, std::string_view piece) {
        document.feed(piece);
        return true;
    });
    document.finish();
}

}  // namespace

std::optional<OpenApiIndex> get_openapi_index(Session& session, std::string& error) {
    try {
        HttpRequest request;
        request.path = k_index_path;
        request.headers.emplace_back("Accept", "application/json, */*");
        const auto answer = session.client.get(request, {});
        JsonTree tree;
        const std::string prefix = server_prefix(session);
        OpenApiIndex index;
        const auto paths = tree.parse(answer.body).find("paths");
        for (auto each = paths.is_object() ? paths.first() : JsonValue(); each; each = each.next()) {
            const std::string url = each.find("serverRelativeURL").text();
            index.emplace(each.key(), url.starts_with(prefix) ? url.substr(prefix.size()) : url);
        }
        return index;
    } catch (const ApiError& failure) {
        error = failure.what();
    } catch (const JsonError& failure) {
        error = failure.what();
    }
    return std::nullopt;
}

void get_openapi_v3(Session& session, const std::string& name, const std::string& url,
                    SchemaDocument& document) {
    try {
        read_document(session, get_request(url), document);
    } catch (const ApiError& failure) {
        throw Error("failed to fetch openapi schema for " + name + ": " + failure.what());
    } catch (const JsonError& failure) {
        throw Error("failed to parse openapi schema for " + name + ": " + failure.what());
    }
}

void get_openapi_v2(Session& session, SchemaDocument& document) {
    try {
        read_document(session, get_request("/openapi/v2"), document);
    } catch (const JsonError& failure) {
        throw Error(std::string("failed to parse the server's openapi schema: ") + failure.what());
    }
}

}  // namespace yare
