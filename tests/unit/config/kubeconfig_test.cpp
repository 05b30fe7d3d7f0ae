#include "config/kubeconfig.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"

using namespace yare;

namespace {

constexpr const char* k_full = R"(apiVersion: v1
kind: Config
preferences: {colors: true}
current-context: dev
unknown: [1, 2]
clusters:
- name: c
  cluster:
    server: https://h:6443/p
    tls-server-name: other
    insecure-skip-tls-verify: yes
    certificate-authority: pki/ca.crt
    certificate-authority-data: Q0E=
    proxy-url: http://proxy:3128
    disable-compression: true
    extensions: [{name: e, extension: {deep: [1]}}]
- name: bare
users:
- name: u
  user:
    client-certificate: /abs/cert.pem
    client-certificate-data: Q0VSVA==
    client-key: ../key.pem
    client-key-data: S0VZ
    token: t
    tokenFile: ./token
    as: jane
    as-uid: "7"
    as-groups: [a, b]
    as-user-extra: {k: [v, w], l: null}
    username: me
    password: p
    auth-provider: {name: oidc, config: {a: b}}
    exec:
      command: plug
      apiVersion: client.authentication.k8s.io/v1beta1
      env: [{name: A, value: B}]
contexts:
- name: dev
  context: {cluster: c, user: u, namespace: ns}
)";

Kubeconfig parse(const std::string& text) { return parse_kubeconfig(text, "/home/me/.kube/config"); }

}  // namespace

TEST_CASE("kubeconfig: every field") {
    const auto config = parse(k_full);
    CHECK(config.current_context == "dev");
    REQUIRE(config.clusters.size() == 2);
    const Cluster& cluster = config.clusters.at("c");
    CHECK(cluster.server == "https://h:6443/p");
    CHECK(cluster.tls_server_name == "other");
    CHECK(cluster.insecure_skip_tls_verify);
    CHECK(cluster.certificate_authority == "/home/me/.kube/pki/ca.crt");
    CHECK(cluster.certificate_authority_data == "CA");
    CHECK(cluster.proxy_url == "http://proxy:3128");
    CHECK(cluster.disable_compression);
    CHECK(cluster.file == "/home/me/.kube/config");
    CHECK(config.clusters.at("bare").server.empty());

    const User& user = config.users.at("u");
    CHECK(user.client_certificate == "/abs/cert.pem");
    CHECK(user.client_certificate_data == "CERT");
    CHECK(user.client_key == "/home/me/key.pem");
    CHECK(user.client_key_data == "KEY");
    CHECK(user.token == "t");
    CHECK(user.token_file == "/home/me/.kube/token");
    CHECK(user.as == "jane");
    CHECK(user.as_uid == "7");
    CHECK(user.as_groups == std::vector<std::string>{"a", "b"});
    CHECK(user.as_user_extra.at("k") == std::vector<std::string>{"v", "w"});
    CHECK(user.as_user_extra.at("l").empty());
    CHECK(user.username == "me");
    CHECK(user.password == "p");
    REQUIRE(user.auth_provider);
    CHECK(user.auth_provider->name == "oidc");
    REQUIRE(user.exec);
    CHECK(user.exec->command == "plug");
    CHECK(user.exec->interactive_mode == "IfAvailable");
    REQUIRE(user.exec->env.size() == 1);
    CHECK(user.exec->env[0].first == "A");

    const ContextEntry& context = config.contexts.at("dev");
    CHECK(context.cluster == "c");
    CHECK(context.user == "u");
    CHECK(context.namespace_name == "ns");
}

TEST_CASE("kubeconfig: texts that say nothing") {
    for (const std::string text : {"", " \n\n", "# comment\n", "---\n", "null\n", "{}", "kind: Config\n",
                                   "clusters: null\nusers: ~\ncontexts:\n", "foo: bar\n"}) {
        CAPTURE(text);
        const auto config = parse(text);
        CHECK(config.clusters.empty());
        CHECK(config.users.empty());
        CHECK(config.contexts.empty());
        CHECK(config.current_context.empty());
    }
}

TEST_CASE("kubeconfig: forms of the same text") {
    for (const std::string text :
         {"current-context: a\n",
          "\xef\xbb\xbf"
          "current-context: a\n",
          "---\ncurrent-context: a\n", "# c\n---\ncurrent-context: a\n---\nfoo: [\n",
          "{\"current-context\":\"a\"}", "{current-context: a}", "current-context: a\r\nkind: Config\r\n",
          "current-context: a\n---\ncurrent-context: b\n", "%YAML 1.1\n---\ncurrent-context: a\n",
          "current-context: \"a\"\nclusters: [null]\n"}) {
        CAPTURE(text);
        CHECK(parse(text).current_context == "a");
    }
}

TEST_CASE("kubeconfig: what is wrong is named") {
    struct Case {
        std::string text, message;
    };
    const std::vector<Case> cases = {
        // go-yaml's words, as kubectl 1.36 shows them
        {"a: b\n c: d\n  e", "yaml: line 2: mapping values are not allowed in this context"},
        {"a:\n\tb: c", "yaml: line 2: found character that cannot start any token"},
        {"a: \xff\n", "yaml: invalid leading UTF-8 octet"},
        // the field, the expected type and the found one
        {"- a\n", "expected a map, found a list"},
        {"foo\n", "expected a map, found a string"},
        {"5\n", "expected a map, found a number"},
        {"clusters: foo\n", "clusters: expected a list, found a string"},
        {"clusters: {a: b}\n", "clusters: expected a list, found a map"},
        {"clusters: [5]\n", "clusters[0]: expected a map, found a number"},
        {"clusters: [{name: 5}]\n", "clusters[0].name: expected a string, found a number"},
        {"clusters: [{name: a}, {cluster: {server: 5}}]\n",
         "clusters[1].cluster.server: expected a string, found a number"},
        {"clusters: [{cluster: {server: [a]}}]\n",
         "clusters[0].cluster.server: expected a string, found a list"},
        {"clusters: [{cluster: {insecure-skip-tls-verify: \"true\"}}]\n",
         "clusters[0].cluster.insecure-skip-tls-verify: expected a boolean, found a string"},
        {"clusters: [{cluster: foo}]\n", "clusters[0].cluster: expected a map, found a string"},
        {"users: [{user: {password: 1234}}]\n", "users[0].user.password: expected a string, found a number"},
        {"users: [{user: {token: yes}}]\n", "users[0].user.token: expected a string, found a boolean"},
        {"users: [{user: {client-key-data: \"%%%%\"}}]\n",
         "users[0].user.client-key-data: illegal base64 data"},
        {"users: [{user: {client-certificate-data: YQ}}]\n",
         "users[0].user.client-certificate-data: illegal base64 data"},
        {"clusters: [{cluster: {certificate-authority-data: 5}}]\n",
         "clusters[0].cluster.certificate-authority-data: expected a string, found a number"},
        {"users: [{user: {as-groups: x}}]\n", "users[0].user.as-groups: expected a list, found a string"},
        {"users: [{user: {as-groups: [x, 1]}}]\n",
         "users[0].user.as-groups[1]: expected a string, found a number"},
        {"users: [{user: {as-user-extra: {k: v}}}]\n",
         "users[0].user.as-user-extra.k: expected a list, found a string"},
        {"users: [{user: {exec: plug}}]\n", "users[0].user.exec: expected a map, found a string"},
        {"users: [{user: {exec: {env: [{name: 1}]}}}]\n",
         "users[0].user.exec.env[0].name: expected a string, found a number"},
        {"users: [{user: {auth-provider: []}}]\n",
         "users[0].user.auth-provider: expected a map, found a list"},
        {"contexts: [{context: {namespace: 1}}]\n",
         "contexts[0].context.namespace: expected a string, found a number"},
        {"current-context: 1.5\n", "current-context: expected a string, found a number"},
        {"users: [{name: a}, {name: b}, {name: a}]\n", "users[2].name: duplicate name \"a\" in list"},
        {"contexts: [null, null]\n", "contexts[1].name: duplicate name \"\" in list"},
        {"users: [{user: {tokenFile: \"a\\0b\"}}]\n", "open \"a\\x00b\": invalid argument"},
        {"kind: Pod\napiVersion: v1\n",
         "no kind \"Pod\" is registered for version \"v1\": a kubeconfig is a \"Config\" of \"v1\""},
        {"kind: Config\napiVersion: v2\n",
         "no kind \"Config\" is registered for version \"v2\": a kubeconfig is a \"Config\" of \"v1\""},
    };
    for (const auto& [text, message] : cases) {
        CAPTURE(text);
        const std::string expected = "error loading config file \"/home/me/.kube/config\": " + message;
        CHECK_THROWS_WITH_AS(parse(text), expected.c_str(), ConfigError);
    }
}

TEST_CASE("kubeconfig: hostile texts end in an error") {
    const std::string deep(20000, '[');
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int j = 0; j < 9; ++j) {
            bomb += before + ", ";
        }
        bomb += before + "]\n";
    }
    for (const std::string& text : {deep, "clusters: " + deep, bomb, std::string("a: &x [*x]\n"),
                                    std::string("clusters: \0", 11), std::string("{\"kind\":\"Config\"")}) {
        CAPTURE(text.substr(0, 40));
        CHECK_THROWS_AS(parse(text), ConfigError);
    }
}

TEST_CASE("kubeconfig: merging") {
    const auto first =
        parse("clusters: [{name: c, cluster: {server: one}}]\ncontexts: [{name: x, context: {user: u1}}]\n");
    const auto second = parse(
        "current-context: two\n"
        "clusters: [{name: c, cluster: {server: two, proxy-url: http://p}}, {name: d, cluster: {server: "
        "d}}]\n"
        "users: [{name: u, user: {token: t}}]\n");
    const auto third = parse("current-context: three\nusers: [{name: u, user: {token: z}}, {name: v}]\n");

    const auto merged = merge({first, second, third});
    CHECK(merged.current_context == "two");
    CHECK(merged.clusters.at("c").server == "one");
    CHECK(merged.clusters.at("c").proxy_url.empty());
    CHECK(merged.clusters.at("d").server == "d");
    CHECK(merged.users.at("u").token == "t");
    CHECK(merged.users.contains("v"));
    CHECK(merged.contexts.at("x").user == "u1");
    CHECK(merge({third, second}).current_context == "three");
    CHECK(merge({}).clusters.empty());
}
