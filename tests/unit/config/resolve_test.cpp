#include "config/resolve.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "config/situation.hpp"

using namespace yare;
using yare::test::kubeconfig;
using yare::test::resolve;
using yare::test::TempDir;

namespace {

Connection resolved(const TempDir& dir, const std::string& cluster, const std::string& user,
                    const Overrides& overrides = {}, const Environment& environment = {}) {
    dir.write("config", kubeconfig(cluster, user));
    return resolve(dir, overrides, environment);
}

}  // namespace

TEST_CASE("resolve: a context as it stands") {
    const TempDir dir;
    dir.write("ca.pem", "CA");
    dir.write("cert.pem", "CERT");
    dir.write("key.pem", "KEY");
    dir.write("config",
              kubeconfig("server: 'https://h:6443/p/', certificate-authority: ca.pem, tls-server-name: name, "
                         "proxy-url: 'HTTP://us:pw@proxy:3128/x', disable-compression: true",
                         "client-certificate: cert.pem, client-key: key.pem, token: t", "namespace: ns"));
    Overrides overrides;
    overrides.request_timeout = Milliseconds(1500);
    const auto connection = resolve(dir, overrides, {{"HTTPS_PROXY", "http://other"}});
    CHECK(connection.server == "https://h:6443/p");
    CHECK(connection.tls_server_name == "name");
    CHECK(connection.ca_pem == "CA");
    CHECK(connection.client_certificate_pem == "CERT");
    CHECK(connection.client_key_pem == "KEY");
    CHECK(connection.token == "t");
    CHECK(connection.token_file.empty());
    CHECK_FALSE(connection.basic);
    CHECK(connection.proxy_url == "http://us:pw@proxy:3128");
    CHECK(connection.disable_compression);
    CHECK(connection.namespace_name == "ns");
    CHECK_FALSE(connection.namespace_is_explicit);
    CHECK(connection.request_timeout == Milliseconds(1500));
}

TEST_CASE("resolve: data instead of files") {
    const TempDir dir;
    const auto connection = resolved(dir, "server: 'https://h', certificate-authority-data: Q0E=",
                                     "client-certificate-data: Q0VSVA==, client-key-data: S0VZ");
    CHECK(connection.ca_pem == "CA");
    CHECK(connection.client_certificate_pem == "CERT");
    CHECK(connection.client_key_pem == "KEY");
    CHECK(connection.namespace_name == "default");
    CHECK(connection.impersonate.user.empty());
}

TEST_CASE("resolve: an empty CA file is not the system's roots") {
    const TempDir dir;
    dir.write("ca.pem", "");
    CHECK(resolved(dir, "server: 'https://h', certificate-authority: ca.pem", "").ca_pem == "");
    CHECK_FALSE(resolved(dir, "server: 'https://h'", "").ca_pem);
}

TEST_CASE("resolve: the default server") {
    const TempDir dir;
    dir.write("config", "");
    CHECK(resolve(dir, {}).server == "http://localhost:8080");
    CHECK(resolve(dir, {}, {{"KUBERNETES_MASTER", "10.0.0.1:8080"}}).server == "http://10.0.0.1:8080");
    CHECK(resolve_connection({}, {}, "/nonexistent").server == "http://localhost:8080");
    CHECK(resolve_connection({}, {{"KUBECONFIG", dir / "missing"}}, "/nonexistent").server ==
          "http://localhost:8080");
    // a cluster without a server, and a context whose cluster and user do not exist
    CHECK(resolved(dir, "", "").server == "http://localhost:8080");
    dir.write("config", "current-context: x\ncontexts: [{name: x, context: {cluster: gone, user: gone}}]\n");
    CHECK(resolve(dir, {}).server == "http://localhost:8080");
}

TEST_CASE("resolve: entries chosen by flags") {
    const TempDir dir;
    dir.write(
        "config",
        "current-context: x\n"
        "clusters: [{name: c, cluster: {server: 'https://c'}}, {name: d, cluster: {server: 'https://d'}}]\n"
        "users: [{name: u, user: {token: tu}}, {name: v, user: {token: tv}}]\n"
        "contexts: [{name: x, context: {cluster: c, user: u, namespace: nx}},\n"
        "  {name: z, context: {cluster: d, user: v, namespace: ny}}]\n");
    struct Case {
        const char *context, *cluster, *user, *ns;
        std::string server, token, namespace_name;
    };
    for (const auto& [context, cluster, user, ns, server, token, namespace_name] :
         std::vector<Case>{{nullptr, nullptr, nullptr, nullptr, "https://c", "tu", "nx"},
                           {"z", nullptr, nullptr, nullptr, "https://d", "tv", "ny"},
                           {"", "", "", "", "https://c", "tu", "nx"},
                           {nullptr, "d", nullptr, nullptr, "https://d", "tu", "nx"},
                           {nullptr, nullptr, "v", nullptr, "https://c", "tv", "nx"},
                           {"z", "c", "u", "z", "https://c", "tu", "z"}}) {
        Overrides overrides;
        const auto set = [](std::optional<std::string>& field, const char* value) {
            if (value != nullptr) {
                field = value;
            }
        };
        set(overrides.context, context);
        set(overrides.cluster, cluster);
        set(overrides.user, user);
        set(overrides.namespace_name, ns);
        const auto connection = resolve(dir, overrides);
        CHECK(connection.server == server);
        CHECK(connection.token == token);
        CHECK(connection.namespace_name == namespace_name);
        CHECK(connection.namespace_is_explicit == (ns != nullptr && *ns != '\0'));
    }
    Overrides overrides;
    overrides.namespace_name = "nx";  // the same as the context's, and still explicit
    CHECK(resolve(dir, overrides).namespace_is_explicit);
}

TEST_CASE("resolve: cluster flags over the file") {
    const TempDir dir;
    dir.write("other.pem", "OTHER");
    const std::string cluster =
        "server: 'https://h', certificate-authority-data: Q0E=, tls-server-name: name";

    Overrides overrides;
    overrides.server = "https://other:1/p?q";
    auto connection = resolved(dir, cluster, "", overrides);
    CHECK(connection.server == "https://other:1/p");
    CHECK(connection.tls_server_name.empty());
    CHECK(connection.ca_pem == "CA");

    overrides.tls_server_name = "m";
    CHECK(resolved(dir, cluster, "", overrides).tls_server_name == "m");
    overrides.server.reset();
    CHECK(resolved(dir, cluster, "", overrides).tls_server_name == "m");

    overrides = {};
    overrides.insecure_skip_tls_verify = true;
    connection = resolved(dir, cluster, "", overrides);
    CHECK(connection.insecure_skip_tls_verify);
    CHECK_FALSE(connection.ca_pem);

    // an explicit false does not undo the file
    overrides.insecure_skip_tls_verify = false;
    CHECK(resolved(dir, "server: 'https://h', insecure-skip-tls-verify: true", "", overrides)
              .insecure_skip_tls_verify);

    overrides = {};
    overrides.certificate_authority = dir / "other.pem";
    CHECK(resolved(dir, cluster, "", overrides).ca_pem == "OTHER");
    connection = resolved(dir, "server: 'https://h', insecure-skip-tls-verify: true", "", overrides);
    CHECK(connection.ca_pem == "OTHER");
    CHECK_FALSE(connection.insecure_skip_tls_verify);

    overrides = {};
    overrides.disable_compression = true;
    overrides.proxy_url = "http://flag";
    connection = resolved(dir, "server: 'https://h', proxy-url: 'http://file'", "", overrides);
    CHECK(connection.disable_compression);
    CHECK(connection.proxy_url == "http://flag");
    CHECK_FALSE(resolved(dir, cluster, "").disable_compression);
}

TEST_CASE("resolve: user flags over the file") {
    const TempDir dir;
    dir.write("f.pem", "FILE");
    dir.write("token", " file-token\n");
    const std::string https = "server: 'https://h'";
    const std::string pair = "client-certificate-data: Q0VSVA==, client-key-data: S0VZ";

    Overrides overrides;
    overrides.client_certificate = dir / "f.pem";
    auto connection = resolved(dir, https, pair, overrides);
    CHECK(connection.client_certificate_pem == "FILE");
    CHECK(connection.client_key_pem == "KEY");

    overrides = {};
    overrides.client_key = dir / "f.pem";
    connection = resolved(dir, https, pair, overrides);
    CHECK(connection.client_certificate_pem == "CERT");
    CHECK(connection.client_key_pem == "FILE");

    connection = resolved(dir, https, "tokenFile: token");
    CHECK(connection.token == "file-token");
    CHECK(connection.token_file == dir / "token");
    connection = resolved(dir, https, "tokenFile: missing, token: start");
    CHECK(connection.token == "start");
    CHECK(connection.token_file == dir / "missing");

    overrides = {};
    overrides.token = "flag";
    connection = resolved(dir, https, "tokenFile: missing", overrides);
    CHECK(connection.token == "flag");
    CHECK(connection.token_file.empty());
    CHECK(resolved(dir, https, "token: t", overrides).token == "flag");
    // a static token keeps a plugin from being needed, but an auth provider is set up all the same, as in
    // kubectl
    CHECK(resolved(
              dir, https,
              "exec: {apiVersion: client.authentication.k8s.io/v1, command: nosuch, interactiveMode: Never}",
              overrides)
              .token == "flag");
    CHECK_THROWS_WITH_AS(resolved(dir, https, "auth-provider: {name: oidc}", overrides),
                         "Must provide idp-issuer-url", ConfigError);

    overrides = {};
    overrides.password = "pw";
    using Pair = std::pair<std::string, std::string>;
    CHECK(resolved(dir, https, "username: me", overrides).basic == Pair("me", "pw"));
    overrides.username = "you";
    CHECK(resolved(dir, https, "username: me, password: x", overrides).basic == Pair("you", "pw"));
    CHECK_FALSE(resolved(dir, https, "password: x").basic);
    CHECK(resolved(dir, "server: 'https://us:p%40@h'", "token: t").basic == Pair("us", "p@"));
    CHECK(resolved(dir, "server: 'https://us:p%40@h'", "token: t").token.empty());
}

TEST_CASE("resolve: a key without a certificate is not read") {
    const TempDir dir;
    const auto connection = resolved(dir, "server: 'https://h'", "client-key: missing, token: t");
    CHECK(connection.client_key_pem.empty());
    CHECK(connection.token == "t");
}

TEST_CASE("resolve: no credentials for plain http") {
    const TempDir dir;
    dir.write("cert.pem", "CERT");
    for (const std::string server : {"http://h", "h:6443", "http://us:pw@h"}) {
        CAPTURE(server);
        const auto connection = resolved(
            dir, "server: '" + server + "', certificate-authority: cert.pem, insecure-skip-tls-verify: true",
            "tokenFile: missing, client-certificate: cert.pem, client-key: cert.pem, username: a, as: bob");
        CHECK(connection.server.starts_with("http://h"));
        CHECK(connection.token.empty());
        CHECK(connection.token_file.empty());
        CHECK(connection.client_certificate_pem.empty());
        CHECK(connection.client_key_pem.empty());
        CHECK_FALSE(connection.basic);
        CHECK_FALSE(connection.ca_pem);
        CHECK_FALSE(connection.insecure_skip_tls_verify);
        CHECK(connection.impersonate.user == "bob");
    }
    CHECK(resolved(dir, "server: 'http://h'", "exec: {command: x, apiVersion: v1, interactiveMode: Never}")
              .server == "http://h");
}

TEST_CASE("resolve: impersonation") {
    const TempDir dir;
    using Extra = std::vector<std::pair<std::string, std::string>>;
    const std::string https = "server: 'https://h'";
    const std::string user = "as: bob, as-uid: '5', as-groups: [a, b], as-user-extra: {k: [v], l: [m]}";
    auto impersonate = resolved(dir, https, user).impersonate;
    CHECK(impersonate.user == "bob");
    CHECK(impersonate.uid == "5");
    CHECK(impersonate.groups == std::vector<std::string>{"a", "b"});
    CHECK(impersonate.extra == Extra{{"k", "v"}, {"l", "m"}});

    Overrides overrides;
    overrides.as = "jane";
    overrides.as_uid = "6";
    overrides.as_groups = {"z"};
    overrides.as_user_extra = {"l=1", "l=2=3", "m="};
    impersonate = resolved(dir, https, user, overrides).impersonate;
    CHECK(impersonate.user == "jane");
    CHECK(impersonate.uid == "6");
    CHECK(impersonate.groups == std::vector<std::string>{"z"});
    CHECK(impersonate.extra == Extra{{"k", "v"}, {"l", "1"}, {"l", "2=3"}, {"m", ""}});
}

TEST_CASE("resolve: the environment's proxy serves where none is configured") {
    const TempDir dir;
    const Environment environment = {{"HTTPS_PROXY", "p:1"}, {"NO_PROXY", ".direct"}};
    CHECK(resolved(dir, "server: 'https://h'", "", {}, environment).proxy_url == "http://p:1");
    CHECK(resolved(dir, "server: 'https://a.direct'", "", {}, environment).proxy_url.empty());
    // NO_PROXY has no say over proxy-url
    CHECK(resolved(dir, "server: 'https://a.direct', proxy-url: 'https://q:2'", "", {}, environment)
              .proxy_url == "https://q:2");
}

TEST_CASE("resolve: the folder for caches") {
    const TempDir dir;
    dir.write("config", "");
    Overrides overrides;
    CHECK(resolve(dir, overrides).cache_dir.empty());
    CHECK(resolve(dir, overrides, {{"HOME", "/home/me"}}).cache_dir == "/home/me/.kube/cache");
    CHECK(resolve(dir, overrides, {{"HOME", "/home/me"}, {"KUBECACHEDIR", "/c"}}).cache_dir == "/c");
    overrides.cache_dir = "";
    CHECK(resolve(dir, overrides, {{"KUBECACHEDIR", "/c"}}).cache_dir == "/c");
    overrides.cache_dir = "/flag";
    CHECK(resolve(dir, overrides, {{"HOME", "/home/me"}, {"KUBECACHEDIR", "/c"}}).cache_dir == "/flag");
}
