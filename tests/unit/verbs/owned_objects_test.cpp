#include "verbs/owned_objects.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "served_session.hpp"

using namespace yare;

namespace {

const char* const k_versions = R"({"kind":"APIVersions","versions":["v1"]})";
const char* const k_groups = R"({"kind":"APIGroupList","apiVersion":"v1","groups":[
    {"name":"extensions","versions":[{"groupVersion":"extensions/v1beta1","version":"v1beta1"}],
     "preferredVersion":{"groupVersion":"extensions/v1beta1","version":"v1beta1"}},
    {"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],
     "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}},
    {"name":"down.io","versions":[{"groupVersion":"down.io/v1","version":"v1"}],
     "preferredVersion":{"groupVersion":"down.io/v1","version":"v1"}}]})";

std::string resource(const std::string& plural, const std::string& kind, bool namespaced,
                     const std::string& verbs = R"("get","list")") {
    return R"({"name":")" + plural + R"(","singularName":"","namespaced":)" +
           (namespaced ? "true" : "false") + R"(,"kind":")" + kind + R"(","verbs":[)" + verbs + "]}";
}

std::string resource_list(const std::string& version, const std::string& resources) {
    return R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":")" + version +
           R"(","resources":[)" + resources + "]}";
}

std::string metadata_of(const std::string& name, const std::string& owner, const std::string& name_space) {
    return R"("metadata":{"name":")" + name + R"(","uid":"u-)" + name + "\"" +
           (name_space.empty() ? "" : R"(,"namespace":")" + name_space + "\"") +
           R"(,"creationTimestamp":"2026-11-22T10:00:00Z")" +
           (owner.empty() ? "" : R"(,"ownerReferences":[{"uid":"u-)" + owner + R"("}])") + "}";
}

std::string item(const std::string& name, const std::string& owner, const std::string& rest = {},
                 const std::string& name_space = "ns") {
    return "{" + metadata_of(name, owner, name_space) + (rest.empty() ? "" : "," + rest) + "}";
}

std::string list(const std::vector<std::string>& items) {
    std::string text = R"({"kind":"List","apiVersion":"v1","metadata":{},"items":[)";
    for (const auto& each : items) {
        text += (text.back() == '[' ? "" : ",") + each;
    }
    return text + "]}";
}

ResourceType type_of(const std::string& group, const std::string& plural, const std::string& kind,
                     bool namespaced = true) {
    ResourceType type;
    type.group = group;
    type.version = "v1";
    type.plural = plural;
    type.kind = kind;
    type.namespaced = namespaced;
    return type;
}

const char* const k_crash =
    R"("status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":5,
    "state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":1}}}]})";
const char* const k_ready = R"("status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]})";

// A server with a Deployment `web` in `ns`, its replica set and its pods.
class Cluster {
  public:
    Cluster()
        : client_(served.transport, options()),
          discovery_([this](const HttpRequest& request) { return discover(request.path); }, {}) {
        resources["/api/v1"] =
            resource_list("v1", resource("pods", "Pod", true) + "," + resource("events", "Event", true) +
                                    "," + resource("bindings", "Binding", true, R"("create")") + "," +
                                    resource("nodes", "Node", false));
        resources["/apis/apps/v1"] =
            resource_list("apps/v1", resource("deployments", "Deployment", true) + "," +
                                         resource("replicasets", "ReplicaSet", true));
        resources["/apis/extensions/v1beta1"] =
            resource_list("extensions/v1beta1", resource("replicasets", "ReplicaSet", true));
        answer("/api/v1/namespaces/ns/pods?limit=500", list({item("web-1-a", "web-1"), item("other", "")}));
        answer("/apis/apps/v1/namespaces/ns/deployments?limit=500", list({item("web", "")}));
        answer("/apis/apps/v1/namespaces/ns/replicasets?limit=500", list({item("web-1", "web")}));
        answer("/apis/extensions/v1beta1/namespaces/ns/replicasets?limit=500", list({item("web-1", "web")}));
        answer("/apis/apps/v1/namespaces/ns/replicasets/web-1",
               item("web-1", "web", R"("spec":{"replicas":1})"));
        answer("/api/v1/namespaces/ns/pods/web-1-a", item("web-1-a", "web-1", k_crash));
        answer("/api/v1/namespaces/ns/events?fieldSelector=type%3DWarning&limit=500", list({}));
    }

    void answer(const std::string& target, const std::string& body, int status = 200) {
        served.server.script[target] = {Served{body, Served::End::whole, status}};
    }

    TreeRoot deployment(const std::string& rest = R"("spec":{"replicas":1})") const {
        return {{type_of("apps", "deployments", "Deployment"), "ns", "web"}, item("web", "", rest)};
    }

    // `BRANCH KIND/NAME HEALTH REASON` a line
    std::string tree(const std::vector<TreeRoot>& roots) {
        auto& own = served.session;
        Session session{own.connection,
                        client_,
                        discovery_,
                        own.streams,
                        own.now,
                        own.program,
                        own.get_url,
                        [this] {
                            auto wire = std::make_unique<ServedTransport>(served.server);
                            Transport& wired = *wire;
                            return std::unique_ptr<Line>(new Line{std::move(wire), {wired, options()}});
                        },
                        own.interrupt,
                        {},
                        ""};
        std::string text;
        for (const auto& object : find_owned(session, roots, *parse_rfc3339("2026-11-22T12:00:00Z"))) {
            text += object.branch + object.place.type.lower_kind_group() + "/" + object.place.name + " " +
                    std::string(health_word(object.verdict.health)) + " " + object.verdict.reason + "\n";
        }
        return text;
    }

    std::size_t times_asked(const std::string& target) const {
        const auto seen = served.server.seen();
        return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), target));
    }

    ServedSession served;
    std::map<std::string, std::string> resources;
    std::string warnings;

  private:
    Client::Options options() {
        return {Milliseconds(0),
                [this](const std::string& text) {
                    const std::lock_guard lock(mutex_);
                    warnings += text + "\n";
                },
                [](Milliseconds) {}};
    }

    DiscoveryAnswer discover(const std::string& path) const {
        if (path == "/api" || path == "/apis") {
            return {200, "application/json", path == "/api" ? k_versions : k_groups};
        }
        const auto found = resources.find(path);
        return found == resources.end() ? DiscoveryAnswer{404, "", ""}
                                        : DiscoveryAnswer{200, "application/json", found->second};
    }

    std::mutex mutex_;
    Client client_;
    Discovery discovery_;
};

std::string failure(int code, const std::string& reason, const std::string& message) {
    return R"({"kind":"Status","apiVersion":"v1","status":"Failure","message":")" + message +
           R"(","reason":")" + reason + R"(","code":)" + std::to_string(code) + "}";
}

const char* const k_down = "the tree may be incomplete, these could not be read: down.io/v1\n";

}  // namespace

TEST_CASE("find_owned: what a Deployment owns, through to the cause") {
    Cluster cluster;
    CHECK(cluster.tree({cluster.deployment()}) ==
          "deployment.apps/web Failed CrashLoopBackOff: app, 5 restarts, last exit 1 (pod web-1-a)\n"
          "└─ replicaset.apps/web-1 Failed CrashLoopBackOff: app, 5 restarts, last exit 1 (pod web-1-a)\n"
          "   └─ pod/web-1-a Failed CrashLoopBackOff: app, 5 restarts, last exit 1\n");
    CHECK(cluster.warnings == k_down);
    CHECK(cluster.times_asked("/apis/apps/v1/namespaces/ns/deployments/web") == 0);  // the root is known
    CHECK(cluster.times_asked("/api/v1/nodes?limit=500") == 0);
    CHECK(cluster.times_asked("/api/v1/namespaces/ns/pods/other") == 0);
}

TEST_CASE("find_owned: a warning event explains; none is asked for where all is well") {
    Cluster cluster;
    const std::string events = "/api/v1/namespaces/ns/events?fieldSelector=type%3DWarning&limit=500";
    cluster.answer("/api/v1/namespaces/ns/pods/web-1-a",
                   item("web-1-a", "web-1", R"("status":{"phase":"Pending"},"spec":{"nodeName":"n"})"));
    cluster.answer(events,
                   list({R"({"metadata":{"uid":"e"},"involvedObject":{"uid":"u-web-1-a"},"type":"Warning",
        "reason":"FailedMount","message":"no volume","lastTimestamp":"2026-11-22T11:00:00Z"})"}));
    CHECK(cluster.tree({cluster.deployment()}) ==
          "deployment.apps/web InProgress 0 of 1 replicas available; FailedMount: no volume (pod web-1-a)\n"
          "└─ replicaset.apps/web-1 InProgress 0 of 1 replicas available; FailedMount: no volume (pod "
          "web-1-a)\n"
          "   └─ pod/web-1-a InProgress not started yet on node n; FailedMount: no volume\n");
    const auto asked = cluster.times_asked(events);
    CHECK(asked == 1);
    cluster.answer("/api/v1/namespaces/ns/pods/web-1-a", item("web-1-a", "web-1", k_ready));
    cluster.answer("/apis/apps/v1/namespaces/ns/replicasets/web-1",
                   item("web-1", "web", R"("spec":{"replicas":0})"));
    CHECK(cluster.tree({cluster.deployment(R"("metadata":{"uid":"u-web"},"kind":"x","spec":{"replicas":0},
        "status":{"conditions":[{"type":"Available","status":"True"}]})")}) ==
          "deployment.apps/web Current scaled to 0\n"
          "└─ replicaset.apps/web-1 Current scaled to 0\n"
          "   └─ pod/web-1-a Current Ready\n");
    CHECK(cluster.times_asked(events) == asked);
}

TEST_CASE("find_owned: what may not be read is told, and does not end the rest") {
    Cluster cluster;
    cluster.answer("/apis/apps/v1/namespaces/ns/deployments?limit=500",
                   failure(403, "Forbidden", "deployments.apps is forbidden"), 403);
    cluster.answer("/apis/extensions/v1beta1/namespaces/ns/replicasets?limit=500", "<html>", 200);
    cluster.answer("/api/v1/namespaces/ns/pods/web-1-a", failure(403, "Forbidden", "no pod for you"), 403);
    cluster.answer("/api/v1/namespaces/ns/events?fieldSelector=type%3DWarning&limit=500",
                   failure(403, "Forbidden", "no events"), 403);
    CHECK(cluster.tree({cluster.deployment()}) ==
          "deployment.apps/web InProgress 0 of 1 replicas available\n"
          "└─ replicaset.apps/web-1 InProgress 0 of 1 replicas available\n"
          "   └─ pod/web-1-a Unknown cannot be read: no pod for you\n");
    CHECK(cluster.warnings ==
          "the tree may be incomplete, these could not be read: deployments.apps, down.io/v1, events, pods, "
          "replicasets.extensions\n");
}

TEST_CASE("find_owned: types that nobody asked for do not warn that they are deprecated") {
    Cluster cluster;
    for (const char* target :
         {"/apis/extensions/v1beta1/namespaces/ns/replicasets?limit=500",
          "/api/v1/namespaces/ns/pods?limit=500", "/api/v1/namespaces/ns/pods/web-1-a"}) {
        cluster.served.server.script.at(target).front().headers = {{"Warning", "299 - \"old\""}};
    }
    CHECK(cluster.tree({cluster.deployment()}).find("pod/web-1-a Failed") != std::string::npos);
    CHECK(cluster.warnings == k_down);
}

TEST_CASE("find_owned: an unknown user, and a server that is gone, are errors") {
    Cluster cluster;
    cluster.answer("/api/v1/namespaces/ns/pods?limit=500", failure(401, "Unauthorized", "who?"), 401);
    CHECK_THROWS_AS(cluster.tree({cluster.deployment()}), ApiError);
    cluster.served.server.script["/api/v1/namespaces/ns/pods?limit=500"] = {
        Served{"{\"items\":[", Served::End::cut, 200}};
    CHECK_THROWS_AS(cluster.tree({cluster.deployment()}), TransportError);
}

TEST_CASE("find_owned: what has gone meanwhile takes its own with it") {
    Cluster cluster;
    cluster.answer("/apis/apps/v1/namespaces/ns/replicasets/web-1", failure(404, "NotFound", "gone"), 404);
    CHECK(cluster.tree({cluster.deployment()}) ==
          "deployment.apps/web InProgress 0 of 1 replicas available\n");
    Cluster anew;
    anew.answer("/api/v1/namespaces/ns/pods/web-1-a",
                R"({"metadata":{"name":"web-1-a","uid":"another"},"status":{}})");
    CHECK(anew.tree({anew.deployment()}) ==
          "deployment.apps/web InProgress 0 of 1 replicas available\n"
          "└─ replicaset.apps/web-1 InProgress 0 of 1 replicas available\n");
}

TEST_CASE("find_owned: many objects of a type are read by a list") {
    Cluster cluster;
    const std::string pods = "/api/v1/namespaces/ns/pods?limit=500";
    std::vector<std::string> items;
    for (int i = 0; i < 20; ++i) {
        items.push_back(item("p" + std::to_string(i), "web-1", k_ready));
    }
    cluster.answer(pods, list(items));
    const auto tree = cluster.tree({cluster.deployment()});
    CHECK(tree.find("pod/p19 Current Ready") != std::string::npos);
    CHECK(tree.find("pod/p2 ") < tree.find("pod/p10 "));
    CHECK(cluster.times_asked(pods) == 2);  // first by metadata
    CHECK(cluster.times_asked("/api/v1/namespaces/ns/pods/p1") == 0);
}

TEST_CASE("find_owned: a root without a namespace owns things anywhere") {
    Cluster cluster;
    cluster.answer("/api/v1/pods?limit=500", list({item("mirror", "n1", "", "kube-system")}));
    cluster.answer("/api/v1/nodes?limit=500", list({item("n1", "", "", "")}));
    for (const char* target : {"/apis/apps/v1/deployments?limit=500", "/apis/apps/v1/replicasets?limit=500",
                               "/apis/extensions/v1beta1/replicasets?limit=500"}) {
        cluster.answer(target, list({}));
    }
    cluster.answer("/api/v1/namespaces/kube-system/pods/mirror",
                   item("mirror", "n1", k_ready, "kube-system"));
    CHECK(cluster.tree({{{type_of("", "nodes", "Node", false), "", "n1"}, item("n1", "", "", "")}}) ==
          "node/n1 Current Exists\n└─ pod/mirror Current Ready\n");
}

TEST_CASE("find_owned: a root that is not there costs no request") {
    Cluster cluster;
    CHECK(cluster.tree({{{type_of("apps", "deployments", "Deployment"), "ns", "web"}, ""}}) ==
          "deployment.apps/web NotFound not found\n");
    CHECK(cluster.served.server.seen().empty());
    CHECK(cluster.tree({}).empty());
}
