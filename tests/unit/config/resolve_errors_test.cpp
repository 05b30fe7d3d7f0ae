#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "config/situation.hpp"

using namespace yare;
using yare::test::kubeconfig;
using yare::test::line_of_resolving;
using yare::test::TempDir;

namespace {

const std::string k_https = "server: 'https://127.0.0.1:1'";
const std::string k_exec = "apiVersion: client.authentication.k8s.io/v1, command: plug";

void write_files(const TempDir& dir) {
    dir.write("cert.pem", "CERT");
    dir.write("key.pem", "KEY");
    dir.write("empty", "");
    dir.write("blank", " \n");
}

}  // namespace

// The lines are those of kubectl 1.36 for the same kubeconfigs.
TEST_CASE("resolve errors: kubeconfigs that contradict themselves") {
    const TempDir dir;
    write_files(dir);
    struct Case {
        std::string cluster, user, line;
    };
    const std::vector<Case> cases = {
        {"certificate-authority: missing.pem", "token: a",
         "error: unable to read certificate-authority {dir}/missing.pem for c due to open {dir}/missing.pem: "
         "no such "
         "file or directory"},
        {"certificate-authority: cert.pem, certificate-authority-data: Q0E=", "token: a",
         "error: certificate-authority-data and certificate-authority are both specified for c. "
         "certificate-authority-data will override."},
        {"certificate-authority: cert.pem, insecure-skip-tls-verify: true", "token: a",
         "error: specifying a root certificates file with the insecure flag is not allowed"},
        {"certificate-authority: .", "token: a", "error: read {dir}: is a directory"},
        {"", "token: a, username: b, password: c",
         "error: more than one authentication method found for u; found [token basicAuth], only one is "
         "allowed"},
        {"", "token: a, password: c",
         "error: more than one authentication method found for u; found [token basicAuth], only one is "
         "allowed"},
        {"", "tokenFile: cert.pem, username: b",
         "error: username/password or bearer token may be set, but not both"},
        {"", "client-certificate: cert.pem",
         "error: client-key-data or client-key must be specified for u to use the clientCert authentication "
         "method."},
        {"", "client-certificate: cert.pem, client-certificate-data: Q0E=, client-key: key.pem",
         "error: client-cert-data and client-cert are both specified for u. client-cert-data will override."},
        {"", "client-certificate: cert.pem, client-key-data: Q0E=, client-key: key.pem",
         "error: client-key-data and client-key are both specified for u; client-key-data will override"},
        {"", "client-certificate: no.pem, client-key: key.pem",
         "error: unable to read client-cert {dir}/no.pem for u due to open {dir}/no.pem: no such file or "
         "directory"},
        {"", "client-certificate: no.pem, client-key: nokey.pem",
         "Error in configuration: \n"
         "* unable to read client-cert {dir}/no.pem for u due to open {dir}/no.pem: no such file or "
         "directory\n"
         "* unable to read client-key {dir}/nokey.pem for u due to open {dir}/nokey.pem: no such file or "
         "directory"},
        {"certificate-authority: missing.pem", "client-certificate: no.pem, client-key: key.pem",
         "Error in configuration: \n"
         "* unable to read client-cert {dir}/no.pem for u due to open {dir}/no.pem: no such file or "
         "directory\n"
         "* unable to read certificate-authority {dir}/missing.pem for c due to open {dir}/missing.pem: no "
         "such file or "
         "directory"},
        {"", "token: a, as-groups: [g]",
         "error: requesting uid, groups or user-extra for u without impersonating a user"},
        {"", "token: a, as-uid: '1'",
         "error: requesting uid, groups or user-extra for u without impersonating a user"},
        {"proxy-url: 'ftp://x'", "token: a",
         "error: invalid 'proxy-url' \"ftp://x\" for cluster \"c\": unsupported scheme \"ftp\", must be "
         "http, https, or "
         "socks5"},
        {"proxy-url: foo", "token: a",
         "error: invalid 'proxy-url' \"foo\" for cluster \"c\": unsupported scheme \"\", must be http, "
         "https, or "
         "socks5"},
        {"proxy-url: 'http://x:y z'", "token: a",
         "error: invalid 'proxy-url' \"http://x:y z\" for cluster \"c\": could not parse: http://x:y z"},
        {"proxy-url: '127.0.0.1:3128'", "token: a",
         "error: invalid 'proxy-url' \"127.0.0.1:3128\" for cluster \"c\": could not parse: 127.0.0.1:3128"},
        {"proxy-url: 'proxy:3128'", "token: a",
         "error: invalid 'proxy-url' \"proxy:3128\" for cluster \"c\": unsupported scheme \"proxy\", must be "
         "http, "
         "https, or socks5"},
        {"", "tokenFile: gone", "error: open {dir}/gone: no such file or directory"},
        {"", "tokenFile: .", "error: read {dir}: is a directory"},
        {"", "exec: {apiVersion: v1}",
         "Error in configuration: \n"
         "* command must be specified for u to use exec authentication plugin\n"
         "* interactiveMode must be specified for u to use exec authentication plugin"},
        {"", "exec: {command: a, interactiveMode: Never}",
         "error: apiVersion must be specified for u to use exec authentication plugin"},
        {"", "exec: {" + k_exec + "}",
         "error: interactiveMode must be specified for u to use exec authentication plugin"},
        {"", "token: a, exec: {" + k_exec + "}",
         "error: interactiveMode must be specified for u to use exec authentication plugin"},
        {"", "exec: {" + k_exec + ", interactiveMode: Foo}", "error: invalid interactiveMode for u: \"Foo\""},
        {"", "exec: {" + k_exec + ", interactiveMode: Never, env: [{value: a}]}",
         "error: env variable name must be specified for u to use exec authentication plugin"},
        {"", "exec: {" + k_exec + ", interactiveMode: Never}, auth-provider: {name: oidc}",
         "error: authProvider cannot be provided in combination with an exec plugin for u"},
        {"", "token: a", "no error"},
        {"", "token: a, tokenFile: gone", "no error"},
        {"", "tokenFile: cert.pem, password: b", "no error"},
        {"", "client-key: gone, token: a", "no error"},
        {"", "token: a, exec: {" + k_exec + ", interactiveMode: Never}", "no error"},
        {"", "username: a, exec: {" + k_exec + ", interactiveMode: Never}", "no error"},
        {"",
         "client-certificate: cert.pem, client-key: key.pem, exec: {" + k_exec + ", interactiveMode: Never}",
         "no error"},
        {"", "", "no error"},
        {"certificate-authority: empty", "", "no error"},
    };
    for (const auto& [cluster, user, line] : cases) {
        CAPTURE(cluster);
        CAPTURE(user);
        dir.write("config", kubeconfig(k_https + (cluster.empty() ? "" : ", " + cluster), user));
        CHECK(line_of_resolving(dir, {}) == dir.fill(line));
    }
}

TEST_CASE("resolve errors: entries that flags name") {
    const TempDir dir;
    dir.write("config", kubeconfig(k_https, "token: a"));
    struct Case {
        std::string context, cluster, user, ns, line;
    };
    const std::vector<Case> cases = {
        {"nope", "", "", "", "Error in configuration: context was not found for specified context: nope"},
        {"nope", "", "", "n", "error: context \"nope\" does not exist"},
        {"", "nope", "", "", "error: no server found for cluster \"nope\""},
        {"", "nope", "", "n", "error: cluster \"nope\" does not exist"},
        {"", "", "nope", "", "error: auth info \"nope\" does not exist"},
        {"", "", "nope", "n", "error: auth info \"nope\" does not exist"},
        {"x", "c", "u", "n", "no error"},
    };
    for (const auto& [context, cluster, user, ns, line] : cases) {
        Overrides overrides;
        overrides.context = context;
        overrides.cluster = cluster;
        overrides.user = user;
        overrides.namespace_name = ns;
        CHECK(line_of_resolving(dir, overrides) == line);
    }
    dir.write("config", "current-context: gone\n");
    CHECK(line_of_resolving(dir, {}) ==
          "Error in configuration: context was not found for specified context: gone");
}

TEST_CASE("resolve errors: flags") {
    const TempDir dir;
    write_files(dir);
    dir.write("config", kubeconfig(k_https + ", certificate-authority: cert.pem", "token: a"));
    const std::string without_user =
        "error: requesting uid, groups or user-extra for u without impersonating a user";
    Overrides overrides;
    overrides.username = "b";
    CHECK(line_of_resolving(dir, overrides) ==
          "error: more than one authentication method found for u; found [token basicAuth], only one is "
          "allowed");
    overrides = {};
    overrides.as_groups = {"g"};
    CHECK(line_of_resolving(dir, overrides) == without_user);
    overrides = {};
    overrides.as_uid = "1";
    CHECK(line_of_resolving(dir, overrides) == without_user);
    overrides = {};
    overrides.as_user_extra = {"g=1"};
    CHECK(line_of_resolving(dir, overrides) == without_user);
    overrides.as = "bob";
    overrides.as_user_extra = {"g"};
    CHECK(line_of_resolving(dir, overrides) ==
          "error: invalid argument \"g\" for \"--as-user-extra\" flag: g must be formatted as key=value");
    overrides = {};
    overrides.certificate_authority = "missing";
    CHECK(line_of_resolving(dir, overrides) ==
          "error: unable to read certificate-authority missing for c due to open missing: no such file or "
          "directory");
    overrides.certificate_authority = dir / "cert.pem";
    overrides.insecure_skip_tls_verify = true;
    CHECK(line_of_resolving(dir, overrides) ==
          "error: specifying a root certificates file with the insecure flag is not allowed");
    overrides = {};
    overrides.server = "foo/bar";
    CHECK(line_of_resolving(dir, overrides) == "error: host must be a URL or a host:port pair: \"foo/bar\"");
    overrides.server = "ftp://h";
    CHECK(line_of_resolving(dir, overrides) ==
          "Unable to connect to the server: unsupported protocol scheme \"ftp\"");
    overrides.server = "http://h";
    CHECK(line_of_resolving(dir, overrides, {{"HTTP_PROXY", "http://p"}, {"REQUEST_METHOD", "GET"}}) ==
          "Unable to connect to the server: refusing to use HTTP_PROXY value in CGI environment; see "
          "golang.org/s/cgihttpproxy");
}

TEST_CASE("resolve errors: better than kubectl, which prompts") {
    const TempDir dir;
    write_files(dir);
    struct Case {
        std::string cluster, user, line;
    };
    const std::vector<Case> cases = {
        {"", "tokenFile: empty", "error: read empty token from file \"{dir}/empty\""},
        {"", "tokenFile: blank", "error: read empty token from file \"{dir}/blank\""},
        {"proxy-url: 'http:foo'", "token: a",
         "error: invalid 'proxy-url' \"http:foo\" for cluster \"c\": could not parse: http:foo"},
        {"proxy-url: 'http://'", "token: a",
         "error: invalid 'proxy-url' \"http://\" for cluster \"c\": could not parse: http://"},
    };
    for (const auto& [cluster, user, line] : cases) {
        CAPTURE(cluster);
        CAPTURE(user);
        dir.write("config", kubeconfig(k_https + (cluster.empty() ? "" : ", " + cluster), user));
        CHECK(line_of_resolving(dir, {}) == dir.fill(line));
    }
}
