#include "verbs/raw.hpp"

#include "verbs/change.hpp"

namespace yare {

namespace {

constexpr std::size_t k_max_stdin = std::size_t{1} << 30;

}  // namespace

void send_raw(Session& session, const RawRequest& request) {
    HttpRequest http;
    http.method = request.method;
    http.path = request.path;
    http.headers.emplace_back("Accept", "application/json, */*");
    if (request.method == "GET") {
        session.client.stream(http, {}, [&](const HttpResponse&, std::string_view piece) {
            session.streams.out.write(piece);
            return true;
        });
        return;
    }
    if (!request.file.empty()) {
        http.headers.emplace_back("Content-Type", "application/json");
        http.body = request.file == "-" ? read_all(session.streams.in, k_max_stdin) : read_file(request.file);
    }
    try {
        session.streams.out.write(session.client.change(http, {}).body);
    } catch (const TransportError& error) {
        if (!error.was_sent()) {
            throw;
        }
        throw UnknownOutcome("the server's answer to " + http.method + " " + http.path + " was lost (" +
                             error.what() + "): it is unknown whether it was done");
    }
}

}  // namespace yare
