#include "verbs/explain.hpp"

#include <doctest/doctest.h>

#include "scripted_session.hpp"

using namespace yare;

namespace {

const Scripted k_no_version_3{
    "GET /openapi/v3", 404, "404 page not found\n", {{"Content-Type", "text/plain"}}};

Scripted index_of(const std::string& paths) {
    return {"GET /openapi/v3", 200, R"({"paths":{)" + paths + "}}"};
}

const Scripted k_version_2{
    "GET /openapi/v2", 200,
    R"({"swagger":"2.0","paths":{"/x":{}},"definitions":{"Pod":{"description":"Pod is.","type":"object","properties":{
        "spec":{"$ref":"#/definitions/Spec"}},"x-kubernetes-group-version-kind":[{"group":"","version":"v1","kind":"Pod"}]},
        "Spec":{"type":"object","properties":{"nodeName":{"type":"string"}}}}})"};

const Scripted k_version_3{
    "GET /openapi/v3/api/v1?hash=AB%2F1", 200,
    R"({"paths":{"/api/v1/namespaces/{namespace}/pods":{"get":{"x-kubernetes-group-version-kind":{"group":"","version":"v1","kind":"Pod"}}}},
        "components":{"schemas":{"Pod":{"description":"Pod is.","properties":{"spec":{"$ref":"#/components/schemas/Spec"}},
        "x-kubernetes-group-version-kind":[{"group":"","version":"v1","kind":"Pod"}]},
        "Spec":{"properties":{"nodeName":{"type":"string"}}}}}})"};
const std::string k_v1_entry = R"("api/v1":{"serverRelativeURL":"/openapi/v3/api/v1?hash=AB%2F1"})";

// What is printed, the error behind it, and whether all of the script was used.
std::string explain_pods(const std::string& path, std::deque<Scripted> script, ExplainRequest request = {}) {
    ScriptedSession scripted(std::move(script));
    scripted.connection.server = "https://server:443/";
    request.path = path;
    request.output = request.output.empty() ? "plaintext" : request.output;
    std::string said;
    try {
        explain(scripted.session, request);
    } catch (const Error& error) {
        said = error.line();
    }
    return scripted.out.text() + said + scripted.transport.rest();
}

const std::string k_spec_2 =
    "KIND:     Pod\nVERSION:  v1\n\nRESOURCE: spec <Object>\n\nDESCRIPTION:\n     <empty>\n\nFIELDS:\n"
    "   nodeName\t<string>\n\n";
const std::string k_head_3 = "KIND:       Pod\nVERSION:    v1\n\n";
const std::string k_spec_3 =
    k_head_3 +
    "FIELD: spec <Spec>\n\n\nDESCRIPTION:\n    <empty>\nFIELDS:\n  nodeName\t<string>\n"
    "    <no description>\n\n\n";

}  // namespace

TEST_CASE("version 3 is asked for first, and of it one document") {
    CHECK(explain_pods("pods.spec", {index_of(k_v1_entry), k_version_3}) == k_spec_3);
    CHECK(explain_pods("pods.spec", {k_no_version_3, k_version_2}) == k_spec_2);
    CHECK(explain_pods("pods.spec", {{"GET /openapi/v3", 200, "<html>"}, k_version_2}) == k_spec_2);
    CHECK(explain_pods("pods.spec", {{"GET /openapi/v3", 403, "no"}, k_version_2}) == k_spec_2);
    CHECK(explain_pods("pods.spec", {k_version_2}, {"", "", "plaintext-openapiv2", false}) == k_spec_2);
}

TEST_CASE("errors of explain") {
    CHECK(explain_pods("pods.spec.nodename", {k_no_version_3, k_version_2}) ==
          "error: field \"nodename\" does not exist\n\nDid you mean this?\n\tnodeName");
    CHECK(explain_pods("pods.spec.nodename", {index_of(k_v1_entry), k_version_3}) ==
          k_head_3 + "error: field \"nodename\" does not exist\n\nDid you mean this?\n\tnodeName");
    CHECK(explain_pods("pods", {k_no_version_3}, {"", "", "x", false}) ==
          "error: failed to fetch list of groupVersions: the server could not find the requested resource");
    CHECK(explain_pods("pods", {index_of(k_v1_entry), k_version_3}, {"", "", "x", false}) ==
          "error: unrecognized format: x");
    CHECK(explain_pods("pods", {index_of(k_v1_entry)}, {"", "v2", "", false}) ==
          "error: couldn't find resource for \"/v2, Resource=pods\"");
    CHECK(explain_pods("pods", {k_no_version_3, k_version_2}, {"", "apps/v2", "", false}) ==
          "error: couldn't find resource for \"apps/v2, Kind=Pod\"");
    CHECK(explain_pods("pods", {index_of(k_v1_entry)}, {"", "a/b/c", "", false}) ==
          "error: unexpected GroupVersion string: a/b/c");
    CHECK(explain_pods("pods", {k_no_version_3, {"GET /openapi/v2", 200, R"({"definitions":{)"}}) ==
          "error: failed to parse the server's openapi schema: unexpected end of JSON input");
    CHECK(explain_pods("pods", {index_of(k_v1_entry), {"GET /openapi/v3/api/v1?hash=AB%2F1", 200, "[]"}}) ==
          "error: failed to parse openapi schema for api/v1: invalid character '[' looking for beginning of "
          "value");
    CHECK(explain_pods("", {}) == "error: a resource must be present, got: /, Resource=");
    CHECK(explain_pods("pods[0]", {}) == "error: invalid jsonpath syntax, first node must be field node");
    CHECK(explain_pods("pods}", {}) == "error: must pass in 1 jsonpath string");
}

TEST_CASE("an index leads nowhere but into the server") {
    for (const std::string url : {"", "http://elsewhere/x", "/openapi/v3/a b", "/x\\r\\nHost: y"}) {
        CAPTURE(url);
        CHECK(explain_pods("pods", {index_of(R"("api/v1":{"serverRelativeURL":")" + url + "\"}")})
                  .starts_with("error: the server's OpenAPI index leads to \""));
    }
}
