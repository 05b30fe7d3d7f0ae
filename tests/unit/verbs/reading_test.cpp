// get and list against a scripted server: what is sent, what is printed, what is said when it goes wrong.
#include <doctest/doctest.h>

#include <string>

#include "no_interrupt.hpp"
#include "scripted_transport.hpp"
#include "verbs/get.hpp"

using namespace yare;

namespace {

const std::string k_none = "&includeObject=None";

struct Outcome {
    std::string out, err, error, rest;
};

struct Call {
    GetRequest request;
    Format format;
    Connection connection;
    std::deque<Scripted> script;
    std::string manifest;  // at every URL

    Call() {
        connection.server = "https://server:443";
        request.selection.chunk_size = 2;
    }

    Outcome run() {
        ScriptedTransport transport(script);
        Outcome outcome;
        StringOutput out, err;
        Streams streams{-1, out, err, false};
        Client::Options options;
        options.sleep = [](Milliseconds) {};
        options.warn = [&](const std::string& text) { err.write("Warning: " + text + "\n"); };
        Client client(transport, std::move(options));
        Discovery discovery(
            [&](const HttpRequest& http) {
                auto answer = client.get_or_missing(http);
                return DiscoveryAnswer{answer.status, answer.content_type, answer.body};
            },
            {});
        NoInterrupt no_interrupt;
        Session session{connection,
                        client,
                        discovery,
                        streams,
                        std::chrono::sys_seconds{},
                        "yare",
                        [this](const std::string&) { return manifest; },
                        [] { return std::unique_ptr<Line>(); },
                        no_interrupt,
                        {},
                        ""};
        try {
            get(session, request, format);
        } catch (const Error& error) {
            outcome.error = error.line();
        }
        outcome.out = out.text();
        outcome.err = err.text();
        outcome.rest = transport.rest();
        return outcome;
    }
};

Call pods(Format::Kind kind, std::deque<Scripted> script) {
    Call call;
    call.request.targets.types = {{"pods"}};
    call.format.kind = kind;
    call.script = std::move(script);
    return call;
}

std::string table(const std::string& token, const std::string& rows) {
    return R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"continue":")" + token +
           R"("},"columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Age","type":"string"}],"rows":[)" +
           rows + "]}";
}

std::string row(const std::string& name) { return R"({"cells":[")" + name + R"(","5s"],"object":null})"; }

std::string status(int code, const std::string& reason, const std::string& message,
                   const std::string& more = "") {
    return R"({"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":")" + message +
           R"(","reason":")" + reason + "\"" + more + R"(,"code":)" + std::to_string(code) + "}";
}

std::string pod_list(const std::string& token, const std::string& names) {
    std::string items;
    for (const char name : names) {
        items += items.empty() ? "" : ",";
        items += std::string(R"({"metadata":{"name":")") + name + R"(","namespace":"default"}})";
    }
    return R"({"kind":"PodList","apiVersion":"v1","metadata":{"continue":")" + token + R"("},"items":[)" +
           items + "]}";
}

std::string json_list(const std::string& names) {
    std::string text = "{\n    \"apiVersion\": \"v1\",\n    \"items\": [";
    for (const char name : names) {
        text += text.back() == '[' ? "\n" : ",\n";
        text += std::string(
                    "        {\n            \"apiVersion\": \"v1\",\n            \"kind\": \"Pod\",\n        "
                    "    \"metadata\": {\n") +
                "                \"name\": \"" + name +
                "\",\n                \"namespace\": \"default\"\n            }\n        }";
    }
    text += names.empty() ? "]" : "\n    ]";
    return text +
           ",\n    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n    }\n}\n";
}

const std::string k_pods = "GET /api/v1/namespaces/default/pods";
const std::string k_expired = status(410, "Expired", "The provided continue parameter is too old");

}  // namespace

TEST_CASE("a table of two pages is one table, from one request a page") {
    const auto outcome =
        pods(Format::Kind::table,
             {{k_pods + "?includeObject=None&limit=2", 200, table("t=1", row("a") + "," + row("b"))},
              {k_pods + "?includeObject=None&limit=2&continue=t%3D1", 200, table("", row("longer"))}})
            .run();
    CHECK(outcome.error == "");
    CHECK(outcome.rest == "");
    CHECK(outcome.out == "NAME     AGE\na        5s\nb        5s\nlonger   5s\n");
}

TEST_CASE("an empty table says so, unless told not to") {
    auto call = pods(Format::Kind::table, {{k_pods + "?includeObject=None&limit=2", 200, table("", "")}});
    CHECK(call.run().err == "No resources found in default namespace.\n");
    call.request.ignore_not_found = true;
    CHECK(call.run().err == "");
    call.request.selection.all_namespaces = true;
    call.request.ignore_not_found = false;
    call.script = {{"GET /api/v1/pods?limit=2", 200, table("", "")}};
    CHECK(call.run().err == "No resources found\n");
}

TEST_CASE("of an empty list without a table kubectl does not know whether its type has namespaces") {
    for (const bool server_print : {true, false}) {
        auto call =
            pods(Format::Kind::table,
                 {{"GET /api/v1/nodes?limit=2", 200, R"({"kind":"NodeList","metadata":{},"items":[]})"}});
        call.request.targets.types = {{"nodes"}};
        call.format.server_print = server_print;
        if (server_print) {
            call.script.front() = {"GET /api/v1/nodes?includeObject=None&limit=2", 200, table("", "")};
        }
        CHECK(call.run().err ==
              (server_print ? "No resources found\n" : "No resources found in default namespace.\n"));
    }
}

TEST_CASE("a table whose second page fails is not printed at all") {
    for (const Scripted& second :
         {Scripted{"", 500, status(500, "InternalError", "boom")},
          Scripted{"", 200, table("", row("c")), {}, true},
          Scripted{"", 200, table("", row("c")).substr(0, 120)}, Scripted{"", 200, "<html>"}}) {
        Scripted exchange = second;
        exchange.target = k_pods + "?includeObject=None&limit=2&continue=t";
        const auto outcome =
            pods(Format::Kind::table,
                 {{k_pods + "?includeObject=None&limit=2", 200, table("t", row("a"))}, exchange})
                .run();
        CHECK(outcome.out == "");
        CHECK(outcome.error != "");
        CHECK(outcome.error.find('\n') == std::string::npos);
        CHECK(outcome.rest == "");
    }
}

TEST_CASE("a snapshot that expires between two pages is read again whole") {
    const auto outcome =
        pods(Format::Kind::table,
             {{k_pods + "?includeObject=None&limit=2", 200, table("t", row("a") + "," + row("b"))},
              {k_pods + "?includeObject=None&limit=2&continue=t", 410, k_expired},
              {k_pods + "?includeObject=None", 200, table("", row("a") + "," + row("c"))}})
            .run();
    CHECK(outcome.error == "");
    CHECK(outcome.rest == "");
    CHECK(outcome.out == "NAME   AGE\na      5s\nc      5s\n");
}

TEST_CASE("JSON goes on behind what was printed when the snapshot expires") {
    const auto outcome = pods(Format::Kind::json, {{k_pods + "?limit=2", 200, pod_list("t", "ab")},
                                                   {k_pods + "?limit=2&continue=t", 410, k_expired},
                                                   {k_pods, 200, pod_list("", "abcd")}})
                             .run();
    CHECK(outcome.error == "");
    CHECK(outcome.rest == "");
    CHECK(outcome.out == json_list("abcd"));
    CHECK(outcome.err.starts_with("Warning: pods: the server's snapshot expired"));
}

TEST_CASE("JSON that breaks off stays open") {
    const auto outcome =
        pods(Format::Kind::json, {{k_pods + "?limit=2", 200, pod_list("t", "ab")},
                                  {k_pods + "?limit=2&continue=t", 200, pod_list("", "cd"), {}, true, 40}})
            .run();
    CHECK(outcome.error == "Unable to connect to the server: unexpected EOF");
    CHECK(outcome.out.find("\"kind\": \"List\"") == std::string::npos);
}

TEST_CASE("an empty List is printed whole, and not at all with --ignore-not-found") {
    auto call = pods(Format::Kind::json, {{k_pods + "?limit=2", 200, pod_list("", "")}});
    CHECK(call.run().out == json_list(""));
    call.request.ignore_not_found = true;
    CHECK(call.run().out == "");
}

TEST_CASE("names come from the table's own name column") {
    const auto outcome =
        pods(Format::Kind::name,
             {{k_pods + "?includeObject=None&limit=2", 200, table("", row("a") + "," + row("b"))}})
            .run();
    CHECK(outcome.out == "pod/a\npod/b\n");
}

TEST_CASE("names come from the objects where the table does not tell") {
    const std::string odd =
        R"({"kind":"Table","metadata":{},"columnDefinitions":[{"name":"X"}],"rows":[{"cells":["x"]}]})";
    const auto outcome = pods(Format::Kind::name, {{k_pods + "?includeObject=None&limit=2", 200, odd},
                                                   {k_pods + "?limit=2", 200, pod_list("", "ab")}})
                             .run();
    CHECK(outcome.rest == "");
    CHECK(outcome.out == "pod/a\npod/b\n");
}

TEST_CASE("names come in the order of the list where the server sorts its table") {
    const std::string list =
        R"({"kind":"FlowSchemaList","metadata":{},"items":[{"metadata":{"name":"b"}},{"metadata":{"name":"a"}}]})";
    auto call = pods(Format::Kind::name,
                     {{"GET /apis/flowcontrol.apiserver.k8s.io/v1/flowschemas?limit=2", 200, list}});
    call.request.targets.types = {{"flowschemas"}};
    CHECK(call.run().out ==
          "flowschema.flowcontrol.apiserver.k8s.io/b\nflowschema.flowcontrol.apiserver.k8s.io/a\n");
}

TEST_CASE("one name is a bare object, several are a List with the errors behind it") {
    Call call;
    call.format.kind = Format::Kind::json;
    call.request.targets.objects = {{{"pods"}, "a"}};
    const std::string pod =
        R"({"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","namespace":"default"}})";
    call.script = {{k_pods + "/a", 200, pod}};
    CHECK(call.run().out.starts_with("{\n    \"apiVersion\": \"v1\",\n    \"kind\": \"Pod\""));

    call.request.targets.objects.push_back({{"pods"}, "gone"});
    call.script.push_back({k_pods + "/gone", 404,
                           status(404, "NotFound", "pods \\\"gone\\\" not found",
                                  R"(,"details":{"name":"gone","kind":"pods"})")});
    const auto outcome = call.run();
    CHECK(outcome.out == json_list("a"));
    CHECK(outcome.error == "Error from server (NotFound): pods \"gone\" not found");
    CHECK(outcome.rest == "");
}

TEST_CASE("manifests: what is good is fetched, and a single file is shown whole or not at all") {
    const std::string pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: x}\n";
    const std::string answer = R"({"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","namespace":"x"}})";
    const Scripted found{"GET /api/v1/namespaces/x/pods/a", 200, answer};
    const std::string not_yaml =
        "error parsing http://s/m: error converting YAML to JSON: yaml: line 1: did not find "
        "expected ',' or ']'";
    struct Row {
        std::string manifest;
        Format::Kind kind;
        std::string out, error;
    };
    for (const auto& row :
         {Row{pod, Format::Kind::name, "pod/a\n", ""},
          Row{pod + "---\na: [b\n", Format::Kind::name, "", "error: " + not_yaml},
          Row{pod + "---\na: [b\n", Format::Kind::table, "NAME   AGE\na      <unknown>\n", not_yaml}}) {
        Call call;
        call.request.files.names = {"http://s/m"};
        call.manifest = row.manifest;
        call.format.kind = row.kind;
        call.format.server_print = false;
        call.script = {found};
        const auto outcome = call.run();
        CHECK(outcome.out == row.out);
        CHECK(outcome.error == row.error);
        CHECK(outcome.rest == "");
    }
}

TEST_CASE("manifests: an unknown kind is told with its file, and the others are fetched") {
    Call call;
    call.request.files.names = {"http://s/m"};
    call.manifest =
        "apiVersion: foo.io/v1\nkind: Frob\nmetadata: {name: x}\n---\n"
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: x}\n";
    call.format.server_print = false;
    const std::string groups = R"({"kind":"APIGroupList","groups":[]})";
    call.script = {{"GET /api", 404, ""},
                   {"GET /apis", 200, groups},
                   {"GET /api/v1/namespaces/x/pods/a", 200,
                    R"({"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","namespace":"x"}})"}};
    const auto outcome = call.run();
    CHECK(outcome.out == "NAME   AGE\na      <unknown>\n");
    CHECK(outcome.error ==
          "resource mapping not found for name: \"x\" namespace: \"\" from \"http://s/m\": no matches for "
          "kind \"Frob\" in "
          "version \"foo.io/v1\"\nensure CRDs are installed first");
    CHECK(outcome.rest == "");
}

TEST_CASE("a server out of reach has no empty List") {
    auto call = pods(Format::Kind::json, {});
    for (int i = 0; i < 11; ++i) {
        call.script.push_back({k_pods + "?limit=2", 0, ""});
    }
    CHECK(call.run().out == "");
}

TEST_CASE("a missing namespace is named") {
    Call call;
    call.connection.namespace_name = "nowhere";
    call.request.targets.objects = {{{"pods"}, "a"}};
    call.script = {
        {"GET /api/v1/namespaces/nowhere/pods/a?includeObject=None", 404,
         status(404, "NotFound", "pods \\\"a\\\" not found", R"(,"details":{"name":"a","kind":"pods"})")},
        {"GET /api/v1/namespaces/nowhere", 404,
         status(404, "NotFound", "namespaces \\\"nowhere\\\" not found",
                R"(,"details":{"name":"nowhere","kind":"namespaces"})")}};
    const auto outcome = call.run();
    CHECK(outcome.error == "Error from server (NotFound): namespaces \"nowhere\" not found");
    CHECK(outcome.rest == "");
}

TEST_CASE("a busy server is asked again as Retry-After says, ten times at most") {
    const Scripted busy{k_pods + "?includeObject=None&limit=2",
                        429,
                        status(429, "TooManyRequests", "slow down"),
                        {{"Retry-After", "1"}}};
    auto call = pods(Format::Kind::table, {busy, busy, {busy.target, 200, table("", row("a"))}});
    CHECK(call.run().out == "NAME   AGE\na      5s\n");
    call.script = std::deque<Scripted>(11, busy);
    const auto outcome = call.run();
    CHECK(outcome.error == "Error from server (TooManyRequests): slow down");
    CHECK(outcome.rest == "");
    call.script = {{busy.target, 503, "no"}};
    CHECK(call.run().error ==
          "Error from server (ServiceUnavailable): the server is currently unable to handle the request (get "
          "pods)");
}

TEST_CASE("a 200 that is a Status is an error") {
    auto call = pods(Format::Kind::table,
                     {{k_pods + "?includeObject=None&limit=2", 200, status(500, "InternalError", "boom")}});
    CHECK(call.run().error == "Error from server (InternalError): boom");
    call.script = {{k_pods + "?includeObject=None&limit=2", 200, R"({"kind":"Pod"})"}};
    CHECK(call.run().error.find("is not a list") != std::string::npos);
}

TEST_CASE("answers without a Status") {
    struct Row {
        int code;
        const char* body;
        const char* expected;
    };
    const Row rows[] = {
        {403, "no\nway", "Error from server (Forbidden): no way"},
        {401, "",
         "error: You must be logged in to the server (the server has asked for the client to provide "
         "credentials (get pods))"},
        {502, "<html>\nbad\n</html>",
         "Error from server (InternalError): an error on the server (\"<html>\\nbad\\n</html>\") has "
         "prevented the request from succeeding (get pods)"},
        {418, "",
         "Error from server: the server responded with the status code 418 but did not return more "
         "information (get pods)"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.code);
        auto call = pods(
            Format::Kind::table,
            {{k_pods + "?includeObject=None&limit=2", row.code, row.body, {{"Content-Type", "text/html"}}}});
        const auto error = call.run().error;
        CHECK((error == row.expected || error == std::string(row.expected) + " (get pods)"));
    }
}

TEST_CASE("warnings of the server are shown once each, unescaped") {
    const std::vector<Header> headers = {{"Warning", R"(299 - "old \"API\" 100%25", 299 - "second")"},
                                         {"warning", "299 - \"second\""},
                                         {"Warning", "199 - \"not for people\""}};
    const auto outcome = pods(Format::Kind::table,
                              {{k_pods + "?includeObject=None&limit=2", 200, table("", row("a")), headers}})
                             .run();
    CHECK(outcome.err == "Warning: old \"API\" 100%25\nWarning: second\n");
}

TEST_CASE("combinations that mean nothing are refused before anything is sent") {
    Call call;
    call.request.targets.objects = {{{"pods"}, "a"}};
    call.request.selection.label_selector = "x=y";
    CHECK(call.run().error == "error: name cannot be provided when a selector is specified");
    call.request.targets.slash_form = true;
    CHECK(call.run().error ==
          "error: selectors and the all flag cannot be used when passing resource/name arguments");
    call.request.selection = {};
    call.request.selection.all_namespaces = true;
    CHECK(call.run().error == "error: a resource cannot be retrieved by name across all namespaces");
    auto bulk = pods(Format::Kind::table, {});
    bulk.request.subresource = "status";
    CHECK(bulk.run().error == "error: subresource cannot be used when bulk resources are specified");
}

TEST_CASE("a server that has only tables without names gives an error, not an end") {
    const std::string nameless = R"({"columnDefinitions":[{"name":"Age"}],"rows":[{"cells":["1d"]}]})";
    const auto outcome = pods(Format::Kind::name, {{k_pods + "?includeObject=None&limit=2", 200, nameless},
                                                   {k_pods + "?limit=2", 200, nameless}})
                             .run();
    CHECK(outcome.error == "error: the server sent a table without a column of names");
    CHECK(outcome.out.empty());
}
