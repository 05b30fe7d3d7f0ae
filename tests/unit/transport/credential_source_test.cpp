// Credentials from a source: 401, certificates, several transports.
#include "transport/credential_source.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <fstream>

#include "../config/temp_dir.hpp"
#include "transport/client.hpp"
#include "transport/test_server.hpp"

using namespace yare;
using namespace yare::test;

namespace {

std::string refusal(std::string_view body = "no") {
    return "HTTP/1.1 401 Unauthorized\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string(body);
}

/// Gives what was written down, one after the other; fails at its end.
class ScriptedSource final : public CredentialSource {
  public:
    explicit ScriptedSource(std::deque<SuppliedCredentials> script) : script_(std::move(script)) {}

    std::shared_ptr<const SuppliedCredentials> current() override {
        if (!now_) next("getting credentials: none");
        return now_;
    }
    std::shared_ptr<const SuppliedCredentials> renew(
        const std::shared_ptr<const SuppliedCredentials>& refused) override {
        ++renewals;
        if (now_ == refused) next("refreshing credentials: none");
        return now_;
    }

    int renewals = 0;

  private:
    void next(const char* words) {
        if (script_.empty()) throw TransportError(TransportError::Cause::other, "server", words);
        now_ = std::make_shared<const SuppliedCredentials>(script_.front());
        script_.pop_front();
    }

    std::deque<SuppliedCredentials> script_;
    std::shared_ptr<const SuppliedCredentials> now_;
};

struct Setting {
    explicit Setting(std::vector<std::string> answers_to_give, bool with_certificates = false)
        : answers(std::move(answers_to_give)) {
        CertificateSpec spec;
        spec.addresses = {"127.0.0.1"};
        certificate = make_certificate(spec);
        CertificateSpec ca;
        ca.authority = true;
        client_ca = make_certificate(ca);
        ServerTls tls;
        tls.certificate = certificate;
        if (with_certificates) tls.ask_for_client_ca = client_ca.pem;
        server = std::make_unique<TestServer>(tls, [this](Peer& peer) {
            for (;;) {
                const std::string request = peer.read_request();
                if (request.empty()) return;
                requests.push_back(request);
                clients.push_back(peer.client_certificate);
                peer.send(answers.size() > 1
                              ? std::exchange(answers, {answers.begin() + 1, answers.end()}).front()
                              : answers.front());
            }
        });
    }
    Connection connection() const {
        Connection out = to(server->url("https"));
        out.ca_pem = certificate.pem;
        return out;
    }
    SuppliedCredentials client(const std::string& name) const {
        CertificateSpec spec;
        spec.common_name = name;
        const Certificate made = make_certificate(spec, &client_ca);
        return {"", made.pem, made.key_pem};
    }
    std::vector<std::string> tokens() const {
        std::vector<std::string> out;
        for (const auto& request : requests) {
            const auto at = request.find("Bearer ");
            out.push_back(at == std::string::npos ? ""
                                                  : request.substr(at + 7, request.find('\r', at) - at - 7));
        }
        return out;
    }

    std::vector<std::string> answers, requests, clients;
    Certificate certificate, client_ca;
    std::unique_ptr<TestServer> server;
};

using Tokens = std::vector<std::string>;

}  // namespace

TEST_CASE("credential source: after a 401 the same request is made once more, whatever it is") {
    Setting setting({refusal(), ok_response("ok")});
    const auto source =
        std::make_shared<ScriptedSource>(std::deque<SuppliedCredentials>{{"one", "", ""}, {"two", "", ""}});
    auto transport = make_transport(setting.connection(), "yare/test", source);
    HttpRequest request = get("/api");
    request.method = "POST";
    request.body = "{\"a\":1}";
    request.wants_head = true;
    const Answer answer = ask(*transport, request);
    CHECK(answer.response.status == 200);
    CHECK(answer.body == "ok");
    CHECK(setting.tokens() == Tokens{"one", "two"});
    REQUIRE(setting.requests.size() == 2);
    CHECK(setting.requests[1].ends_with("\r\n\r\n{\"a\":1}"));
    CHECK(setting.server->connections() == 1);

    CHECK(ask(*transport, get()).body == "ok");  // and goes on with the new ones
    CHECK(setting.tokens() == Tokens{"one", "two", "two"});
}

TEST_CASE("credential source: a second 401 is the answer") {
    Setting setting({refusal("first"), refusal("second")});
    const auto source = std::make_shared<ScriptedSource>(
        std::deque<SuppliedCredentials>{{"one", "", ""}, {"two", "", ""}, {"three", "", ""}});
    auto transport = make_transport(setting.connection(), "yare/test", source);
    const Answer answer = ask(*transport, get());
    CHECK(answer.response.status == 401);
    CHECK(answer.body == "second");
    CHECK(setting.tokens() == Tokens{"one", "two"});
    CHECK(source->renewals == 1);
}

TEST_CASE("credential source: no new ones to be had") {
    Setting setting({refusal("first")});
    const auto source = std::make_shared<ScriptedSource>(std::deque<SuppliedCredentials>{{"one", "", ""}});
    auto transport = make_transport(setting.connection(), "yare/test", source);
    const Answer answer = ask(*transport, get());
    CHECK(answer.failed);
    CHECK(answer.error == "refreshing credentials: none");
    const auto none = std::make_shared<ScriptedSource>(std::deque<SuppliedCredentials>{});
    const Answer without = ask(*make_transport(setting.connection(), "yare/test", none), get());
    CHECK(without.error == "getting credentials: none");
    CHECK(setting.requests.size() == 1);
}

TEST_CASE("credential source: a long 401 is passed on and not repeated") {
    const std::string body(std::size_t{3} << 20, 'x');
    Setting setting({refusal(body)});
    const auto source =
        std::make_shared<ScriptedSource>(std::deque<SuppliedCredentials>{{"one", "", ""}, {"two", "", ""}});
    const Answer answer = ask(*make_transport(setting.connection(), "yare/test", source), get());
    CHECK(answer.response.status == 401);
    CHECK(answer.body.size() == body.size());
    CHECK(setting.requests.size() == 1);
}

TEST_CASE("credential source: another certificate is another connection") {
    Setting setting({ok_response("a"), refusal(), ok_response("b"), ok_response("c")}, true);
    const auto source = std::make_shared<ScriptedSource>(
        std::deque<SuppliedCredentials>{setting.client("jane"), setting.client("joan")});
    auto transport = make_transport(setting.connection(), "yare/test", source);
    CHECK(ask(*transport, get()).body == "a");
    CHECK(ask(*transport, get()).body == "b");
    CHECK(ask(*transport, get()).body == "c");
    CHECK(setting.clients == Tokens{"jane", "jane", "joan", "joan"});
    CHECK(setting.server->connections() == 2);
}

TEST_CASE("credential source: nothing is asked of it for plain http") {
    TestServer server([](Peer& peer) {
        peer.read_request();
        peer.send(refusal());
    });
    const auto source = std::make_shared<ScriptedSource>(std::deque<SuppliedCredentials>{});
    CHECK(ask(*make_transport(to(server.url("http")), "yare/test", source), get()).response.status == 401);
}

TEST_CASE("a token file is read again after a 401, and a new token tried once") {
    const TempDir dir;
    Setting setting({refusal(), ok_response("ok"), refusal("again")});
    Connection connection = setting.connection();
    connection.token_file = dir.write("token", "one");
    auto transport = make_transport(connection, "yare/test");
    CHECK(!transport->own_headers(get()).empty());
    dir.write("token", "two");
    CHECK(ask(*transport, get()).body == "ok");
    const Answer refused = ask(*transport, get());  // the file has nothing new
    CHECK(refused.response.status == 401);
    CHECK(refused.body == "again");
    CHECK(setting.tokens() == Tokens{"one", "two", "two"});
}
