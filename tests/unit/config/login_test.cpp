// exec, auth-provider and kuberc of a configuration.
#include <doctest/doctest.h>

#include "config/plan_login.hpp"
#include "situation.hpp"

using namespace yare;
using namespace yare::test;

namespace {

const std::string k_server = "server: 'https://h:6443'";
const std::string k_exec =
    "apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: plug";

// A kuberc with that inside, for a user with a plugin; what comes of it.
std::string policy_of(const TempDir& dir, const std::string& inside) {
    dir.write("config", kubeconfig(k_server, "exec: {" + k_exec + "}"));
    dir.write("rc", "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n" + inside);
    try {
        const auto connection = resolve(dir, {}, {{"KUBERC", dir / "rc"}});
        const PluginPolicy& policy = connection.exec->policy;
        std::string out = policy.kind == PluginPolicy::Kind::allow_all  ? "all"
                          : policy.kind == PluginPolicy::Kind::deny_all ? "none"
                                                                        : "some:";
        for (const auto& entry : policy.allowlist) {
            out += " " + entry;
        }
        return out;
    } catch (const Error& error) {
        return error.line();
    }
}

}  // namespace

TEST_CASE("login: a plugin with all it has") {
    const TempDir dir;
    dir.write("config",
              kubeconfig(k_server + ", tls-server-name: name, certificate-authority-data: Q0E=, "
                                    "disable-compression: true, proxy-url: 'http://p:1', extensions: "
                                    "[{name: other, extension: 1}, {name: "
                                    "client.authentication.k8s.io/exec, extension: {z: 1e3, a: '<'}}]",
                         "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./bin//plug/, "
                         "args: [a, ''], env: [{name: N, value: v}, {name: E}], provideClusterInfo: true, "
                         "installHint: \"get\\e[1m it\\n\"}"));
    const Connection connection = resolve(dir, {});
    REQUIRE(connection.exec);
    const ExecLogin& exec = *connection.exec;
    CHECK(exec.command == dir / "bin/plug");
    CHECK(exec.args == std::vector<std::string>{"a", ""});
    CHECK(exec.env == std::vector<std::pair<std::string, std::string>>{{"N", "v"}, {"E", ""}});
    CHECK(exec.interactive_mode == InteractiveMode::if_available);
    CHECK(exec.install_hint == "getU+001B[1m it\n");
    CHECK(exec.cluster ==
          "{\"server\":\"https://h:6443\",\"tls-server-name\":\"name\",\"certificate-authority-data\":\"Q0E=\","
          "\"proxy-url\":\"http://"
          "p:1\",\"disable-compression\":true,\"config\":{\"a\":\"\\u003c\",\"z\":1000}}");
}

TEST_CASE("login: static credentials and plain http leave no room for a plugin") {
    const TempDir dir;
    const std::string exec = "exec: {" + k_exec + "}";
    for (const std::string more : {"token: t", "username: u, password: p"}) {
        dir.write("config", kubeconfig(k_server, exec + ", " + more));
        CHECK(!resolve(dir, {}).exec);
    }
    dir.write("config", kubeconfig(k_server, exec));
    CHECK(resolve(dir, {}).exec);
    Overrides overrides;
    overrides.token = "t";
    CHECK(!resolve(dir, overrides).exec);
    overrides = {};
    overrides.server = "https://me:secret@h:6443";
    CHECK(!resolve(dir, overrides).exec);
    overrides.server = "http://h";
    CHECK(!resolve(dir, overrides).exec);
}

TEST_CASE("login: what is refused, in kubectl's words") {
    const TempDir dir;
    struct Case {
        std::string user, line;
    };
    const std::vector<Case> cases = {
        {"token: t, exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: plug}",
         "error: exec plugin: invalid apiVersion \"client.authentication.k8s.io/v1alpha1\""},
        {"exec: {" + k_exec + "}, auth-provider: {name: oidc}",
         "error: authProvider cannot be provided in combination with an exec plugin for u"},
        {"token: t, auth-provider: {name: gcp}",
         "error: The gcp auth plugin has been removed.\nPlease use the \"gke-gcloud-auth-plugin\" "
         "kubectl/client-go credential plugin instead.\nSee "
         "https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for "
         "further details"},
        {"auth-provider: {name: azure}",
         "error: The azure auth plugin has been removed.\nPlease use the https://github.com/Azure/kubelogin "
         "kubectl/client-go credential plugin instead.\nSee "
         "https://kubernetes.io/docs/reference/access-authn-authz/authentication/"
         "#client-go-credential-plugins "
         "for further details"},
        {"auth-provider: {name: openstack}", "error: no Auth Provider found for name \"openstack\""},
        {"auth-provider: {name: oidc}", "error: Must provide idp-issuer-url"},
        {"auth-provider: {name: oidc, config: {idp-issuer-url: 'https://i'}}",
         "error: Must provide client-id"},
    };
    for (const auto& [user, line] : cases) {
        CAPTURE(user);
        dir.write("config", kubeconfig(k_server, user));
        CHECK(line_of_resolving(dir, {}) == line);
    }
}

TEST_CASE("login: texts and paths made clean") {
    CHECK(harmless_text("a\tb\n\x1b[0m é\u200b\u00a0\x07") == "a\tb\nU+001B[0m éU+200B\u00a0U+0007");
    CHECK(clean_path("a//b/../c/") == "a/c");
    CHECK(clean_path("/../a/.") == "/a");
    CHECK(clean_path("./a") == "a");
    CHECK(clean_path("a/..") == ".");
}

TEST_CASE("kuberc: policies, in kubectl's words") {
    const TempDir dir;
    const std::string start = "error occurred while applying preferences ";
    const std::string unusable =
        start + "kuberc error kuberc: no valid preferences found in {dir}/rc, use --v=5 to see details";
    struct Case {
        std::string inside, outcome;
    };
    const std::vector<Case> cases = {
        {"", "all"},
        {"aliases: [{name: a}]\ndefaults: []\n", "all"},
        {"credentialPluginPolicy: ''\n", "all"},
        {"credentialPluginPolicy: AllowAll\n", "all"},
        {"credentialPluginPolicy: DenyAll\n", "none"},
        {"credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{name: a}, {command: /b/c}]\n",
         "some: a /b/c"},
        {"credentialPluginPolicy: Foo\n", start + "unknown plugin policy: \"Foo\""},
        {"credentialPluginPolicy: Allowlist\n",
         start + "credential plugin policy set to \"Allowlist\", but allowlist is unspecified"},
        {"credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: []\n",
         start +
             "credential plugin policy set to \"Allowlist\", but allowlist is empty; use \"DenyAll\" policy "
             "instead"},
        {"credentialPluginPolicy: DenyAll\ncredentialPluginAllowlist: []\n",
         start + "misconfigured credential plugin allowlist: plugin policy is \"DenyAll\" but allowlist is "
                 "non-nil"},
        {"credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{name: a}, {}]\n",
         start + "misconfigured credential plugin allowlist: empty allowlist entry #2"},
        {"credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{name: a//b}]\n",
         start + "non-normalized file path: \"a//b\" vs \"a/b\""},
        {"credentialPluginPolicy: Allowlist\ncredentialPluginAllowlist: [{name: a, command: b}]\n", unusable},
        {"credentialPluginPolicy: 5\n", unusable},
        {"a: [", unusable},
    };
    for (const auto& [inside, outcome] : cases) {
        CAPTURE(inside);
        CHECK(policy_of(dir, inside) == dir.fill(outcome));
    }
}

TEST_CASE("kuberc: which file") {
    const TempDir dir;
    dir.write("config", kubeconfig(k_server, "exec: {" + k_exec + "}"));
    const std::string deny =
        "kind: Other\napiVersion: x/v1\n---\napiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n"
        "credentialPluginPolicy: DenyAll\n";
    const auto denies = [&](const Overrides& overrides, const Environment& environment) {
        return resolve(dir, overrides, environment).exec->policy.kind == PluginPolicy::Kind::deny_all;
    };
    Environment home = {{"HOME", dir.path()}, {"KUBECONFIG", dir / "config"}};
    CHECK(!denies({}, home));
    dir.write(".kube/kuberc", deny);
    CHECK(denies({}, home));
    home["KUBECTL_KUBERC"] = "False";
    CHECK(!denies({}, home));
    home["KUBECTL_KUBERC"] = "no";
    home["KUBERC"] = "off";
    CHECK(!denies({}, home));
    home["KUBERC"] = dir.write("empty", "");
    CHECK(!denies({}, home));
    Overrides overrides;
    overrides.kuberc = dir.write("named", deny);
    CHECK(denies(overrides, home));

    const std::string start = "error occurred while applying preferences ";
    home["KUBERC"] = "off";
    CHECK(line_of_resolving(dir, overrides, home) ==
          start +
              "kuberc error disabling kuberc via KUBERC=off and passing kuberc flag are mutually exclusive");
    overrides.kuberc = "";
    CHECK(line_of_resolving(dir, overrides, {}) == start + "kuberc file is not found");
    CHECK(line_of_resolving(dir, {}, {{"KUBERC", dir / "none"}}) ==
          dir.fill(start + "kuberc error kuberc: open {dir}/none: no such file or directory"));

    dir.write(".kube/kuberc", "a: [");  // by itself it stops nothing
    home.erase("KUBERC");
    const auto notes = resolve(dir, {}, home).notes;
    REQUIRE(notes.size() == 1);
    CHECK(notes[0] == dir.fill("kuberc: no preferences loaded from {dir}/.kube/kuberc: no valid preferences "
                               "found in {dir}/.kube/kuberc, use --v=5 to see details"));
}
