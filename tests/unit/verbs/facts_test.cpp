// api-resources, api-versions, version, auth, cluster-info against a scripted server.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "../discovery/sample_documents.hpp"
#include "../discovery/temporary_directory.hpp"
#include "scripted_session.hpp"
#include "verbs/access.hpp"
#include "verbs/api_resources.hpp"
#include "verbs/cluster.hpp"
#include "verbs/empty_times.hpp"
#include "verbs/version.hpp"
#include "verbs/whoami.hpp"

using namespace yare;
using Texts = std::vector<std::string>;

namespace {

const std::vector<Header> k_aggregated = {
    {"Content-Type", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"}};
const std::vector<Header> k_plain = {{"Content-Type", "application/json"}};

/// A session whose discovery asks the same script.
struct Stage {
    explicit Stage(std::deque<Scripted> script)
        : scripted(std::make_unique<ScriptedSession>(std::move(script))) {
        scripted->connection.server = "https://server:443";
        scripted->connection.namespace_name = "shop";
    }

    /// Runs `call`; `error` is what it threw.
    template <class Call>
    void run(const Call& call) {
        auto& own = scripted->session;
        Discovery discovery(
            [&](const HttpRequest& http) {
                auto answer = scripted->client.get_or_missing(http);
                return DiscoveryAnswer{answer.status, answer.content_type, answer.body};
            },
            options);
        Session session{own.connection, own.client,    discovery,     own.streams,     own.now, own.program,
                        own.get_url,    own.open_line, own.interrupt, own.open_editor, "",      environment};
        try {
            call(session);
        } catch (const Error& failure) {
            error = failure.line();
        }
    }

    std::string out() const { return scripted->out.text(); }
    std::string err() const { return scripted->err.text(); }
    std::string rest() const { return scripted->transport.rest(); }
    std::string body(std::size_t index) const { return scripted->transport.seen.at(index).body; }

    std::unique_ptr<ScriptedSession> scripted;
    Discovery::Options options;
    Environment environment;
    std::string error;
};

std::string resource(const std::string& group, const std::string& version, const std::string& plural,
                     const std::string& kind, const std::string& more) {
    return R"({"resource":")" + plural + R"(","responseKind":{"group":")" + group + R"(","version":")" +
           version + R"(","kind":")" + kind + R"("},"singularResource":"one")" + more + "}";
}

const std::string k_pods = resource("", "v1", "pods", "Pod",
                                    R"(,"scope":"Namespaced","verbs":["get","list"],"shortNames":["po"],)"
                                    R"("categories":["all","x"])");
const std::string k_nodes = resource("", "v1", "nodes", "Node", R"(,"scope":"Cluster","verbs":["get"])");
const std::string k_silent = resource("", "v1", "silents", "Silent", R"(,"scope":"Cluster","verbs":[])");

std::string version_of(const std::string& name, const std::string& resources,
                       const std::string& freshness = "Current") {
    return R"({"version":")" + name + R"(","freshness":")" + freshness + R"(","resources":[)" + resources +
           "]}";
}

std::string group_of(const std::string& name, const std::string& versions) {
    return R"({"metadata":{"name":")" + name + R"("},"versions":[)" + versions + "]}";
}

std::string group_list(const std::string& groups) {
    return R"({"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[)" + groups +
           "]}";
}

std::deque<Scripted> served(const std::string& apis) {
    return {
        {"GET /api", 200, group_list(group_of("", version_of("v1", k_pods + "," + k_nodes + "," + k_silent))),
         k_aggregated},
        {"GET /apis", 200, group_list(apis), k_aggregated}};
}

// Served in two versions, of which the older has one resource more.
const std::string k_apps = group_of(
    "apps",
    version_of("v2", resource("apps", "v2", "sets", "Set", R"(,"scope":"Namespaced","verbs":["get"])")) +
        "," +
        version_of(
            "v1",
            resource("apps", "v1", "sets", "Set", R"(,"scope":"Namespaced","verbs":["get"])") + "," +
                resource("apps", "v1", "olds", "Ald", R"(,"scope":"Namespaced","verbs":["get","list"])")));

Stage resources(const ApiResourcesRequest& request, Format::Kind kind = Format::Kind::table,
                const std::string& apis = k_apps, bool no_headers = false) {
    Stage stage(served(apis));
    Format format;
    format.kind = kind;
    format.no_headers = no_headers;
    stage.run([&](Session& session) { print_api_resources(session, request, format); });
    CHECK(stage.rest() == "");
    return stage;
}

std::string names(const ApiResourcesRequest& request) { return resources(request, Format::Kind::name).out(); }

}  // namespace

TEST_CASE("resources are printed once each, in their group's preferred version") {
    const auto stage = resources({});
    CHECK(stage.error == "");
    CHECK(stage.out() ==
          "NAME    SHORTNAMES   APIVERSION   NAMESPACED   KIND\n"
          "nodes                v1           false        Node\n"
          "pods    po           v1           true         Pod\n"
          "olds                 apps/v1      true         Ald\n"
          "sets                 apps/v2      true         Set\n");
    CHECK(resources({}, Format::Kind::wide, "", true).out() ==
          "nodes         v1    false   Node   get        \n"
          "pods    po    v1    true    Pod    get,list   all,x\n");
}

TEST_CASE("resources can be chosen and sorted") {
    using Order = ApiResourcesRequest::Order;
    CHECK(names({.group = ""}) == "nodes\npods\n");
    CHECK(names({.group = "apps"}) == "olds.apps\nsets.apps\n");
    CHECK(names({.group = "none"}) == "");
    CHECK(names({.namespaced = false}) == "nodes\n");
    CHECK(names({.verbs = {"get", "list"}}) == "pods\nolds.apps\n");
    CHECK(names({.categories = {"x", "all"}}) == "pods\n");
    CHECK(names({.categories = {"x", "y"}}) == "");
    CHECK(names({.order = Order::by_name}) == "nodes\nolds.apps\npods\nsets.apps\n");
    CHECK(names({.order = Order::by_kind}) == "olds.apps\nnodes\npods\nsets.apps\n");
    CHECK(resources({.group = "none"}).out() == "NAME   SHORTNAMES   APIVERSION   NAMESPACED   KIND\n");
}

TEST_CASE("resources as a list have Go's order of members") {
    CHECK(resources({.verbs = {"list"}, .categories = {"all"}}, Format::Kind::json).out() ==
          R"({
    "kind": "APIResourceList",
    "apiVersion": "v1",
    "groupVersion": "",
    "resources": [
        {
            "name": "pods",
            "singularName": "one",
            "namespaced": true,
            "version": "v1",
            "kind": "Pod",
            "verbs": [
                "get",
                "list"
            ],
            "shortNames": [
                "po"
            ],
            "categories": [
                "all",
                "x"
            ]
        }
    ]
}
)");
    CHECK(resources({.group = "none"}, Format::Kind::yaml).out() ==
          "apiVersion: v1\ngroupVersion: \"\"\nkind: APIResourceList\nresources: null\n");
}

TEST_CASE("what an older server says of a resource is kept, in the cache too") {
    const TemporaryDirectory directory;
    const auto ask = [&](std::deque<Scripted> script, bool cached) {
        Stage stage(std::move(script));
        stage.options.cache_file = directory.path() + "/cache";
        Format format;
        format.kind = Format::Kind::json;
        stage.run(
            [&](Session& session) { print_api_resources(session, {.group = "", .cached = cached}, format); });
        CHECK(stage.error == "");
        CHECK(stage.rest() == "");
        return stage.out();
    };
    const std::deque<Scripted> script = {
        {"GET /api", 200, R"({"kind":"APIVersions","versions":["v1"]})"},
        {"GET /apis", 200, R"({"kind":"APIGroupList","groups":[]})"},
    };
    auto whole = script;
    whole.insert(
        whole.begin() + 1,
        {"GET /api/v1", 200,
         R"({"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"pods","singularName":"",)"
         R"("namespaced":true,"kind":"Pod","verbs":["get"],"storageVersionHash":"xPOwRZ+Yhw8="}]})"});
    const auto first = ask(whole, false);
    CHECK(first.find(R"("singularName": "",)") != std::string::npos);
    CHECK(first.find(R"("storageVersionHash": "xPOwRZ+Yhw8=")") != std::string::npos);
    CHECK(ask({}, true) == first);
    CHECK(ask(whole, false) == first);  // not from the cache unless told so
}

TEST_CASE("groups that cannot be asked are told behind the others") {
    auto stage = resources({}, Format::Kind::name,
                           group_of("b.io", version_of("v1", "", "Stale")) + "," +
                               group_of("a.io", version_of("v1", "", "Stale")));
    CHECK(stage.out() == "nodes\npods\n");
    CHECK(
        stage.error ==
        "error: unable to retrieve the complete list of server APIs: a.io/v1: stale GroupVersion discovery: "
        "a.io/v1, b.io/v1: stale GroupVersion discovery: b.io/v1");
}

TEST_CASE("group versions are two requests and sorted") {
    Stage stage(served(k_apps + "," + group_of("a.io", version_of("v1", "", "Stale"))));
    stage.run([](Session& session) { print_api_versions(session); });
    CHECK(stage.out() == "apps/v1\napps/v2\nv1\n");
    CHECK(stage.rest() == "");

    Stage older({{"GET /api", 200, samples::k_api_versions}, {"GET /apis", 200, samples::k_api_group_list}});
    older.run([](Session& session) { print_api_versions(session); });
    CHECK(older.error == "");
    CHECK(older.rest() == "");
    CHECK(older.out().find("apps/v1\n") == 0);
    CHECK(older.out().ends_with("\nv1\n"));

    Stage broken({{"GET /api", 403, "go away", {{"Content-Type", "text/plain"}}}});
    broken.run([](Session& session) { print_api_versions(session); });
    CHECK(broken.error == "error: couldn't get available api versions from server: go away");
    CHECK(broken.out() == "");
}

TEST_CASE("versions that are too far apart are warned about") {
    struct Row {
        const char* client;
        const char* server;
        const char* warning;
    };
    const Row rows[] = {
        {"v1.36.4+yare.0.1.0", "v1.36.0", ""},
        {"v1.36.4", "v1.35.9-gke.01a", ""},
        {"v1.36.4", "1.37.0-alpha.1+x.y", ""},
        {"v1.36.4", " v1.38.0 ",
         "version difference between client (1.36) and server (1.38) exceeds the supported minor version "
         "skew "
         "of +/-1"},
        {"v1.36.4", "v1.20.2",
         "version difference between client (1.36) and server (1.20) exceeds the supported minor version "
         "skew "
         "of +/-1"},
        {"v1.36.4", "v2.36.4",
         "version difference between client (1.36) and server (2.36) exceeds the supported minor version "
         "skew "
         "of +/-1"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.server);
        CHECK(skew_warning(row.client, row.server) == row.warning);
    }
}

TEST_CASE("what is no version is said") {
    struct Row {
        const char* server;
        const char* error;
    };
    const Row rows[] = {
        {"", R"(could not parse "" as version)"},
        {"abc", R"(could not parse "abc" as version)"},
        {"v1.36", R"(illegal version string "v1.36")"},
        {"v1.2.3.4", R"(illegal version string "v1.2.3.4")"},
        {"v1.02.3", R"(illegal zero-prefixed version component "02" in "v1.02.3")"},
        {"v1.2.3_4", R"(could not parse pre-release/metadata (_4) in version "v1.2.3_4")"},
        {"v1.2.3-", R"(could not parse pre-release/metadata (-) in version "v1.2.3-")"},
        {"v1.2.3-a..b", R"(could not parse pre-release/metadata (-a..b) in version "v1.2.3-a..b")"},
        {"v1.2.3-01", R"(illegal zero-prefixed version component "01" in "v1.2.3-01")"},
        {"v1.99999999999999999999.3",
         R"(illegal non-numeric version component "99999999999999999999" in "v1.99999999999999999999.3": )"
         R"(strconv.ParseUint: parsing "99999999999999999999": value out of range)"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.server);
        std::string error;
        try {
            skew_warning("v1.36.4", row.server);
        } catch (const Error& failure) {
            error = failure.what();
        }
        CHECK(error == std::string("server version error: ") + row.error);
    }
}

TEST_CASE("the client's version is kubectl's with its own behind it") {
    CHECK(client_version().starts_with("v1.36."));
    CHECK(client_version().find("+yare.") != std::string::npos);
    CHECK(client_version_text(VersionFormat::lines) == "Client Version: " + client_version() + "\n");
    const auto json = client_version_text(VersionFormat::json);
    CHECK(
        json.starts_with("{\n  \"clientVersion\": {\n    \"major\": \"1\",\n    \"minor\": \"36\",\n    "
                         "\"gitVersion\": \"v1."));
    CHECK(json.ends_with("\n  }\n}\n"));
    const auto yaml = client_version_text(VersionFormat::yaml);
    CHECK(yaml.find("\n  gitVersion: " + client_version() + "\n") != std::string::npos);
    CHECK(yaml.ends_with("\n\n"));
}

TEST_CASE("the server's version is printed as kubectl knows it") {
    const Scripted answer{"GET /version", 200,
                          R"({"unknown":1,"platform":"p","gitVersion":"v1.37.1","major":"1","minor":"37+",)"
                          R"("emulationMajor":"1","minCompatibilityMinor":""})"};
    Stage lines({answer});
    lines.run([](Session& session) { print_version(session, {}); });
    CHECK(lines.out() == "Client Version: " + client_version() + "\nServer Version: v1.37.1\n");
    CHECK(lines.err() == "");
    CHECK(lines.error == "");

    Stage json({answer});
    json.run([](Session& session) { print_version(session, {VersionFormat::json}); });
    CHECK(json.out().ends_with(R"(
  "serverVersion": {
    "major": "1",
    "minor": "37+",
    "emulationMajor": "1",
    "gitVersion": "v1.37.1",
    "gitCommit": "",
    "gitTreeState": "",
    "buildDate": "",
    "goVersion": "",
    "compiler": "",
    "platform": "p"
  }
}
)"));
}

TEST_CASE("a server far away is warned about, and one that fails told of behind the client") {
    const Scripted old{"GET /version", 200, R"({"gitVersion":"v1.20.2"})"};
    const std::string apart =
        "version difference between client (1.36) and server (1.20) exceeds the supported minor version skew "
        "of +/-1";
    Stage warned({old});
    warned.run([](Session& session) { print_version(session, {}); });
    CHECK(warned.err() == "Warning: " + apart + "\n");
    CHECK(warned.error == "");
    Stage strict({old});
    strict.run([](Session& session) { print_version(session, {VersionFormat::lines, true}); });
    CHECK(strict.err() == "");
    CHECK(strict.error == "error: " + apart);

    struct Row {
        Scripted answer;
        const char* error;
    };
    const Row rows[] = {
        {{"GET /version", 403, "no", {{"Content-Type", "text/plain"}}}, "Error from server (Forbidden): no"},
        {{"GET /version", 200, "<html>"},
         "error: unable to parse the server version: invalid character '<' looking for beginning of value"},
    };
    for (const auto& row : rows) {
        Stage stage({row.answer});
        stage.run([](Session& session) { print_version(session, {}); });
        CHECK(stage.out() == "Client Version: " + client_version() + "\n");
        CHECK(stage.error == row.error);
    }
}

namespace {

const std::string k_reviews = "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

Scripted judged(const std::string& status) {
    return {k_reviews, 201, R"({"kind":"SelfSubjectAccessReview","status":)" + status + "}"};
}

std::string review_of(const std::string& spec) {
    return R"({"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","spec":{)" + spec +
           "}}";
}

}  // namespace

TEST_CASE("a question about a resource, its answer and its exit code") {
    struct Row {
        CanIRequest request;
        const char* status;
        const char* attributes;
        const char* out;
        int code;
    };
    const Row rows[] = {
        {{.verb = "get", .type = "Deploy"},
         R"({"allowed":true,"reason":"because"})",
         R"("namespace":"shop","verb":"get","group":"apps","resource":"deployments")",
         "yes\n",
         0},
        {{.verb = "get", .type = "pods", .name = "web", .subresource = "log", .all_namespaces = true},
         R"({"allowed":false,"reason":"none","evaluationError":"oops"})",
         R"("verb":"get","resource":"pods","subresource":"log","name":"web")",
         "no - none - oops\n",
         1},
        {{.verb = "*", .type = "*"},
         R"({"allowed":false})",
         R"("namespace":"shop","verb":"*","resource":"*")",
         "no\n",
         1},
        {{.verb = "get", .type = "po", .quiet = true},
         R"({})",
         R"("namespace":"shop","verb":"get","resource":"pods")",
         "",
         1},
    };
    for (const auto& row : rows) {
        CAPTURE(row.attributes);
        Stage stage({judged(row.status)});
        int code = -1;
        stage.run([&](Session& session) { code = can_i(session, row.request); });
        CHECK(stage.error == "");
        CHECK(stage.body(0) == review_of(R"("resourceAttributes":{)" + std::string(row.attributes) + "}"));
        CHECK(stage.out() == row.out);
        CHECK(stage.err() == "");
        CHECK(code == row.code);
    }
}

TEST_CASE("a question about a path") {
    Stage stage({judged(R"({"allowed":true})")});
    stage.run([](Session& session) { can_i(session, {.verb = "frob", .path = "/logs/\""}); });
    CHECK(stage.body(0) == review_of(R"("nonResourceAttributes":{"path":"/logs/\"","verb":"frob"})"));
    CHECK(stage.out() == "yes\n");
    CHECK(stage.err() == "Warning: verb 'frob' is not a known verb\n\n");
}

TEST_CASE("odd questions are warned about and asked all the same") {
    struct Row {
        CanIRequest request;
        bool discovers;
        const char* err;
        const char* attributes;
    };
    const Row rows[] = {
        {{.verb = "get", .type = "nodes"},
         false,
         "Warning: resource 'nodes' is not namespace scoped\n\n",
         R"("namespace":"shop","verb":"get","resource":"nodes")"},
        {{.verb = "frob", .type = "nodes", .all_namespaces = true},
         false,
         "",
         R"("verb":"frob","resource":"nodes")"},
        {{.verb = "get", .type = "crd"},
         false,
         "Warning: resource 'customresourcedefinitions' is not namespace scoped in group "
         "'apiextensions.k8s.io'\n\n",
         R"("namespace":"shop","verb":"get","group":"apiextensions.k8s.io","resource":"customresourcedefinitions")"},
        {{.verb = "frob", .type = "Foos"},
         true,
         "Warning: the server doesn't have a resource type 'foos'\n\nWarning: verb 'frob' is not a known "
         "verb\n\n",
         R"("namespace":"shop","verb":"frob","resource":"Foos")"},
        {{.verb = "get", .type = "foos.v1.bar"},
         true,
         "Warning: the server doesn't have a resource type 'foos' in group 'v1.bar'\n\n",
         R"("namespace":"shop","verb":"get","resource":"foos.v1.bar")"},
        {{.verb = "impersonate", .type = "users"},
         true,
         "",
         R"("namespace":"shop","verb":"impersonate","resource":"users")"},
        // A kind alone is no type here.
        {{.verb = "get", .type = "Ald.apps"},
         true,
         "Warning: the server doesn't have a resource type 'ald' in group 'apps'\n\n",
         R"("namespace":"shop","verb":"get","resource":"Ald.apps")"},
        {{.verb = "get", .type = "olds.apps"},
         true,
         "",
         R"("namespace":"shop","verb":"get","group":"apps","resource":"olds")"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.attributes);
        auto script = row.discovers ? served(k_apps) : std::deque<Scripted>();
        const auto asked = script.size();
        script.push_back(judged(R"({"allowed":true})"));
        Stage stage(script);
        stage.run([&](Session& session) { can_i(session, row.request); });
        CHECK(stage.error == "");
        CHECK(stage.err() == row.err);
        CHECK(stage.body(asked) ==
              review_of(R"("resourceAttributes":{)" + std::string(row.attributes) + "}"));
    }
}

TEST_CASE(
    "where discovery fails, a question about an unknown type is asked all the same, or the server is gone") {
    Stage forbidden(
        {{"GET /api", 403, "no", {{"Content-Type", "text/plain"}}}, judged(R"({"allowed":true})")});
    forbidden.run([](Session& session) { can_i(session, {.verb = "get", .type = "foos"}); });
    CHECK(forbidden.out() == "yes\n");
    CHECK(forbidden.err() == "Warning: no\n\n");

    auto script = served(group_of("foo.io", version_of("v1", "", "Stale")));
    script.push_back(judged(R"({"allowed":true})"));
    Stage stale(script);
    stale.run([](Session& session) { can_i(session, {.verb = "get", .type = "foos"}); });
    CHECK(stale.err() ==
          "Warning: cannot tell whether the server has a resource type \"foos\": unable to retrieve the "
          "complete list of server APIs: foo.io/v1: stale GroupVersion discovery: foo.io/v1\n\n");
}

TEST_CASE("all that is allowed, one line each") {
    Stage stage({{"POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews", 201, R"({"status":{
        "resourceRules":[
            {"verbs":["get","list"],"apiGroups":["","apps"],"resources":["pods","pods/log"]},
            {"verbs":["watch","get"],"apiGroups":[""],"resources":["pods"]},
            {"verbs":["get"],"apiGroups":[""],"resources":["configmaps"],"resourceNames":["a","b"]},
            {"verbs":["*"],"apiGroups":["*"],"resources":["*"]}],
        "nonResourceRules":[{"verbs":["get","post"],"nonResourceURLs":["/healthz"]}],
        "incomplete":true,"evaluationError":"no idea"}})"}});
    stage.run([](Session& session) { print_access_list(session, {}); });
    CHECK(stage.error == "");
    CHECK(
        stage.body(0) ==
        R"({"kind":"SelfSubjectRulesReview","apiVersion":"authorization.k8s.io/v1","spec":{"namespace":"shop"}})");
    CHECK(stage.err() == "Warning: the list may be incomplete: no idea\n");
    CHECK(stage.out() ==
          "Resources       Non-Resource URLs   Resource Names   Verbs\n"
          "*.*             []                  []               [*]\n"
          "pods            []                  []               [get list watch]\n"
          "pods/log        []                  []               [get list]\n"
          "pods.apps/log   []                  []               [get list]\n"
          "pods.apps       []                  []               [get list]\n"
          "                [/healthz]          []               [get]\n"
          "configmaps      []                  [a]              [get]\n"
          "configmaps      []                  [b]              [get]\n"
          "                [/healthz]          []               [post]\n");

    Stage bare({{"POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews", 201, R"({"status":{}})"}});
    bare.run([](Session& session) { print_access_list(session, {true}); });
    CHECK(bare.out() == "");
}

namespace {

Scripted self(const std::string& version, int status, const std::string& body) {
    return {"POST /apis/authentication.k8s.io/" + version + "/selfsubjectreviews", status, body};
}

const std::string k_missing =
    R"({"kind":"Status","apiVersion":"v1","reason":"NotFound","message":"no such thing","code":404})";
const std::string k_self =
    R"({"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1beta1","metadata":{"creationTimestamp":null},)"
    R"("status":{"userInfo":{"username":"jane","uid":"7","groups":["a","b"],"extra":{"z":["1"],"k":["2","3"]}}}})";

Stage who(std::deque<Scripted> script, Format format = {}) {
    Stage stage(std::move(script));
    stage.run([&](Session& session) { who_am_i(session, format); });
    CHECK(stage.rest() == "");
    return stage;
}

}  // namespace

TEST_CASE("who one is, from the newest API that the server has") {
    const auto stage = who({self("v1", 404, k_missing), self("v1beta1", 201, k_self)});
    CHECK(stage.error == "");
    CHECK(stage.body(1) ==
          R"({"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1beta1","metadata":{}})");
    CHECK(stage.out() ==
          "ATTRIBUTE   VALUE\n"
          "Username    jane\n"
          "UID         7\n"
          "Groups      [a b]\n"
          "Extra: k    [2 3]\n"
          "Extra: z    [1]\n");
    Format json;
    json.kind = Format::Kind::json;
    CHECK(who({self("v1", 201, k_self)}, json).out().starts_with(R"({
    "kind": "SelfSubjectReview",
    "apiVersion": "authentication.k8s.io/v1beta1",
    "metadata": {},
    "status": {)"));
    CHECK(who({self("v1", 201, "{}")}).out() == "ATTRIBUTE   VALUE\n");
}

TEST_CASE("who one is cannot always be told") {
    CHECK(who({self("v1", 404, k_missing), self("v1beta1", 404, k_missing), self("v1alpha1", 404, k_missing)})
              .error == "error: the selfsubjectreviews API is not enabled in the cluster");
    const std::string forbidden =
        R"({"kind":"Status","apiVersion":"v1","reason":"Forbidden","message":"no","code":403})";
    CHECK(who({self("v1", 404, k_missing), self("v1beta1", 403, forbidden)}).error ==
          "error: the selfsubjectreviews API is not enabled in the cluster or you do not have permission to "
          "call it");
    const std::string broken =
        R"({"kind":"Status","apiVersion":"v1","reason":"InternalError","message":"oops","code":500})";
    CHECK(who({self("v1", 500, broken)}).error == "Error from server (InternalError): oops");
}

namespace {

const std::string k_services =
    "GET /api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue";

std::string service(const std::string& name, const std::string& ports, const std::string& status = "{}",
                    const std::string& labels = "{}") {
    return R"({"metadata":{"name":")" + name + R"(","namespace":"kube-system","labels":)" + labels +
           R"(},"spec":{"ports":)" + ports + R"(},"status":)" + status + "}";
}

Stage places(const Scripted& answer) {
    Stage stage({answer});
    stage.run([](Session& session) { print_cluster_info(session, {"kube-system"}); });
    return stage;
}

const std::string k_more =
    "\nTo further debug and diagnose cluster problems, use 'yare cluster-info dump'.\n";

}  // namespace

TEST_CASE("services of the cluster are shown with their links") {
    const auto stage = places(
        {k_services, 200,
         R"({"items":[)" + service("dns", R"([{"name":"udp","port":53},{"name":"tcp","port":53}])") + "," +
             service("bare", "null") + "," + service("plain", R"([{"port":80}])") + "," +
             service("secure", R"([{"port":443}])", "{}", R"({"kubernetes.io/name":"Safe"})") + "," +
             service("named", R"([{"name":"https","port":8443}])") + "," +
             service("lb", R"([{"port":80},{"port":81}])",
                     R"({"loadBalancer":{"ingress":[{"ip":"1.2.3.4"},{"ip":"5.6.7.8"}]}})") +
             "," +
             service("host", R"([{"port":80}])", R"({"loadBalancer":{"ingress":[{"hostname":"a.b"}]}})") +
             "]}"});
    const std::string proxy = "https://server:443/api/v1/namespaces/kube-system/services/";
    CHECK(stage.error == "");
    CHECK(stage.out() ==
          "Kubernetes control plane is running at https://server:443\n"
          "dns is running at " +
              proxy +
              "dns:udp/proxy\n"
              "bare is running at " +
              proxy +
              "bare/proxy\n"
              "plain is running at " +
              proxy +
              "plain/proxy\n"
              "Safe is running at " +
              proxy +
              "https:secure:/proxy\n"
              "named is running at " +
              proxy +
              "https:named:https/proxy\n"
              "lb is running at http://1.2.3.4:80 http://1.2.3.4:81 \n"
              "host is running at http://a.b:80 \n" +
              k_more);
}

TEST_CASE("what to do next is said before an error, too") {
    const auto stage = places({k_services, 403, "no", {{"Content-Type", "text/plain"}}});
    CHECK(stage.out() == k_more);
    CHECK(stage.error == "Error from server (Forbidden): no (get services)");
}

TEST_CASE("times that are not set are left out") {
    const std::string member = R"("creationTimestamp":null)";
    const char* const same[] = {"",
                                "{}",
                                R"({"a":"creationTimestamp"})",
                                R"({"a":"\"creationTimestamp\":null,"})",
                                R"({"a\"creationTimestamp":null})",
                                R"({"creationTimestamp": null})",
                                R"({"creationTimestamp":nullx})"};
    for (const auto* text : same) {
        CHECK(without_empty_times(text) == text);
    }
    CHECK(without_empty_times("{" + member + "}") == "{}");
    CHECK(without_empty_times("{" + member + ",\"a\":1}") == "{\"a\":1}");
    CHECK(without_empty_times("{\"a\":1," + member + "}") == "{\"a\":1}");
    CHECK(without_empty_times("{\"a\":1," + member + ",\"b\":2}") == "{\"a\":1,\"b\":2}");
    CHECK(without_empty_times("{" + member + "," + member + "}") == "{}");
    CHECK(without_empty_times("{\"a\":1," + member + "," + member + "}") == "{\"a\":1}");
}

namespace {

std::deque<Scripted> dumped(const std::string& pods) {
    const std::string core = "GET /api/v1/namespaces/a/";
    const std::string apps = "GET /apis/apps/v1/namespaces/a/";
    const std::string empty = R"({"kind":"List","apiVersion":"v1","metadata":{},"items":[]})";
    return {
        {"GET /api/v1/nodes", 200, empty},
        {core + "events", 200, empty},
        {core + "replicationcontrollers", 200, empty},
        {core + "services", 200, empty},
        {apps + "daemonsets", 200, empty},
        {apps + "deployments", 200, empty},
        {apps + "replicasets", 200, empty},
        {core + "pods", 200, R"({"kind":"PodList","apiVersion":"v1","metadata":{},"items":[)" + pods + "]}"}};
}

const std::string k_pod =
    R"({"metadata":{"name":"p"},"spec":{"initContainers":[{"name":"i"}],"containers":[{"name":"c"}]}})";

std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a dump holds lists and logs, and goes on where a log cannot be had") {
    auto script = dumped(k_pod);
    script.push_back({"GET /api/v1/namespaces/a/pods/p/log?container=i", 200, "one\ntwo\n"});
    script.push_back({"GET /api/v1/namespaces/a/pods/p/log?container=c", 404, k_missing});
    const std::string logs =
        "==== START logs for container i of pod a/p ====\none\ntwo\n"
        "==== END logs for container i of pod a/p ====\n"
        "==== START logs for container c of pod a/p ====\nRequest log error: no such thing\n"
        "==== END logs for container c of pod a/p ====\n";
    Format format;
    format.kind = Format::Kind::json;
    Stage stage(script);
    stage.run([&](Session& session) { dump_cluster(session, {.name_spaces = {"a"}}, format); });
    CHECK(stage.error == "");
    CHECK(stage.rest() == "");
    CHECK(stage.out().starts_with("{\n    \"kind\": \"List\",\n    \"apiVersion\": \"v1\",\n"));
    CHECK(stage.out().ends_with("}\n" + logs));

    const TemporaryDirectory directory;
    const auto place = directory.path() + "/x/y";
    Stage files(script);
    files.run(
        [&](Session& session) { dump_cluster(session, {.directory = place, .name_spaces = {"a"}}, format); });
    CHECK(files.error == "");
    CHECK(files.out() == "Cluster info dumped to " + place + "\n");
    CHECK(text_of(place + "/a/p/logs.txt") == logs);
    CHECK(text_of(place + "/a/pods.json").starts_with("{\n    \"kind\": \"PodList\""));
    CHECK(std::filesystem::exists(place + "/nodes.json"));
    CHECK(std::filesystem::exists(place + "/a/replication-controllers.json"));
    using std::filesystem::perms;
    CHECK((std::filesystem::status(place + "/a/p/logs.txt").permissions() & perms::all) ==
          (perms::owner_read | perms::owner_write));
    CHECK((std::filesystem::status(place + "/a").permissions() & perms::all) == perms::owner_all);
}

TEST_CASE("a dump has no names of lists") {
    Format format;
    format.kind = Format::Kind::name;
    Stage stage({});
    stage.run([&](Session& session) { dump_cluster(session, {}, format); });
    CHECK(stage.error == "error: list types are not supported by name printing: *v1.NodeList");
}

TEST_CASE("a name of the server does not lead out of the directory of a dump") {
    const std::pair<std::string, std::string> names[] = {{"..", "\"..\""},   {".", "\".\""},
                                                         {"", "\"\""},       {"../../p", "\"../../p\""},
                                                         {"a/b", "\"a/b\""}, {"a\\u0000b", "\"a\\x00b\""}};
    for (const auto& [name, quoted] : names) {
        CAPTURE(name);
        const TemporaryDirectory directory;
        Stage stage(
            dumped(R"({"metadata":{"name":")" + name + R"("},"spec":{"containers":[{"name":"c"}]}})"));
        Format format;
        format.kind = Format::Kind::json;
        stage.run([&](Session& session) {
            dump_cluster(session, {.directory = directory.path() + "/x", .name_spaces = {"a"}}, format);
        });
        CHECK(stage.error == "error: no file can have the name " + quoted);
        CHECK(stage.rest() == "");
    }
}
