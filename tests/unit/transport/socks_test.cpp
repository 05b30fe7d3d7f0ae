#include "transport/socks.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "transport/client.hpp"
#include "transport/test_server.hpp"

using namespace yare;
using namespace yare::test;
using namespace std::string_literals;
using Cause = TransportError::Cause;

namespace {

const std::string k_no_login = "\x05\x00"s;
const std::string k_login = "\x05\x02"s;
const std::string k_welcome = "\x01\x00"s;
const std::string k_connected = "\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"s;

Connection through(const TestServer& proxy, const std::string& server, const std::string& user = "",
                   const std::string& scheme = "socks5") {
    Connection connection = to(server);
    connection.proxy_url = scheme + "://" + user + "127.0.0.1:" + std::to_string(proxy.port());
    return connection;
}

/// Answers the three steps of a client with a name and a password; the request is kept.
bool greet(Peer& peer, std::string& request, std::size_t size) {
    peer.read_bytes(3);
    peer.send(k_no_login);
    request = peer.read_bytes(size);
    peer.send(k_connected);
    return !request.empty();
}

}  // namespace

TEST_CASE("an https server is reached through SOCKS, by its name, with user and password") {
    CertificateSpec spec;
    spec.common_name = "authority";
    spec.authority = true;
    const Certificate authority = make_certificate(spec);
    spec.common_name = "server";
    spec.authority = false;
    spec.names = {"kube.example"};
    const auto context = make_context({make_certificate(spec, &authority), "", 0});
    for (const std::string scheme : {"socks5", "socks5h", "SOCKS5"}) {
        CAPTURE(scheme);
        std::string methods, login, connect, request, sni;
        {
            const TestServer proxy([&](Peer& peer) {
                methods = peer.read_bytes(4);
                peer.send(k_login);
                login = peer.read_bytes(11);
                peer.send(k_welcome);
                connect = peer.read_bytes(19);
                peer.send("\x05\x00\x00\x03\x09localhost\x00\x09"s);
                if (!peer.start_tls(context.get())) return;
                sni = peer.server_name;
                request = peer.read_request();
                peer.send(ok_response(std::string(100000, 's')));
            });
            Connection connection = through(proxy, "https://kube.example:6443/x", "us%40er:p%3Aw@", scheme);
            connection.token = "secret";
            connection.ca_pem = authority.pem;
            const Answer answer = ask(connection);
            CHECK(answer.error == "");
            CHECK((answer.body == std::string(100000, 's')));
        }
        CHECK(methods == "\x05\x02\x00\x02"s);
        CHECK(login == "\x01\x05us@er\x03p:w"s);
        CHECK(connect == "\x05\x01\x00\x03\x0ckube.example\x19\x2b"s);
        CHECK(sni == "kube.example");
        CHECK(request.starts_with("GET /x/ HTTP/1.1\r\nHost: kube.example:6443\r\n"));
        CHECK(request.find("\r\nAuthorization: Bearer secret\r\n") != std::string::npos);
        CHECK(request.find("Proxy-Authorization") == std::string::npos);
    }
}

TEST_CASE("an http server behind SOCKS is spoken to as if directly, on one connection") {
    std::string connect, first, second;
    {
        const TestServer proxy([&](Peer& peer) {
            if (!greet(peer, connect, 19)) return;
            first = peer.read_request();
            peer.send(ok_response("one"));
            second = peer.read_request();
            peer.send(ok_response("two"));
        });
        const auto transport = make_transport(through(proxy, "http://kube.example/prefix"), "x");
        CHECK(ask(*transport, get("/a")).body == "one");
        CHECK(ask(*transport, get("/b")).body == "two");
        CHECK(proxy.connections() == 1);
    }
    CHECK(connect == "\x05\x01\x00\x03\x0ckube.example\x00\x50"s);
    CHECK(first.starts_with("GET /prefix/a HTTP/1.1\r\nHost: kube.example\r\n"));
    CHECK(second.starts_with("GET /prefix/b HTTP/1.1\r\n"));
}

TEST_CASE("addresses travel as addresses") {
    struct Case {
        std::string server, request, words;
    };
    const std::string start = "\x05\x01\x00"s;
    const std::vector<Case> cases = {
        {"http://10.1.2.3:65535", "\x01\x0a\x01\x02\x03\xff\xff"s, "10.1.2.3:65535"},
        {"http://[2001:db8::1]:8080", "\x04\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01\x1f\x90"s,
         "[2001:db8::1]:8080"},
        {"http://[::ffff:10.1.2.3]", "\x01\x0a\x01\x02\x03\x00\x50"s, "10.1.2.3:80"},
        {"http://[fe80::1%25eth0]", "\x03\x0c" + "fe80::1%eth0\x00\x50"s, "[fe80::1%eth0]:80"},
        {"http://10.1.2.03", "\x03\x09" + "10.1.2.03\x00\x50"s, "10.1.2.03:80"},
    };
    for (const auto& [server, request, words] : cases) {
        CAPTURE(server);
        std::string heard;
        const TestServer proxy([&](Peer& peer) {
            peer.read_bytes(3);
            peer.send(k_no_login);
            heard = peer.read_bytes(3 + request.size());
            peer.send("\x05\x04\x00\x01"s);
        });
        const Answer answer = ask(through(proxy, server));
        CHECK(heard == start + request);
        CHECK(answer.error == "socks connect tcp 127.0.0.1:" + std::to_string(proxy.port()) + "->" + words +
                                  ": unknown error host unreachable");
    }
}

TEST_CASE("what goes wrong with SOCKS is told as kubectl tells it") {
    struct Case {
        std::string user;
        std::vector<std::string> answers;
        std::string words;
        Cause cause = Cause::proxy;
    };
    const auto reply = [](const std::string& code) {
        return std::vector{k_no_login, "\x05" + code + "\x00\x01\x00\x00\x00\x00\x00\x00"s};
    };
    const std::string long_name(256, 'u');
    const std::vector<Case> cases = {
        {"", {""}, "EOF"},
        {"", {"\x05"}, "unexpected EOF"},
        {"", {"\x04\x00"s}, "unexpected protocol version 4"},
        {"", {"HTTP/1.1 400 Bad Request\r\n\r\n"}, "unexpected protocol version 72"},
        {"", {"\x05\xff"}, "no acceptable authentication methods"},
        {"", {"\x05\x02"}, "unsupported authentication method 2"},
        {"u:hidden@", {"\x05\x01"}, "unsupported authentication method 1"},
        {"u:hidden@", {k_login, ""}, "EOF"},
        {"u:hidden@", {k_login, "\x01"}, "unexpected EOF"},
        {"u:hidden@", {k_login, "\x05\x00"s}, "invalid username/password version"},
        {"u:hidden@", {k_login, "\x01\x01"}, "username/password authentication failed"},
        {"u@", {k_login, "\x01\xff"}, "username/password authentication failed"},
        {":hidden@", {k_login}, "invalid username/password"},
        {long_name + ":hidden@", {k_login}, "invalid username/password"},
        {"u:" + long_name + "@", {k_login}, "invalid username/password"},
        {"u:hidden@", {k_no_login, ""}, "EOF"},
        {"", reply("\x01"), "unknown error general SOCKS server failure"},
        {"", reply("\x02"), "unknown error connection not allowed by ruleset"},
        {"", reply("\x03"), "unknown error network unreachable"},
        {"", reply("\x04"), "unknown error host unreachable"},
        {"", reply("\x05"), "unknown error connection refused", Cause::refused},
        {"", reply("\x06"), "unknown error TTL expired"},
        {"", reply("\x07"), "unknown error command not supported"},
        {"", reply("\x08"), "unknown error address type not supported"},
        {"", reply("\x09"), "unknown error unknown code: 9"},
        {"", reply("\xff"), "unknown error unknown code: 255"},
        {"", {k_no_login, "\x05\x00\x00"s}, "unexpected EOF"},
        {"", {k_no_login, "\x04\x00\x00\x01"s}, "unexpected protocol version 4"},
        {"", {k_no_login, "\x05\x00\x01\x01"s}, "non-zero reserved field"},
        {"", {k_no_login, "\x05\x00\x00\x02"s}, "unknown address type 2"},
        {"", {k_no_login, "\x05\x00\x00\x01"s}, "EOF"},
        {"", {k_no_login, "\x05\x00\x00\x01\x7f"s}, "unexpected EOF"},
        {"", {k_no_login, "\x05\x00\x00\x04"s + std::string(17, '\0')}, "unexpected EOF"},
        {"", {k_no_login, "\x05\x00\x00\x03"s}, "EOF"},
        {"", {k_no_login, "\x05\x00\x00\x03\xff"s + std::string(256, 'n')}, "unexpected EOF"},
    };
    for (const auto& [user, answers, words, cause] : cases) {
        CAPTURE(words);
        const std::vector<std::size_t> sizes =
            user.empty() ? std::vector<std::size_t>{3, 19} : std::vector<std::size_t>{4, 0, 19};
        const TestServer proxy([&](Peer& peer) {
            for (std::size_t i = 0; i < answers.size(); ++i) {
                sizes[i] != 0 ? peer.read_bytes(sizes[i]) : peer.read_some_bytes();
                peer.send(answers[i]);
            }
            peer.finish_sending();
            peer.wait_for_end();
        });
        const Answer answer = ask(through(proxy, "http://kube.example", user));
        CHECK(answer.cause == cause);
        CHECK(answer.host == "kube.example");
        CHECK(answer.error ==
              "socks connect tcp 127.0.0.1:" + std::to_string(proxy.port()) + "->kube.example:80: " + words);
    }
}

TEST_CASE("a SOCKS proxy that is not there is named without its password") {
    std::uint16_t port = 0;
    {
        const TestServer gone([](Peer&) {});
        port = gone.port();
    }
    Connection connection = to("http://kube.example");
    connection.proxy_url = "socks5://u:hidden@127.0.0.1:" + std::to_string(port);
    const std::string where = "127.0.0.1:" + std::to_string(port);
    CHECK(ask(connection).error == "proxyconnect tcp: dial tcp " + where +
                                       ": connect: connection refused (proxy socks5://" + where + ")");
}

TEST_CASE("a SOCKS proxy that says nothing is left at the request's deadline, and when it is cancelled") {
    const TestServer proxy([](Peer& peer) { peer.wait_for_end(); });
    HttpRequest request = get();
    request.timeout = std::chrono::milliseconds(100);
    const Answer late = ask(through(proxy, "http://kube.example"), request);
    CHECK(late.cause == Cause::timeout);
    CHECK(late.error ==
          "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting "
          "headers)");

    const auto transport = make_transport(through(proxy, "http://kube.example"), "x");
    std::thread canceller([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        transport->cancel();
    });
    const Answer cancelled = ask(*transport, get());
    canceller.join();
    CHECK(cancelled.cause == Cause::cancelled);
}
