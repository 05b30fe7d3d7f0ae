// What tests of the transport do again and again.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "transport/https.hpp"

namespace yare::test {

/// The outcome of one send(): a response with its body, or an error.
struct Answer {
    HttpResponse response;
    std::string body;
    bool failed = false;
    TransportError::Cause cause = TransportError::Cause::other;
    std::string host;
    std::string error;
};

inline Answer ask(Transport& transport, const HttpRequest& request) {
    Answer out;
    try {
        out.response = transport.send(request, [&](const HttpResponse&, std::string_view piece) {
            out.body += piece;
            return true;
        });
    } catch (const TransportError& error) {
        out.failed = true;
        out.cause = error.cause();
        out.host = error.host();
        out.error = error.what();
    }
    return out;
}

inline HttpRequest get(const std::string& path = "/") {
    HttpRequest request;
    request.path = path;
    request.headers = {{"Accept", "application/json"}};
    return request;
}

/// One GET over a new transport.
inline Answer ask(const Connection& connection, const HttpRequest& request = get()) {
    return ask(*make_transport(connection, "yare/test"), request);
}

inline Connection to(const std::string& url) {
    Connection connection;
    connection.server = url;
    return connection;
}

}  // namespace yare::test
