#include <doctest/doctest.h>

#include "served_session.hpp"
#include "verbs/wait.hpp"

using namespace yare;

namespace {

using End = Served::End;

const std::string k_deployments = "/apis/apps/v1/namespaces/default/deployments";
const std::string k_one = k_deployments + "?fieldSelector=metadata.name%3Dd";

std::string list_path(const std::string& path) {
    return path == k_deployments ? path + "?limit=500" : path;
}

std::string watch(const std::string& path, const std::string& version) {
    return path + (path == k_deployments ? "?" : "&") +
           "allowWatchBookmarks=true&resourceVersion=" + version + "&timeoutSeconds=290&watch=true";
}

// With two replicas, of which so many are available.
std::string deployment(const std::string& name, const std::string& version, int available) {
    return R"({"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":")" + name +
           R"(","namespace":"default","generation":1,"resourceVersion":")" + version +
           R"("},"spec":{"replicas":2},"status":{"observedGeneration":1,"replicas":2,"updatedReplicas":2,"availableReplicas":)" +
           std::to_string(available) + "}}";
}

Served list(const std::string& version, const std::string& items) {
    return {R"({"kind":"DeploymentList","apiVersion":"apps/v1","metadata":{"resourceVersion":")" + version +
            R"("},"items":[)" + items + "]}"};
}

std::string event(const std::string& type, const std::string& object) {
    return R"({"type":")" + type + R"(","object":)" + object + "}\n";
}

const Served k_expired{
    R"({"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}})"
    "\n"};
const Served k_nothing_more{"", End::stall};

std::string waiting(const std::string& name, int available) {
    return "Waiting for deployment \"" + name + "\" rollout to finish: " + std::to_string(available) +
           " of 2 updated replicas are available...\n";
}
std::string done(const std::string& name) { return "deployment \"" + name + "\" successfully rolled out\n"; }

// All that is said, the error behind the rest.
std::string status(ServedSession& served, const std::vector<std::string>& names,
                   RolloutStatusRequest request = {}) {
    for (const auto& name : names) {
        request.targets.objects.push_back({TypeName{"deploy"}, name});
    }
    request.targets.slash_form = true;
    try {
        rollout_status(served.session, request);
    } catch (const Error& error) {
        return served.out.text() + error.line();
    }
    return served.out.text();
}

}  // namespace

TEST_CASE("each change of a rollout is a line, until it is done") {
    ServedSession served;
    served.server.script[list_path(k_one)] = {list("5", deployment("d", "5", 0))};
    served.server.script[watch(k_one, "5")] = {
        {event("MODIFIED", deployment("d", "6", 1)) + event("MODIFIED", deployment("d", "7", 2)),
         End::stall}};
    CHECK(status(served, {"d"}) == waiting("d", 0) + waiting("d", 1) + done("d"));
}

TEST_CASE("after an expiry and after a cut only what changed is said") {
    ServedSession served;
    served.server.script[list_path(k_one)] = {list("5", deployment("d", "5", 0)),
                                              list("8", deployment("d", "6", 1))};
    served.server.script[watch(k_one, "5")] = {{event("MODIFIED", deployment("d", "6", 1)), End::cut}};
    served.server.script[watch(k_one, "6")] = {k_expired};
    served.server.script[watch(k_one, "8")] = {{event("MODIFIED", deployment("d", "9", 2)), End::stall}};
    CHECK(status(served, {"d"}) == waiting("d", 0) + waiting("d", 1) + done("d"));
}

TEST_CASE("a deleted object ends its rollout, also when it was deleted while nobody watched") {
    for (const auto& news : {Served{event("DELETED", deployment("d", "6", 0)), End::stall}, k_expired}) {
        ServedSession served;
        served.server.script[list_path(k_one)] = {list("5", deployment("d", "5", 0)), list("8", "")};
        served.server.script[watch(k_one, "5")] = {news};
        served.server.script[watch(k_one, "8")] = {k_nothing_more};
        CHECK(status(served, {"d"}) == waiting("d", 0) + "error: object has been deleted");
    }
}

TEST_CASE("several are reported one after the other, each as it is when its turn comes") {
    ServedSession served;
    served.server.script[list_path(k_deployments)] = {
        list("5", deployment("d", "4", 0) + "," + deployment("e", "5", 0))};
    served.server.script[watch(k_deployments, "5")] = {{event("MODIFIED", deployment("e", "6", 1)) +
                                                            event("MODIFIED", deployment("d", "7", 2)) +
                                                            event("MODIFIED", deployment("e", "8", 2)),
                                                        End::stall}};
    const auto said = status(served, {"d", "e"});
    CHECK(said.starts_with(waiting("d", 0) + done("d")));
    CHECK(said.ends_with(done("e")));
    CHECK(said.find(waiting("e", 0)) == std::string::npos);
}

TEST_CASE("one look, another revision, and time that is over") {
    const auto script = [](ServedSession& served) {
        served.server.script[list_path(k_one)] = {list("5", deployment("d", "5", 0))};
        served.server.script[watch(k_one, "5")] = {k_nothing_more};
    };
    ServedSession look;
    script(look);
    RolloutStatusRequest request;
    request.watch = false;
    CHECK(status(look, {"d"}, request) == waiting("d", 0));
    ServedSession late;
    script(late);
    request.watch = true;
    request.timeout = Milliseconds(50);
    CHECK(status(late, {"d"}, request) == waiting("d", 0) + "error: timed out waiting for the condition");
    ServedSession another;
    script(another);
    request.revision = 7;
    CHECK(status(another, {"d"}, request).starts_with("error: "));
}

TEST_CASE("a kind without rollouts is asked for, and refused") {
    ServedSession served;
    served.server.script["/api/v1/namespaces/default/configmaps/a"] = {
        {R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}})"}};
    RolloutStatusRequest request;
    request.targets.objects.push_back({TypeName{"cm"}, "a"});
    CHECK(status(served, {}, request) == "error: no status viewer has been implemented for ConfigMap");
}
