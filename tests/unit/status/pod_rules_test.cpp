#include "status/pod_rules.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "status/judged.hpp"

using namespace yare;

namespace {

using judged::Case;
using judged::object_of;

std::string pod(const std::string& status, const std::string& spec = {},
                const std::string& created = "2026-11-22T11:00:00Z") {
    return object_of("v1", "Pod", R"("spec":{)" + spec + R"(},"status":{)" + status + "}",
                     R"("creationTimestamp":")" + created + "\"");
}

std::string container(const std::string& name, const std::string& state, const std::string& more = {}) {
    return R"({"name":")" + name + R"(","state":{)" + state + "}" + (more.empty() ? "" : "," + more) + "}";
}

std::string waiting(const std::string& reason, const std::string& message = {}) {
    return R"("waiting":{"reason":")" + reason + "\"" +
           (message.empty() ? "" : R"(,"message":")" + message + "\"") + "}";
}

std::string crash_loop(const std::string& name, int restarts, const std::string& ending) {
    return container(
        name, waiting("CrashLoopBackOff", "back-off 5m0s restarting failed container"),
        R"("restartCount":)" + std::to_string(restarts) + R"(,"lastState":{"terminated":{)" + ending + "}}");
}

std::string in_phase(const std::string& phase, const std::string& containers, const std::string& inits = {}) {
    return R"("phase":")" + phase + R"(","containerStatuses":[)" + containers +
           R"(],"initContainerStatuses":[)" + inits + "]";
}

const char* const k_unschedulable =
    R"("phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",
       "message":"0/3 nodes are available: 3 Insufficient cpu."}])";

struct TroubleCase {
    Case each;
    Trouble trouble;
};

void check(const std::vector<TroubleCase>& cases) {
    for (const auto& [each, trouble] : cases) {
        CAPTURE(each.what);
        CHECK(judged::words_on(each.json) == each.expected);
        JsonTree tree;
        CHECK(static_cast<int>(examine(tree.parse(each.json), {"", "Pod"}, judged::noon()).trouble) ==
              static_cast<int>(trouble));
    }
}

}  // namespace

TEST_CASE("judge: a pod by its phase") {
    check({
        {{"not observed", pod(""), "InProgress: not observed by its node yet"}, Trouble::slow},
        {{"succeeded", pod(R"("phase":"Succeeded")"), "Current: Completed"}, Trouble::none},
        {{"ready", pod(R"("phase":"Running","conditions":[{"type":"Ready","status":"True"}])"),
          "Current: Ready"},
         Trouble::none},
        {{"evicted",
          pod(R"("phase":"Failed","reason":"Evicted","message":"The node was low on resource: memory.")"),
          "Failed: Evicted: The node was low on resource: memory"},
         Trouble::over},
        {{"failed", pod(R"("phase":"Failed")"), "Failed: Failed"}, Trouble::over},
        {{"failed container",
          pod(in_phase("Failed", container("ok", R"("terminated":{"exitCode":0,"reason":"Completed"})") +
                                     "," +
                                     container("app", R"("terminated":{"exitCode":3,"reason":"Error"})"))),
          "Failed: Error: app, exit 3"},
         Trouble::over},
        {{"out of memory",
          pod(in_phase("Failed", container("app", R"("terminated":{"exitCode":137,"reason":"OOMKilled"})"))),
          "Failed: OOMKilled: app, exit 137"},
         Trouble::over},
        {{"unknown", pod(R"("phase":"Unknown","reason":"NodeLost","message":"Node n1 is gone")"),
          "Unknown: unknown phase \"Unknown\"; NodeLost: Node n1 is gone"},
         Trouble::stuck},
    });
}

TEST_CASE("judge: a pod whose containers fail for good has failed") {
    check({
        {{"crash loop", pod(in_phase("Running", crash_loop("app", 5, R"("exitCode":1,"reason":"Error")"))),
          "Failed: CrashLoopBackOff: app, 5 restarts, last exit 1"},
         Trouble::fatal},
        {{"crash loop, out of memory",
          pod(in_phase("Running", crash_loop("app", 1, R"("exitCode":137,"reason":"OOMKilled")"))),
          "Failed: CrashLoopBackOff: app, 1 restart, last exit 137 (OOMKilled)"},
         Trouble::fatal},
        {{"two of them",
          pod(in_phase("Running", container("ok", R"("running":{})") + "," +
                                      crash_loop("a", 1, R"("exitCode":1)") + "," + crash_loop("b", 2, ""))),
          "Failed: CrashLoopBackOff: a, 1 restart, last exit 1; CrashLoopBackOff: b, 2 restarts"},
         Trouble::fatal},
        {{"an init container",
          pod(in_phase("Pending", container("app", waiting("PodInitializing")),
                       crash_loop("setup", 3, R"("exitCode":2)"))),
          "Failed: CrashLoopBackOff: init container setup, 3 restarts, last exit 2"},
         Trouble::fatal},
        {{"a sidecar",
          pod(in_phase("Running", container("app", R"("running":{})"),
                       crash_loop("proxy", 3, R"("exitCode":2)"))),
          "Failed: CrashLoopBackOff: init container proxy, 3 restarts, last exit 2"},
         Trouble::fatal},
        {{"image",
          pod(in_phase("Pending", container("app", waiting("ImagePullBackOff",
                                                           R"(Back-off pulling image \"nope:1\")")))),
          "Failed: ImagePullBackOff: app, Back-off pulling image \"nope:1\""},
         Trouble::fatal},
        {{"image of one of two",
          pod(in_phase("Running", container("ok", R"("running":{})") + "," +
                                      container("app", waiting("ErrImageNeverPull")))),
          "Failed: ErrImageNeverPull: app"},
         Trouble::fatal},
        {{"image name",
          pod(in_phase("Pending", container("app", waiting("InvalidImageName", "couldn't parse")))),
          "Failed: InvalidImageName: app, couldn't parse"},
         Trouble::fatal},
        {{"fatal before stuck",
          pod(in_phase("Pending", container("a", waiting("ErrImagePull")) + "," + crash_loop("b", 1, ""))),
          "Failed: CrashLoopBackOff: b, 1 restart"},
         Trouble::fatal},
        {{"ready all the same",
          pod(in_phase("Running", crash_loop("app", 5, "")) +
              R"(,"conditions":[{"type":"Ready","status":"True"}])"),
          "Current: Ready"},
         Trouble::none},
    });
}

TEST_CASE("judge: a pod on its way, with what holds it up") {
    check({
        {{"first pull failed",
          pod(in_phase("Pending", container("app", waiting("ErrImagePull", "no route")))),
          "InProgress: ErrImagePull: app, no route"},
         Trouble::stuck},
        {{"configuration",
          pod(in_phase("Pending", container("app", waiting("CreateContainerConfigError",
                                                           R"(configmap \"x\" not found)")))),
          "InProgress: CreateContainerConfigError: app, configmap \"x\" not found"},
         Trouble::stuck},
        {{"ended",
          pod(in_phase("Running", container("app", R"("terminated":{"exitCode":1,"reason":"Error",
            "message":"cannot open /etc/app"})",
                                            R"("restartCount":1)"))),
          "InProgress: Error: app, 1 restart, exit 1, cannot open /etc/app"},
         Trouble::stuck},
        {{"creating",
          pod(in_phase("Pending", container("app", waiting("ContainerCreating"))), R"("nodeName":"n1")"),
          "InProgress: ContainerCreating: app"},
         Trouble::slow},
        {{"initializing",
          pod(in_phase(
              "Pending", container("app", waiting("PodInitializing")),
              container("a", R"("terminated":{"exitCode":0})") + "," + container("b", R"("running":{})"))),
          "InProgress: 1 of 2 init containers done, running: b"},
         Trouble::slow},
        {{"not scheduled", pod(R"("phase":"Pending")"), "InProgress: not scheduled yet"}, Trouble::slow},
        {{"scheduled", pod(R"("phase":"Pending")", R"("nodeName":"n1")"),
          "InProgress: not started yet on node n1"},
         Trouble::slow},
        {{"gated", pod(R"("phase":"Pending","conditions":[{"type":"PodScheduled","status":"False",
            "reason":"SchedulingGated","message":"Scheduling is blocked"}])"),
          "InProgress: SchedulingGated: Scheduling is blocked"},
         Trouble::stuck},
        {{"not ready",
          pod(in_phase("Running", container("a", R"("running":{})", R"("ready":true)") + "," +
                                      container("b", R"("running":{})", R"("ready":false)"))),
          "InProgress: 1 of 2 containers ready, not ready: b"},
         Trouble::slow},
        {{"gates",
          pod(in_phase("Running", container("a", R"("running":{})", R"("ready":true)")) +
              R"(,"conditions":[{"type":"Ready","status":"False","reason":"ReadinessGatesNotReady",
                "message":"corresponding condition of pod readiness gate \"x\" does not exist."}])"),
          "InProgress: ReadinessGatesNotReady: corresponding condition of pod readiness gate \"x\" does not "
          "exist"},
         Trouble::slow},
        {{"running", pod(R"("phase":"Running")"), "InProgress: running, not ready"}, Trouble::slow},
        {{"a debugger is no part of it",
          pod(R"("phase":"Running","ephemeralContainerStatuses":[)" + crash_loop("debug", 1, "") + "]"),
          "InProgress: running, not ready"},
         Trouble::slow},
    });
}

TEST_CASE("judge: a pod that nothing schedules has 15 seconds") {
    const auto at = [](const char* time) { return *parse_rfc3339(time); };
    const auto json = pod(k_unschedulable, "", "2026-11-22T11:00:00Z");
    const char* reason = "Unschedulable: 0/3 nodes are available: 3 Insufficient cpu";
    const auto early = judged::verdict_on(json, at("2026-11-22T11:00:14Z"));
    CHECK(early.health == Health::in_progress);
    CHECK(early.reason == reason);
    REQUIRE(early.until);
    CHECK(*early.until == at("2026-11-22T11:00:15Z"));
    const auto late = judged::verdict_on(json, at("2026-11-22T11:00:15Z"));
    CHECK(late.health == Health::failed);
    CHECK(late.reason == reason);
    CHECK_FALSE(late.until);
    CHECK(judged::verdict_on(pod(k_unschedulable, "", "long ago")).health == Health::failed);
}
