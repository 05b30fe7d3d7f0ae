#include "login/exec_credential.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "base/go_time.hpp"

using namespace yare;

namespace {

const std::string k_v1 = "client.authentication.k8s.io/v1";

// {v1} stands for the version.
std::string fill(std::string text) {
    for (auto at = text.find("{v1}"); at != std::string::npos; at = text.find("{v1}")) {
        text.replace(at, 4, k_v1);
    }
    return text;
}

std::string outcome(const std::string& output) {
    try {
        const auto answer = read_exec_answer(fill(output), k_v1);
        return "token " + answer.credentials.token +
               (answer.expires ? " until " + format_go_time(*answer.expires) : "");
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("exec info: with and without the cluster") {
    ExecLogin login;
    login.api_version = k_v1;
    CHECK(exec_info(login, false) == fill("{\"kind\":\"ExecCredential\",\"apiVersion\":\"{v1}\",\"spec\":{"
                                          "\"interactive\":false}}\n"));
    login.cluster = "{\"server\":\"https://h\",\"config\":null}";
    CHECK(exec_info(login, true) == fill("{\"kind\":\"ExecCredential\",\"apiVersion\":\"{v1}\",\"spec\":{"
                                         "\"cluster\":{\"server\":\"https://h\",\"config\":null},"
                                         "\"interactive\":true}}\n"));
}

// Every line was taken from kubectl 1.36.
TEST_CASE("exec answer: what kubectl takes, and its words for the rest") {
    const std::string meta = "couldn't get version/kind; json parse error: ";
    const std::string meta_type =
        "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string "
        "\"json:\\\"kind,omitempty\\\"\" }";
    const std::string internal =
        "exec plugin is configured to use API version {v1}, plugin returned version "
        "client.authentication.k8s.io/__internal";
    const std::string head = R"({"kind":"ExecCredential","apiVersion":"{v1}")";
    struct Case {
        std::string output, outcome;
    };
    const std::vector<Case> cases = {
        {head + R"(,"status":{"token":"t"}})", "token t"},
        {head + R"(,"unknown":[{}],"status":{"token":"t","more":1}})", "token t"},
        {" \n" + head + R"(,"status":{"token":"t"}} )", "token t"},
        {"kind: ExecCredential\napiVersion: {v1}\nstatus: {token: t}\n", "token t"},
        {head + R"(,"status":{"token":"t","expirationTimestamp":"2030-01-02T03:04:05+01:00"}})",
         "token t until 2030-01-02T02:04:05Z"},
        {head + R"(,"status":{"token":"t","expirationTimestamp":null}})", "token t"},
        {"", internal},
        {"  ", internal},
        {"null", internal},
        {"{}", internal},
        {R"({"kind":"ExecCredential"})", internal},
        {"hello",
         "decoding stdout: " + meta + "json: cannot unmarshal string into Go value of type " + meta_type},
        {"[]",
         "decoding stdout: " + meta + "json: cannot unmarshal array into Go value of type " + meta_type},
        {"5",
         "decoding stdout: " + meta + "json: cannot unmarshal number into Go value of type " + meta_type},
        {"{", "decoding stdout: " + meta + "unexpected end of JSON input"},
        {R"({"a":1} trailing)", "decoding stdout: " + meta + "invalid character 't' after top-level value"},
        {"a: b: c", "decoding stdout: yaml: mapping values are not allowed in this context"},
        {R"({"apiVersion":"{v1}"})", "exec plugin didn't return a status field"},
        {head + "}", "exec plugin didn't return a status field"},
        {head + R"(,"status":null})", "exec plugin didn't return a status field"},
        {R"({"Kind":"ExecCredential","apiversion":"{v1}","Status":{"Token":"t"}})",
         "exec plugin didn't return a status field"},
        {R"({"kind":"Foo","apiVersion":"{v1}"})",
         "decoding stdout: no kind \"Foo\" is registered for version \"{v1}\" in scheme "
         "\"pkg/client/auth/exec/exec.go:64\""},
        {R"({"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"x"}})",
         "exec plugin is configured to use API version {v1}, plugin returned version "
         "client.authentication.k8s.io/v1beta1"},
        {R"({"kind":"ExecCredential","apiVersion":"foo/v1","status":{"token":"x"}})",
         "decoding stdout: no kind \"ExecCredential\" is registered for version \"foo/v1\" in scheme "
         "\"pkg/client/auth/exec/exec.go:64\""},
        {R"({"kind":"ExecCredential","apiVersion":"a/b/c"})",
         "decoding stdout: unexpected GroupVersion string: a/b/c"},
        {R"({"kind":5,"apiVersion":"{v1}"})",
         "decoding stdout: " + meta +
             "json: cannot unmarshal number into Go struct field .kind of type string"},
        {head + R"(,"spec":5})",
         "decoding stdout: json: cannot unmarshal number into Go struct field ExecCredential.spec of type "
         "v1.ExecCredentialSpec"},
        {head + R"(,"status":[]})",
         "decoding stdout: json: cannot unmarshal array into Go struct field ExecCredential.status of type "
         "v1.ExecCredentialStatus"},
        {head + R"(,"status":{"token":5}})",
         "decoding stdout: json: cannot unmarshal number into Go struct field "
         "ExecCredentialStatus.status.token of type string"},
        {head + R"(,"status":{"token":"t","expirationTimestamp":5}})",
         "decoding stdout: json: cannot unmarshal number into Go struct field "
         "ExecCredentialStatus.status.expirationTimestamp of type string"},
        {head + R"(,"status":{"token":"t","expirationTimestamp":"bad"}})",
         "decoding stdout: parsing time \"bad\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"bad\" as "
         "\"2006\""},
        {head + R"(,"status":{}})", "exec plugin didn't return a token or cert/key pair"},
        {head + R"(,"status":{"clientCertificateData":"x"}})",
         "exec plugin returned only certificate or key, not both"},
        {head + R"(,"status":{"token":"t","clientKeyData":"x"}})",
         "exec plugin returned only certificate or key, not both"},
        {head + R"(,"status":{"clientCertificateData":"x","clientKeyData":"y"}})",
         "failed parsing client key/certificate: tls: failed to find any PEM data in certificate input"},
    };
    for (const auto& [output, expected] : cases) {
        CAPTURE(output);
        CHECK(outcome(output) == fill(expected));
    }
}

TEST_CASE("exec answer: bytes that are nothing") {
    CHECK(outcome(std::string(1000, '\0')).starts_with("decoding stdout: "));
    CHECK(outcome(std::string(200000, '[')).starts_with("decoding stdout: "));
    CHECK(outcome(std::string(200000, '{')).starts_with("decoding stdout: "));
    CHECK(outcome("\xff\xfe{").starts_with("decoding stdout: "));
}
