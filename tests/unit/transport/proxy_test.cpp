#include <doctest/doctest.h>

#include "transport/client.hpp"
#include "transport/test_server.hpp"

using namespace yare;
using namespace yare::test;
using Cause = TransportError::Cause;

namespace {

struct Names {
    Names() {
        CertificateSpec spec;
        spec.common_name = "authority";
        spec.authority = true;
        authority = make_certificate(spec);
        spec.authority = false;
        spec.common_name = "server";
        spec.names = {"kube.example"};
        server = make_certificate(spec, &authority);
        spec.names.clear();
        spec.addresses = {"127.0.0.1"};
        proxy = make_certificate(spec, &authority);
        spec.common_name = "client";
        client = make_certificate(spec, &authority);
    }
    Certificate authority, server, proxy, client;
};

Connection through(const TestServer& proxy, const std::string& scheme, const std::string& user,
                   const Names& names) {
    Connection connection = to("https://kube.example:6443");  // only the proxy knows it
    connection.proxy_url = scheme + "://" + user + "127.0.0.1:" + std::to_string(proxy.port());
    connection.ca_pem = names.authority.pem;
    return connection;
}

}  // namespace

TEST_CASE("https servers are reached by CONNECT, through http and https proxies") {
    const Names names;
    for (const std::string scheme : {"http", "https"}) {
        CAPTURE(scheme);
        std::string connect, request, proxy_saw, server_saw;
        const auto proxy_context = make_context({names.proxy, names.authority.pem, 0, false});
        const auto server_context = make_context({names.server, names.authority.pem, 0});
        {
            const TestServer proxy([&](Peer& peer) {
                if (scheme == "https" && !peer.start_tls(proxy_context.get())) return;
                proxy_saw = peer.client_certificate;
                connect = peer.read_request();
                peer.send("HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n");
                if (!peer.start_tls(server_context.get())) return;
                server_saw = peer.client_certificate;
                request = peer.read_request();
                peer.send(ok_response(std::string(100000, 'p')));
            });
            Connection connection = through(proxy, scheme, "us%40er:p%3Aw@", names);
            connection.token = "secret";
            connection.client_certificate_pem = names.client.pem;
            connection.client_key_pem = names.client.key_pem;
            const Answer answer = ask(connection);
            CHECK(answer.error == "");
            CHECK((answer.body == std::string(100000, 'p')));
        }
        CHECK(connect ==
              "CONNECT kube.example:6443 HTTP/1.1\r\nHost: kube.example:6443\r\n"
              "Proxy-Authorization: Basic dXNAZXI6cDp3\r\n\r\n");
        CHECK(request.find("Authorization: Bearer secret") != std::string::npos);
        CHECK(request.find("Proxy-Authorization") == std::string::npos);
        CHECK(request.substr(0, 15) == "GET / HTTP/1.1\r");
        CHECK(proxy_saw == "");
        CHECK(server_saw == "client");
    }
}

TEST_CASE("http servers are asked for in absolute form, without credentials for the server") {
    const Names names;
    const auto context = make_context({names.proxy, "", 0});
    for (const std::string scheme : {"http", "https"}) {
        std::string request;
        {
            const TestServer proxy([&](Peer& peer) {
                if (scheme == "https" && !peer.start_tls(context.get())) return;
                request = peer.read_request();
                peer.send(ok_response("ok"));
            });
            Connection connection = through(proxy, scheme, "u:p@", names);
            connection.server = "http://kube.example:8080/prefix";
            connection.token = "secret";
            CHECK(ask(connection, get("/api")).body == "ok");
        }
        CHECK(request.find("GET http://kube.example:8080/prefix/api HTTP/1.1\r\n") == 0);
        CHECK(request.find("\r\nHost: kube.example:8080\r\n") != std::string::npos);
        CHECK(request.find("\r\nProxy-Authorization: Basic dTpw\r\n") != std::string::npos);
        CHECK(request.find("secret") == std::string::npos);
    }
}

TEST_CASE("what goes wrong with a proxy is told with its name and without its password") {
    const Names names;
    std::uint16_t closed_port = 0;
    {
        const TestServer gone([](Peer&) {});
        closed_port = gone.port();
    }
    const auto expect = [&](const std::string& answer_bytes, const std::string& words) {
        CAPTURE(answer_bytes);
        const TestServer proxy([&](Peer& peer) {
            peer.read_request();
            peer.send(answer_bytes);
        });
        const Answer answer = ask(through(proxy, "http", "user:hidden@", names));
        CHECK(answer.cause == Cause::proxy);
        CHECK(answer.host == "kube.example:6443");
        CHECK(answer.error == "proxyconnect tcp: " + words +
                                  " (proxy http://127.0.0.1:" + std::to_string(proxy.port()) + ")");
    };
    expect("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
           "407 Proxy Authentication Required");
    expect("HTTP/1.1 503 Service Unavailable\r\n\r\nsorry", "503 Service Unavailable");
    expect("", "EOF");
    expect("HTTP/1.1 200", "unexpected EOF");
    expect("nonsense",
           "net/http: HTTP/1.x transport connection broken: malformed HTTP response \"nonsense\"");
    expect("HTTP/1.1 200 OK\r\n\r\nearly bytes", "unexpected bytes behind the answer to CONNECT");

    Connection connection = to("https://kube.example:6443");
    connection.proxy_url = "http://u:hidden@127.0.0.1:" + std::to_string(closed_port);
    const Answer refused = ask(connection);
    const std::string where = "127.0.0.1:" + std::to_string(closed_port);
    CHECK(refused.cause == Cause::proxy);
    CHECK(refused.error == "proxyconnect tcp: dial tcp " + where +
                               ": connect: connection refused (proxy http://" + where + ")");

    const Certificate stranger = make_certificate({});
    const TestServer untrusted({stranger, "", 0}, [](Peer&) {});
    const Answer distrusted = ask(through(untrusted, "https", "", names));
    CHECK(distrusted.cause == Cause::proxy);
    CHECK(distrusted.error.find("proxyconnect tcp: tls: failed to verify certificate: x509: ") == 0);
}

TEST_CASE("proxies of other schemes are refused") {
    Connection connection = to("https://kube.example");
    connection.proxy_url = "socks4://127.0.0.1:1080";
    CHECK_THROWS_WITH_AS(make_transport(connection, "x"),
                         "proxy-url with scheme socks4 cannot be used: only http, https and socks5 can",
                         ConfigError);
}
