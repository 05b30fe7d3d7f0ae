#include "config/in_cluster.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "config/situation.hpp"

using namespace yare;
using yare::test::kubeconfig;
using yare::test::TempDir;

namespace {

const Environment k_pod = {{"KUBERNETES_SERVICE_HOST", "10.0.0.1"}, {"KUBERNETES_SERVICE_PORT", "443"}};

struct Pod {
    TempDir dir;
    std::string account = dir / "account";

    Pod() {
        dir.write("account/token", "pod-token\n");
        dir.write("account/ca.crt", "POD CA");
        dir.write("account/namespace", " pod-ns \n");
    }
    Connection resolve(const Overrides& overrides = {}, Environment environment = k_pod) const {
        return resolve_connection(overrides, environment, account);
    }
};

Environment with(Environment environment, const std::string& name, const std::string& value) {
    environment[name] = value;
    return environment;
}

}  // namespace

TEST_CASE("in a cluster: the pod's account") {
    const Pod pod;
    const auto connection = pod.resolve();
    CHECK(connection.server == "https://10.0.0.1:443");
    CHECK(connection.ca_pem == "POD CA");
    CHECK(connection.token == "pod-token");
    CHECK(connection.token_file == pod.account + "/token");
    CHECK(connection.namespace_name == "pod-ns");
    CHECK_FALSE(connection.namespace_is_explicit);

    CHECK(pod.resolve({}, with(k_pod, "KUBERNETES_SERVICE_HOST", "fd00::1")).server ==
          "https://[fd00::1]:443");
    CHECK(pod.resolve({}, with(k_pod, "POD_NAMESPACE", "env-ns")).namespace_name == "env-ns");
    CHECK(pod.resolve({}, with(k_pod, "KUBERNETES_MASTER", "http://m")).server == "https://10.0.0.1:443");
    CHECK(pod.resolve({}, with(k_pod, "HTTPS_PROXY", "http://p")).proxy_url == "http://p");
}

TEST_CASE("in a cluster: only with both variables and a token") {
    const Pod pod;
    const std::string outside = "http://localhost:8080";
    CHECK(pod.resolve({}, {}).server == outside);
    CHECK(pod.resolve({}, with(k_pod, "KUBERNETES_SERVICE_HOST", "")).server == outside);
    CHECK(pod.resolve({}, with(k_pod, "KUBERNETES_SERVICE_PORT", "")).server == outside);
    CHECK(resolve_connection({}, k_pod, pod.dir / "none").server == outside);
    CHECK(resolve_connection({}, k_pod, pod.dir / "none").namespace_name == "default");
    pod.dir.write("odd/token/x", "");  // a folder is no token
    CHECK(resolve_connection({}, k_pod, pod.dir / "odd").server == outside);
    // the system's roots without ca.crt, and no namespace file
    pod.dir.write("bare/token", "t");
    CHECK_FALSE(resolve_connection({}, k_pod, pod.dir / "bare").ca_pem);
    CHECK(resolve_connection({}, k_pod, pod.dir / "bare").namespace_name == "default");
}

TEST_CASE("in a cluster: a kubeconfig comes first") {
    const Pod pod;
    struct Case {
        std::string text, server, namespace_name;
    };
    for (const auto& [text, server, namespace_name] : std::vector<Case>{
             {kubeconfig("server: 'https://h'", "token: t", "namespace: ns"), "https://h", "ns"},
             {kubeconfig("server: 'https://h'", "token: t", "namespace: default"), "https://h", "default"},
             {kubeconfig("server: 'https://h'", "token: t"), "https://h", "pod-ns"},
             {kubeconfig("server: 'http://localhost:8080', proxy-url: 'http://p'", ""),
              "http://localhost:8080", "pod-ns"},
             {kubeconfig("", "as: bob"), "http://localhost:8080", "pod-ns"},
             {kubeconfig("disable-compression: true", ""), "http://localhost:8080", "pod-ns"},
             {kubeconfig("server: 'http://localhost:8080'", "token: t"), "https://10.0.0.1:443", "pod-ns"},
             {kubeconfig("", "", "namespace: ns"), "https://10.0.0.1:443", "ns"},
             {"", "https://10.0.0.1:443", "pod-ns"}}) {
        CAPTURE(text);
        const auto file = pod.dir.write("config", text);
        const auto connection = pod.resolve({}, with(k_pod, "KUBECONFIG", file));
        CHECK(connection.server == server);
        CHECK(connection.namespace_name == namespace_name);
        CHECK((connection.token == "pod-token") == (server == "https://10.0.0.1:443"));
    }
}

TEST_CASE("in a cluster: flags on top of the account") {
    const Pod pod;
    pod.dir.write("own.pem", "OWN");
    Overrides overrides;
    overrides.request_timeout = Milliseconds(5000);
    overrides.as = "bob";
    overrides.disable_compression = true;
    overrides.namespace_name = "n";
    auto connection = pod.resolve(overrides);
    CHECK(connection.server == "https://10.0.0.1:443");
    CHECK(connection.token == "pod-token");
    CHECK(connection.impersonate.user == "bob");
    CHECK(connection.disable_compression);
    CHECK(connection.namespace_name == "n");
    CHECK(connection.namespace_is_explicit);

    overrides = {};
    overrides.token = "flag";
    connection = pod.resolve(overrides);
    CHECK(connection.token == "flag");
    CHECK(connection.token_file.empty());

    overrides = {};
    overrides.username = "me";
    connection = pod.resolve(overrides);
    CHECK(connection.basic == std::pair<std::string, std::string>("me", ""));
    CHECK(connection.token.empty());
    CHECK(connection.token_file.empty());

    overrides = {};
    overrides.client_certificate = overrides.client_key = pod.dir / "own.pem";
    connection = pod.resolve(overrides);
    CHECK(connection.client_key_pem == "OWN");
    CHECK(connection.token.empty());

    overrides = {};
    overrides.certificate_authority = pod.dir / "own.pem";
    overrides.tls_server_name = "kubernetes";
    connection = pod.resolve(overrides);
    CHECK(connection.ca_pem == "OWN");
    CHECK(connection.tls_server_name == "kubernetes");

    overrides = {};
    overrides.insecure_skip_tls_verify = true;
    connection = pod.resolve(overrides);
    CHECK(connection.insecure_skip_tls_verify);
    CHECK_FALSE(connection.ca_pem);
}

TEST_CASE("in a cluster: the pod's token goes to no other server") {
    const Pod pod;
    for (const std::string server : {"https://other", "http://localhost:8080"}) {
        Overrides overrides;
        overrides.server = server;
        const auto connection = pod.resolve(overrides);
        CHECK(connection.server == server);
        CHECK(connection.token.empty());
        CHECK(connection.token_file.empty());
        CHECK(connection.namespace_name == "pod-ns");
    }
}
