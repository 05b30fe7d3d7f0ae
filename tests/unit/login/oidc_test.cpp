// id-tokens, their refresh, and where new ones go.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "../config/temp_dir.hpp"
#include "../scripted_transport.hpp"
#include "base/encoding.hpp"
#include "login/id_token.hpp"
#include "login/logins.hpp"
#include "login/oidc_refresh.hpp"

using namespace yare;
using yare::test::TempDir;

namespace {

const Moment k_now = Moment(std::chrono::seconds(1'700'000'000));

std::string jwt(const std::string& claims) {
    std::string part = base64_encode(claims);
    part.erase(part.find_last_not_of('=') + 1);
    for (char& c : part) {
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    }
    return "e30." + part + ".sig";
}

std::string current(const std::string& token) {
    try {
        return is_current_id_token(token, k_now) ? "yes" : "no";
    } catch (const Error& error) {
        return error.what();
    }
}

/// Hands a test's transport on, as often as it is asked for.
class Lent final : public Transport {
  public:
    explicit Lent(Transport& inner) : inner_(inner) {}
    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override {
        return inner_.send(request, receive);
    }

  private:
    Transport& inner_;
};

const std::string k_discovery = "GET /issuer/.well-known/openid-configuration";
const std::string k_endpoint = R"({"token_endpoint":"https://t:1/token?a=b"})";

struct Provider {
    explicit Provider(std::deque<Scripted> script) : transport(std::move(script)) {}

    OpenWay way() {
        return [this](const std::string& server) {
            servers.push_back(server);
            return std::make_unique<Lent>(transport);
        };
    }
    std::string refresh(const OidcClient& client = {"https://i/issuer/", "me&", "s", "old+"}) {
        try {
            const auto tokens = refresh_oidc_tokens(client, way(), Milliseconds(5));
            return tokens.id_token + " " + tokens.refresh_token;
        } catch (const Error& error) {
            return error.what();
        }
    }

    ScriptedTransport transport;
    std::vector<std::string> servers;
};

std::string text_of(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("id token: current by its claim exp, with ten seconds to spare") {
    CHECK(current(jwt(R"({"exp":1700000011})")) == "yes");
    CHECK(current(jwt(R"({"exp":1700000010})")) == "no");
    CHECK(current(jwt(R"({"exp":1.7e9,"sub":"ÿ?>"})")) == "no");
    CHECK(current(jwt(R"({"exp":1.8e300})")) == "yes");
    CHECK(current(jwt(R"({"exp":-5})")) == "no");
    CHECK(current(jwt("{}")) == "no");
    CHECK(current(jwt("{")) == "parsing claims: unexpected end of JSON input");
    CHECK(current("opaque") == "ID Token is not a valid JWT");
    CHECK(current("a.b.c.d") == "ID Token is not a valid JWT");
    CHECK(current("a.b.c") == "illegal base64 data at input byte 0");
    CHECK(current("a.!.c") == "illegal base64 data at input byte 0");
    CHECK(current("a.ab+c.c") == "illegal base64 data at input byte 2");
}

TEST_CASE("oidc refresh: the token endpoint that the issuer names, the client in the header") {
    Provider provider({{k_discovery, 200, k_endpoint},
                       {"POST /token?a=b", 200,
                        R"({"access_token":"a","id_token":"new","refresh_token":"next","expires_in":"x"})"}});
    CHECK(provider.refresh() == "new next");
    CHECK(provider.transport.rest().empty());
    CHECK(provider.servers == std::vector<std::string>{"https://i", "https://t:1"});
    const HttpRequest& asked = provider.transport.seen.at(1);
    CHECK(asked.body == "grant_type=refresh_token&refresh_token=old%2B");
    CHECK(asked.headers[1] == Header("Authorization", "Basic " + base64_encode("me%26:s")));
}

TEST_CASE("oidc refresh: the client in the body where the header was refused") {
    Provider provider({{k_discovery, 200, k_endpoint},
                       {"POST /token?a=b", 401, R"({"error":"invalid_client"})"},
                       {"POST /token?a=b", 200, R"({"access_token":"a","id_token":"new"})"}});
    CHECK(provider.refresh() == "new ");
    CHECK(provider.transport.seen.at(2).body ==
          "client_id=me%26&client_secret=s&grant_type=refresh_token&refresh_token=old%2B");
    CHECK(provider.transport.seen.at(2).headers.size() == 1);
}

TEST_CASE("oidc refresh: failures, in client-go's words") {
    struct Case {
        std::deque<Scripted> script;
        std::string words;
    };
    const std::string post = "POST /token?a=b";
    const std::vector<Case> cases = {
        {{{k_discovery, 404, std::string(100, 'x')}},
         "oidc: failed to query metadata endpoint 404 Not Found: \"" + std::string(80, 'x') + "...\""},
        {{{k_discovery, 200, "<"}},
         "oidc: failed to decode provider discovery object: invalid character '<' looking for beginning of "
         "value"},
        {{{k_discovery, 200, "{}"}}, "oidc: discovery object doesn't contain a token_endpoint"},
        {{{k_discovery, 200, k_endpoint}, {post, 500, "oops"}, {post, 500, "oops"}},
         "failed to refresh token: oauth2: cannot fetch token: 500 Internal Server Error\nResponse: oops"},
        {{{k_discovery, 200, k_endpoint},
          {post, 400, "{}"},
          {post, 400, R"({"error":"invalid_grant","error_description":"gone"})"}},
         "failed to refresh token: oauth2: \"invalid_grant\" \"gone\""},
        {{{k_discovery, 200, k_endpoint}, {post, 200, "x"}},
         "failed to refresh token: oauth2: cannot parse json: invalid character 'x' looking for beginning of "
         "value"},
        {{{k_discovery, 200, k_endpoint}, {post, 200, "{}"}},
         "failed to refresh token: oauth2: server response missing access_token"},
        {{{k_discovery, 200, k_endpoint}, {post, 200, R"({"access_token":"a"})"}},
         "token response did not contain an id_token, either the scope \"openid\" wasn't requested upon "
         "login, "
         "or the provider doesn't support id_tokens as part of the refresh response"},
    };
    for (const auto& [script, words] : cases) {
        Provider provider(script);
        CHECK(provider.refresh() == words);
        CHECK(provider.transport.rest().empty());
    }
}

TEST_CASE("oidc refresh: redirects of the discovery document are followed, but not for ever") {
    const std::vector<Header> away = {{"Location", "https://j/here"}};
    Provider provider({{k_discovery, 302, "", away},
                       {"GET /here", 200, k_endpoint},
                       {"POST /token?a=b", 200, R"({"access_token":"a","id_token":"new"})"}});
    CHECK(provider.refresh() == "new ");
    std::deque<Scripted> circle = {{k_discovery, 302, "", away}};
    circle.insert(circle.end(), 10, {"GET /here", 302, "", away});
    CHECK(Provider(circle).refresh() == "stopped after 10 redirects");
}

TEST_CASE("oidc source: uses, refreshes and writes back") {
    const TempDir dir;
    const std::string old_token = jwt(R"({"exp":1})");
    const std::string new_token = jwt(R"({"exp":1700003600})");
    const std::string head = "# mine\nkind: Config\nunknown: {a: 1}\nusers:\n";
    const std::string user =
        "- name: u  # the user\n  user:\n    auth-provider:\n      config:\n        client-id: c\n"
        "        id-token: ";
    const std::string rest = "\n        idp-issuer-url: https://i/issuer\n        refresh-token: ";
    const std::string file = dir.write("config", head + user + old_token + rest + "old\n      name: oidc\n");
    Provider provider({{k_discovery, 200, k_endpoint},
                       {"POST /token?a=b", 200,
                        R"({"access_token":"a","refresh_token":"next","id_token":")" + new_token + "\"}"}});
    LoginPlace place;
    place.now = [] { return k_now; };
    place.transport = [&](const Connection& connection) { return provider.way()(connection.server); };
    Connection connection;
    connection.server = "https://h";
    connection.oidc = OidcLogin{.settings = {{"idp-issuer-url", "https://i/issuer"},
                                             {"client-id", "c"},
                                             {"id-token", old_token},
                                             {"refresh-token", "old"}},
                                .user = "u",
                                .file = file};
    Logins logins(place);
    const auto source = logins.source_for(connection);
    CHECK(source->current()->token == new_token);
    CHECK(source->current()->token == new_token);
    CHECK(source->renew(source->current()) == nullptr);
    CHECK(provider.transport.rest().empty());
    CHECK(text_of(file) == head + user + new_token + rest + "next\n      name: oidc\n");
    CHECK(!std::filesystem::exists(file + ".lock"));

    // Another process that has read the file before finds the new tokens there.
    Logins others(place);
    CHECK(others.source_for(connection)->current()->token == new_token);
}

TEST_CASE("oidc source: what cannot be refreshed") {
    LoginPlace place;
    place.now = [] { return k_now; };
    Logins logins(place);
    Connection connection;
    connection.oidc =
        OidcLogin{.settings = {{"idp-issuer-url", "https://i"}, {"client-id", "c"}}, .user = "u", .file = ""};
    try {
        logins.source_for(connection)->current();
        FAIL("no error");
    } catch (const TransportError& error) {
        CHECK(error.line() ==
              "Unable to connect to the server: No valid id-token, and cannot refresh without refresh-token");
    }
    // where the process may be cut off, a refresh token that may be good once only is not used (no transport
    // is asked)
    connection.oidc->settings["refresh-token"] = "once";
    connection.login_terms.quiet = true;
    try {
        logins.source_for(connection)->current();
        FAIL("no error");
    } catch (const TransportError& error) {
        CHECK(std::string(error.what()).find("this is no time to refresh it") != std::string::npos);
    }
    connection.login_terms.quiet = false;
    connection.oidc->settings["idp-certificate-authority-data"] = "%%";
    CHECK_THROWS_WITH_AS(logins.source_for(connection), "illegal base64 data at input byte 0", ConfigError);
    connection.oidc->settings["idp-certificate-authority-data"] = "";
    connection.oidc->settings["idp-certificate-authority"] = "/no/file";
    CHECK_THROWS_WITH_AS(logins.source_for(connection), "open /no/file: no such file or directory",
                         ConfigError);
}
