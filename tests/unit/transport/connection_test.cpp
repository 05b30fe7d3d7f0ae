// What goes out, and when connections are opened, reused and given up.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "transport/client.hpp"
#include "transport/test_server.hpp"

using namespace yare;
using namespace yare::test;
using namespace std::chrono_literals;
using Cause = TransportError::Cause;

namespace {

/// Answers `ok` to `count` requests on one connection.
TestServer::Script answering(int count) {
    return [count](Peer& peer) {
        for (int i = 0; i < count; ++i) {
            if (peer.read_request().empty()) return;
            peer.send(ok_response("ok"));
        }
    };
}

struct TlsServer {
    TlsServer() {
        CertificateSpec spec;
        spec.addresses = {"127.0.0.1"};
        certificate = make_certificate(spec);
    }
    Connection connection(const TestServer& server) const {
        Connection out = to(server.url("https"));
        out.ca_pem = certificate.pem;
        return out;
    }
    Certificate certificate;
};

/// A request head with its fields in order: that is up to the HTTP library's version.
std::string in_order(const std::string& head) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < head.size();) {
        const auto end = std::min(head.find("\r\n", start), head.size() - 2) + 2;
        lines.push_back(head.substr(start, end - start));
        start = end;
    }
    if (lines.size() > 2) std::sort(lines.begin() + 1, lines.end() - 1);
    std::string out;
    for (const auto& line : lines) out += line;
    return out;
}

/// The request that a server sees.
std::string sent(Connection connection, const HttpRequest& request, bool secure = true) {
    const TlsServer tls;
    std::string seen;
    const TestServer::Script script = [&](Peer& peer) {
        seen = peer.read_request();
        peer.send(ok_response(""));
    };
    {
        const auto server = secure ? std::make_unique<TestServer>(ServerTls{tls.certificate, "", 0}, script)
                                   : std::make_unique<TestServer>(script);
        connection.server = server->url(secure ? "https" : "http") + connection.server;
        connection.ca_pem = tls.certificate.pem;
        const Answer answer = ask(connection, request);
        CHECK(answer.error == "");
        const std::string port = std::to_string(server->port());
        if (const auto at = seen.find(port); at != std::string::npos) seen.replace(at, port.size(), "PORT");
    }
    return seen;
}

}  // namespace

TEST_CASE("a request, to the byte") {
    HttpRequest request = get("/api/v1/pods");
    request.query = {{"limit", "500"}};
    CHECK(in_order(sent({}, request)) ==
          "GET /api/v1/pods?limit=500 HTTP/1.1\r\nAccept-Encoding: gzip\r\nAccept: application/json\r\n"
          "Host: 127.0.0.1:PORT\r\nUser-Agent: yare/test\r\n\r\n");
    Connection connection;
    connection.server = "/k8s/clusters/c-1";
    connection.disable_compression = true;
    request.headers.emplace_back("user-agent", "mine");
    CHECK(in_order(sent(connection, request)) ==
          "GET /k8s/clusters/c-1/api/v1/pods?limit=500 HTTP/1.1\r\n"
          "Accept-Encoding: identity\r\nAccept: application/json\r\n"
          "Host: 127.0.0.1:PORT\r\nuser-agent: mine\r\n\r\n");
}

TEST_CASE("bodies") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{3000000}}) {
        HttpRequest request = get();
        request.method = "POST";
        request.headers.emplace_back("Content-Type", "application/json");
        request.body = std::string(size, 'b');
        const std::string seen = sent({}, request);
        CHECK(seen.find("\r\nContent-Length: " + std::to_string(size) + "\r\n") != std::string::npos);
        CHECK((seen.substr(seen.find("\r\n\r\n") + 4) == request.body));
        CHECK(seen.find("Expect") == std::string::npos);
    }
    HttpRequest request = get();
    request.method = "DELETE";
    CHECK(sent({}, request).find("Content-Length") == std::string::npos);
    request.body = "{}";
    CHECK(sent({}, request).find("Content-Length: 2\r\n") != std::string::npos);
}

TEST_CASE("credentials go out over https and never in the clear") {
    Connection connection;
    connection.token = "secret";
    CHECK(sent(connection, get()).find("\r\nAuthorization: Bearer secret\r\n") != std::string::npos);
    CHECK(sent(connection, get(), false).find("Authorization") == std::string::npos);
    connection.token.clear();
    connection.basic = {"user", "pass:word"};
    CHECK(sent(connection, get()).find("\r\nAuthorization: Basic dXNlcjpwYXNzOndvcmQ=\r\n") !=
          std::string::npos);
    CHECK(sent(connection, get(), false).find("Authorization") == std::string::npos);
}

TEST_CASE("what would end a line of the request early is not sent") {
    const TestServer server(answering(1));
    HttpRequest request = get("/a\r\nX: y");
    CHECK(ask(to(server.url("http")), request).error ==
          "parse \"/a\\r\\nX:%20y\": net/url: invalid control character in URL");
    request = get();
    request.headers.emplace_back("X", "a\r\nb");
    CHECK(ask(to(server.url("http")), request).error == "net/http: invalid header field value for \"X\"");
    request = get();
    request.headers.emplace_back("X Y", "a");
    CHECK(ask(to(server.url("http")), request).error == "net/http: invalid header field name \"X Y\"");
    request = get();
    request.headers.emplace_back("X", std::string("a\0b", 3));
    CHECK(ask(to(server.url("http")), request).error == "net/http: invalid header field value for \"X\"");
    request = get();
    request.method = "GET /x";
    CHECK(ask(to(server.url("http")), request).failed);
    CHECK(server.connections() == 0);
}

TEST_CASE("one connection serves many requests") {
    const TlsServer tls;
    const TestServer server({tls.certificate, "", 0}, answering(5));
    auto transport = make_transport(tls.connection(server), "yare/test");
    for (int i = 0; i < 5; ++i) CHECK(ask(*transport, get()).body == "ok");
    CHECK(server.connections() == 1);
}

TEST_CASE("a connection is not used again when the answer forbids it") {
    const std::string answers[] = {
        ok_response("ok", "Connection: close\r\n"),
        ok_response("ok", "Connection: x, Close\r\n"),
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        ok_response("ok") + "more than was asked for",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    };
    for (const auto& bytes : answers) {
        CAPTURE(bytes);
        const TestServer server([&](Peer& peer) {
            peer.read_request();
            peer.send(bytes);
            peer.wait_for_end();
        });
        auto transport = make_transport(to(server.url("http")), "yare/test");
        CHECK(ask(*transport, get()).body == "ok");
        HttpRequest second = get();
        second.method = "POST";  // which would not be sent again
        CHECK(ask(*transport, second).body == "ok");
        CHECK(server.connections() == 2);
    }
}

TEST_CASE("a kept-alive connection that the server has closed is replaced") {
    const TlsServer tls;
    for (const char* method : {"GET", "POST"}) {
        std::atomic<int> closed{0};
        const TestServer server({tls.certificate, "", 0}, [&](Peer& peer) {
            peer.read_request();
            peer.send(ok_response("ok"));
            std::this_thread::sleep_for(20ms);  // so that its goodbye is not read together with the answer
            peer.close();
            ++closed;
        });
        auto transport = make_transport(tls.connection(server), "yare/test");
        HttpRequest request = get();
        request.method = method;
        CHECK(ask(*transport, request).body == "ok");
        for (int i = 0; i < 500 && closed == 0; ++i) std::this_thread::sleep_for(10ms);
        CHECK(ask(*transport, request).body == "ok");
        CHECK(server.connections() == 2);
    }
}

TEST_CASE(
    "a connection that closes at the moment of the request: GET is sent again, once, and nothing else") {
    const auto closing = [](Peer& peer) {
        peer.read_request();
        peer.send(ok_response("ok"));
        peer.read_request();  // and no answer
    };
    for (const std::string method : {"GET", "HEAD", "POST", "DELETE"}) {
        CAPTURE(method);
        const TestServer server(closing);
        auto transport = make_transport(to(server.url("http")), "yare/test");
        CHECK(ask(*transport, get()).body == "ok");
        HttpRequest request = get();
        request.method = method;
        const Answer answer = ask(*transport, request);
        const bool again = method == "GET" || method == "HEAD";
        CHECK(answer.failed == !again);
        CHECK(server.connections() == (again ? 2 : 1));
        if (!again) CHECK(answer.cause == Cause::closed);
        if (!again) CHECK(answer.error == "EOF");
    }
    // A new connection that closes is not tried again.
    const TestServer server([](Peer& peer) { peer.read_request(); });
    CHECK(ask(to(server.url("http"))).error == "EOF");
    CHECK(server.connections() == 1);
}

TEST_CASE("pieces come as they arrive") {
    const TlsServer tls;
    std::mutex mutex;
    std::condition_variable changed;
    int taken = 0;
    const auto wait_taken = [&](int count) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 5s, [&] { return taken >= count; });
    };
    bool in_time = true;
    const TestServer server({tls.certificate, "", 0}, [&](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 1; i <= 3; ++i) {
            peer.send("6\r\nevent\n\r\n");
            in_time = in_time && wait_taken(i);  // nothing more is sent before the last piece was received
        }
        peer.send("0\r\n\r\n");
    });
    std::string body;
    auto transport = make_transport(tls.connection(server), "yare/test");
    transport->send(get(), [&](const HttpResponse& head, std::string_view piece) {
        CHECK(head.status == 200);
        body += piece;
        const std::lock_guard lock(mutex);
        ++taken;
        changed.notify_one();
        return true;
    });
    CHECK(in_time);
    CHECK(body == "event\nevent\nevent\n");
}

TEST_CASE("a receiver may stop, or throw; the connection is closed") {
    const TestServer server([](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
        peer.wait_for_end();
    });
    auto transport = make_transport(to(server.url("http")), "yare/test");
    int pieces = 0;
    const HttpResponse response = transport->send(get(), [&](const HttpResponse&, std::string_view) {
        ++pieces;
        return false;
    });
    CHECK(response.status == 200);
    CHECK(pieces == 1);
    CHECK_THROWS_WITH_AS(
        transport->send(get(),
                        [](const HttpResponse&, std::string_view) -> bool { throw UsageError("mine"); }),
        "mine", UsageError);
    CHECK(server.connections() == 2);
}

TEST_CASE("an answer that comes before the body was taken is read") {
    const TestServer server([](Peer& peer) {
        peer.send(
            "HTTP/1.1 413 Request Entity Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
        std::this_thread::sleep_for(300ms);
        peer.wait_for_end();
    });
    HttpRequest request = get();
    request.method = "POST";
    request.body = std::string(100000, 'x');
    const Answer answer = ask(to(server.url("http")), request);
    CHECK(answer.error == "");
    CHECK(answer.response.status == 413);
    CHECK(answer.body == "big");
}

TEST_CASE("time limits") {
    const TlsServer tls;
    HttpRequest request = get();
    request.timeout = Milliseconds(200);
    const auto measure = [&](const Connection& connection) {
        const auto start = std::chrono::steady_clock::now();
        Answer answer = ask(connection, request);
        const auto took = std::chrono::steady_clock::now() - start;
        CHECK(took >= 190ms);
        CHECK(took < 5s);
        CHECK(answer.cause == Cause::timeout);
        return answer.error;
    };
    {
        const TestServer silent([](Peer& peer) { peer.wait_for_end(); });
        CHECK(measure(to(silent.url("http"))) ==
              "net/http: request canceled (Client.Timeout exceeded while awaiting headers)");
        CHECK(measure(tls.connection(silent)) ==
              "net/http: request canceled while waiting for connection (Client.Timeout exceeded while "
              "awaiting headers)");
    }
    const TestServer slow({tls.certificate, "", 0}, [](Peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        for (int i = 0; i < 50; ++i) {  // it never falls silent, and is late all the same
            peer.send("x");
            std::this_thread::sleep_for(20ms);
        }
    });
    CHECK(measure(tls.connection(slow)) ==
          "net/http: request canceled (Client.Timeout or context cancellation while reading body)");
}

TEST_CASE("servers that cannot be reached") {
    std::uint16_t port = 0;
    {
        const TestServer gone([](Peer&) {});
        port = gone.port();
    }
    const std::string where = "127.0.0.1:" + std::to_string(port);
    const Answer refused = ask(to("https://" + where));
    CHECK(refused.cause == Cause::refused);
    CHECK(refused.host == where);
    CHECK(refused.error == "dial tcp " + where + ": connect: connection refused");
    const Answer unknown = ask(to("https://no-such-host.invalid:6443"));
    CHECK(unknown.failed);
    CHECK(unknown.error.substr(0, 41) == "dial tcp: lookup no-such-host.invalid: no");
    CHECK(unknown.cause == Cause::unknown_host);
    const Answer unreachable = ask(to("http://255.255.255.255:1"));
    CHECK(unreachable.error.substr(0, 36) == "dial tcp 255.255.255.255:1: connect:");
}

TEST_CASE("localhost is reached on the address that listens") {
    const TestServer v4(answering(1));
    auto quickest = 1000ms;
    for (int i = 0; i < 5; ++i) {
        const auto start = std::chrono::steady_clock::now();
        CHECK(ask(to(v4.url("http", "localhost"))).body == "ok");
        const auto took = std::chrono::steady_clock::now() - start;
        quickest = std::min(quickest, std::chrono::duration_cast<std::chrono::milliseconds>(took));
    }
    CHECK(quickest < 290ms);  // a refused address does not hold up the next one
    if (!has_ipv6()) return;
    const TestServer v6(answering(1), "::1");
    CHECK(ask(to(v6.url("http", "[::1]"))).body == "ok");
}
