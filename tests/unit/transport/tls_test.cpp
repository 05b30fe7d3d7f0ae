// Whom the transport trusts, and what it says when it does not.
#include <doctest/doctest.h>
#include <openssl/ssl.h>

#include "transport/client.hpp"
#include "transport/test_server.hpp"

using namespace yare;
using namespace yare::test;
using Cause = TransportError::Cause;

namespace {

const std::string k_refused = "tls: failed to verify certificate: ";

/// An authority, and certificates it has signed.
struct Authority {
    explicit Authority(const std::string& name = "test authority") {
        CertificateSpec spec;
        spec.common_name = name;
        spec.authority = true;
        certificate = make_certificate(spec);
    }
    yare::test::Certificate issue(CertificateSpec spec) const { return make_certificate(spec, &certificate); }
    yare::test::Certificate issue(std::vector<std::string> names, std::vector<std::string> addresses) const {
        CertificateSpec spec;
        spec.names = std::move(names);
        spec.addresses = std::move(addresses);
        return issue(spec);
    }
    yare::test::Certificate certificate;
};

void answer_once(Peer& peer) {
    if (!peer.read_request().empty()) peer.send(ok_response("hello"));
}

Connection trusting(const TestServer& server, const std::string& ca, const std::string& host = "127.0.0.1") {
    Connection connection = to(server.url("https", host));
    connection.ca_pem = ca;
    return connection;
}

}  // namespace

TEST_CASE("names are looked for in the SANs that fit, and nowhere else") {
    const Authority authority;
    struct Case {
        std::vector<std::string> names, addresses;
        std::string wanted;  // as tls-server-name
        std::string error;   // behind k_refused; empty: good
    };
    const Case cases[] = {
        {{"a.example"}, {}, "a.example", ""},
        {{"A.Example"}, {}, "a.eXample.", ""},
        {{"*.a.example"}, {}, "b.a.example", ""},
        {{"*.a.example"},
         {},
         "c.b.a.example",
         "x509: certificate is valid for *.a.example, not c.b.a.example"},
        {{"*.example"},
         {},
         "a.example",
         "x509: certificate is valid for *.example, not a.example"},  // OpenSSL is stricter than Go
        {{"a*.example"}, {}, "ab.example", "x509: certificate is valid for a*.example, not ab.example"},
        {{"a.example", "b.example"},
         {},
         "c.example",
         "x509: certificate is valid for a.example, b.example, not c.example"},
        {{}, {"127.0.0.1"}, "127.0.0.1", ""},
        {{},
         {"127.0.0.1", "fd00::1"},
         "127.0.0.2",
         "x509: certificate is valid for 127.0.0.1, fd00::1, not 127.0.0.2"},
        {{}, {"fd00::1"}, "fd00:0::1", ""},
        {{}, {"fd00::1"}, "fd00::2", "x509: certificate is valid for fd00::1, not fd00::2"},
        // An IPv6 SAN that begins with the bytes of the address.
        {{}, {"7f00:1::"}, "127.0.0.1", "x509: certificate is valid for 7f00:1::, not 127.0.0.1"},
        {{"127.0.0.1"},
         {},
         "127.0.0.1",
         "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs"},
        {{},
         {"127.0.0.1"},
         "a.example",
         "x509: certificate is not valid for any names, but wanted to match a.example"},
        {{}, {}, "a.example", "x509: certificate is not valid for any names, but wanted to match a.example"},
        {{}, {}, "test", "x509: certificate relies on legacy Common Name field, use SANs instead"},
        {{"b.example"}, {}, "test", "x509: certificate is valid for b.example, not test"},
        {{"a\x1b[31m.example"},
         {},
         "b.example",
         "x509: certificate is valid for a\\x1b[31m.example, not b.example"},
    };
    for (const auto& each : cases) {
        CAPTURE(each.wanted);
        CAPTURE(each.error);
        const TestServer server({authority.issue(each.names, each.addresses), "", 0}, answer_once);
        Connection connection = trusting(server, authority.certificate.pem);
        connection.tls_server_name = each.wanted;
        const Answer answer = ask(connection);
        CHECK(answer.error == (each.error.empty() ? "" : k_refused + each.error));
        CHECK(answer.body == (each.error.empty() ? "hello" : ""));
        if (answer.failed) CHECK(answer.cause == Cause::tls);
        if (answer.failed) CHECK(answer.host == "127.0.0.1:" + std::to_string(server.port()));
        connection.insecure_skip_tls_verify = true;
        connection.ca_pem.reset();
        CHECK(ask(connection).body == "hello");
    }
}

TEST_CASE("the host of the URL is checked when no other name is given") {
    const Authority authority;
    const TestServer server({authority.issue({"localhost"}, {"127.0.0.1"}), "", 0}, answer_once);
    CHECK(ask(trusting(server, authority.certificate.pem)).body == "hello");
    CHECK(ask(trusting(server, authority.certificate.pem, "localhost")).body == "hello");
    const TestServer second({authority.issue({"localhost"}, {"127.0.0.1"}), "", 0}, answer_once, "127.0.0.2");
    CHECK(ask(trusting(second, authority.certificate.pem, "127.0.0.2")).error ==
          k_refused + "x509: certificate is valid for 127.0.0.1, not 127.0.0.2");
}

TEST_CASE("IPv6") {
    if (!has_ipv6()) return;
    const Authority authority;
    const TestServer server({authority.issue({}, {"::1"}), "", 0}, answer_once, "::1");
    CHECK(ask(trusting(server, authority.certificate.pem, "[::1]")).body == "hello");
}

TEST_CASE("SNI is sent for names only; ALPN offers http/1.1") {
    const Authority authority;
    std::string seen, protocol;
    {
        const TestServer server({authority.issue({"a.example"}, {"127.0.0.1"}), "", 0}, [&](Peer& peer) {
            answer_once(peer);
            seen = peer.server_name;
            protocol = peer.protocol;
        });
        Connection connection = trusting(server, authority.certificate.pem);
        connection.tls_server_name = "a.example";
        REQUIRE(ask(connection).error == "");
    }
    CHECK(seen == "a.example");
    CHECK(protocol == "http/1.1");
    std::string for_address = "unset";
    {
        const TestServer plain({authority.issue({}, {"127.0.0.1"}), "", 0}, [&](Peer& peer) {
            answer_once(peer);
            for_address = peer.server_name;
        });
        REQUIRE(ask(trusting(plain, authority.certificate.pem)).error == "");
    }
    CHECK(for_address == "");
}

TEST_CASE("only the given roots count") {
    const Authority one("one"), other("other");
    const auto certificate = one.issue({}, {"127.0.0.1"});
    const TestServer server({certificate, "", 0}, answer_once);
    const std::string unknown = k_refused + "x509: certificate signed by unknown authority";
    CHECK(ask(trusting(server, one.certificate.pem)).body == "hello");
    CHECK(ask(trusting(server, other.certificate.pem + one.certificate.pem)).body == "hello");
    CHECK(ask(trusting(server, other.certificate.pem)).error == unknown);
    CHECK(ask(trusting(server, certificate.pem)).body == "hello");  // the leaf itself is in the pool
    CHECK(ask(to(server.url("https"))).error == unknown);           // the system's roots do not know it
}

TEST_CASE("system roots count without a CA, and not with one") {
    const Authority system("system"), given("given");
    const TestServer server({system.issue({}, {"127.0.0.1"}), "", 0}, answer_once);
    char path[] = "/tmp/yare-roots-XXXXXX";
    const int descriptor = mkstemp(path);
    REQUIRE(descriptor >= 0);
    const std::string& pem = system.certificate.pem;
    REQUIRE(write(descriptor, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size()));
    close(descriptor);
    setenv("SSL_CERT_FILE", path, 1);
    CHECK(ask(to(server.url("https"))).body == "hello");
    CHECK(ask(trusting(server, given.certificate.pem)).error ==
          k_refused + "x509: certificate signed by unknown authority");
    unsetenv("SSL_CERT_FILE");
    unlink(path);
}

TEST_CASE("a wrong authority of the right name, and a leaf that plays one") {
    const Authority real("kubernetes"), fake("kubernetes");
    const TestServer server({fake.issue({}, {"127.0.0.1"}), "", 0}, answer_once);
    CHECK(ask(trusting(server, real.certificate.pem)).error ==
          k_refused + "x509: certificate signed by unknown authority");
    const auto leaf = real.issue({"a.example"}, {});
    CertificateSpec spec;
    spec.addresses = {"127.0.0.1"};
    const TestServer second({make_certificate(spec, &leaf), "", 0}, answer_once);
    CHECK(ask(trusting(second, real.certificate.pem)).error ==
          k_refused + "x509: certificate signed by unknown authority");
}

TEST_CASE("dates") {
    const Authority authority;
    CertificateSpec spec;
    spec.names = {"other.example"};
    spec.starts_in = -7200;
    spec.ends_in = -3600;
    const std::string start =
        k_refused + "x509: certificate has expired or is not yet valid: current time 20";
    const TestServer old({authority.issue(spec), "", 0}, answer_once);
    // In Go the dates come before names and chain.
    const Answer expired = ask(to(old.url("https")));
    CHECK(expired.cause == Cause::tls);
    CHECK(expired.error.substr(0, start.size()) == start);
    CHECK(expired.error.find(" is after 20") != std::string::npos);
    CHECK(expired.error.back() == 'Z');
    spec.starts_in = 3600;
    spec.ends_in = 7200;
    const TestServer young({authority.issue(spec), "", 0}, answer_once);
    const Answer early = ask(trusting(young, authority.certificate.pem));
    CHECK(early.error.substr(0, start.size()) == start);
    CHECK(early.error.find(" is before 20") != std::string::npos);
}

TEST_CASE("the client certificate is really presented, and a refusal of it is told") {
    const Authority authority, stranger("stranger");
    CertificateSpec spec;
    spec.common_name = "kubernetes-admin";
    const auto client = authority.issue(spec);
    const auto wrong = stranger.issue(spec);
    std::string seen;
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        CAPTURE(version);
        const TestServer server({authority.issue({}, {"127.0.0.1"}), authority.certificate.pem, version},
                                [&](Peer& peer) {
                                    seen = peer.client_certificate;
                                    answer_once(peer);
                                });
        Connection connection = trusting(server, authority.certificate.pem);
        connection.client_certificate_pem = client.pem;
        connection.client_key_pem = client.key_pem;
        seen.clear();
        CHECK(ask(connection).body == "hello");
        CHECK(seen == "kubernetes-admin");
        connection.client_certificate_pem = wrong.pem;
        connection.client_key_pem = wrong.key_pem;
        const Answer refused = ask(connection);
        CHECK(refused.error == "remote error: tls: unknown certificate authority");
        CHECK(refused.cause == Cause::tls);
        connection.client_certificate_pem.clear();
        connection.client_key_pem.clear();
        const Answer none = ask(connection);
        CHECK(none.error == (version == TLS1_2_VERSION ? "remote error: tls: handshake failure"
                                                       : "remote error: tls: certificate required"));
    }
}

TEST_CASE("certificates and keys that cannot be used are refused before anything is sent") {
    const Authority authority;
    const auto one = authority.issue({}, {});
    const auto two = authority.issue({}, {});
    Connection connection = to("https://127.0.0.1:1");
    connection.client_certificate_pem = one.pem;
    connection.client_key_pem = two.key_pem;
    CHECK_THROWS_WITH_AS(make_transport(connection, "x"), "tls: private key does not match public key",
                         ConfigError);
    connection = to("https://127.0.0.1:1");
    connection.ca_pem = "junk";
    CHECK_THROWS_WITH_AS(make_transport(connection, "x"),
                         "unable to load root certificates: unable to parse bytes as PEM block", ConfigError);
}

TEST_CASE("what is not TLS 1.2 or newer, or not TLS at all") {
    const Authority authority;
    const TestServer old({authority.issue({}, {"127.0.0.1"}), "", TLS1_1_VERSION}, answer_once);
    const Answer outdated = ask(trusting(old, authority.certificate.pem));
    CHECK(outdated.cause == Cause::tls);
    CHECK(outdated.error == "remote error: tls: protocol version not supported");
    struct Case {
        std::string bytes, error;
        Cause cause;
    };
    const Case cases[] = {
        {"HTTP/1.1 400 Bad Request\r\n\r\n", "http: server gave HTTP response to HTTPS client", Cause::tls},
        {"SSH-2.0-OpenSSH_9.2\r\n", "tls: first record does not look like a TLS handshake", Cause::tls},
        {"", "EOF", Cause::closed},
        {std::string("\x15\x03\x01\x00\x02\x02\x28", 7), "remote error: tls: handshake failure", Cause::tls},
        {std::string("\x15\x03\x01\x00\x02\x02", 6), "EOF", Cause::closed},
    };
    for (const auto& each : cases) {
        CAPTURE(each.bytes);
        const TestServer server([&](Peer& peer) {
            peer.send(each.bytes);
            if (!each.bytes.empty()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
            peer.close();
        });
        const Answer answer = ask(trusting(server, authority.certificate.pem));
        // Unread bytes of ours make a FIN an RST, and that may come before the hello is out.
        const bool reset = answer.error.find(" connection reset by peer") != std::string::npos ||
                           answer.error.find(" broken pipe") != std::string::npos;
        if (each.cause == Cause::closed && reset) {
            CHECK(answer.cause == Cause::closed);
            continue;
        }
        CHECK(answer.error == each.error);
        CHECK(answer.cause == each.cause);
    }
}

TEST_CASE("a body without a length that is cut, not closed, is an error over TLS") {
    const Authority authority;
    for (const bool goodbye : {true, false}) {
        const TestServer server({authority.issue({}, {"127.0.0.1"}), "", 0}, [&](Peer& peer) {
            peer.read_request();
            peer.send("HTTP/1.1 200 OK\r\n\r\npart");
            peer.close(goodbye);
        });
        const Answer answer = ask(trusting(server, authority.certificate.pem));
        CHECK(answer.body == "part");
        CHECK(answer.error == (goodbye ? "" : "unexpected EOF"));
    }
}
