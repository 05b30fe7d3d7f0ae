#include "status/household.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "status/judged.hpp"

using namespace yare;

namespace {

const char* const k_fatal_pod =
    R"("phase":"Running","containerStatuses":[{"name":"app","restartCount":5,"state":{"waiting":{
       "reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":1,"reason":"Error"}}}])";
const char* const k_slow_pod =
    R"("phase":"Pending","containerStatuses":[{"name":"app","state":{"waiting":{"reason":"ContainerCreating"}}}])";
const char* const k_stuck_pod =
    R"("phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",
       "message":"0/3 nodes are available"}])";
const char* const k_ready_pod = R"("phase":"Running","conditions":[{"type":"Ready","status":"True"}])";
const char* const k_failed_pod = R"("phase":"Failed","reason":"Evicted")";

Member member_of(const std::string& json) {
    JsonTree tree;
    return read_member(tree.parse(json), judged::noon());
}

std::string owned_by(const std::string& owner) {
    return owner.empty() ? "" : R"(,"ownerReferences":[{"uid":")" + owner + R"("}])";
}

Member pod(const std::string& name, const std::string& owner, const std::string& status,
           const std::string& metadata = {}) {
    return member_of(R"({"apiVersion":"v1","kind":"Pod","metadata":{"name":")" + name + R"(","uid":")" +
                     name + R"(","creationTimestamp":"2026-11-22T11:00:00Z")" + owned_by(owner) + metadata +
                     R"(},"status":{)" + status + "}}");
}

Member workload(const std::string& kind, const std::string& name, const std::string& owner,
                const std::string& status, const std::string& metadata = {}) {
    const std::string group = kind == "Job" ? "batch/v1" : "apps/v1";
    return member_of(R"({"apiVersion":")" + group + R"(","kind":")" + kind + R"(","metadata":{"name":")" +
                     name + R"(","generation":2,"uid":")" + name + "\"" + owned_by(owner) + metadata +
                     R"(},"spec":{"template":{}},"status":{)" + status + "}}");
}

std::string revision(const std::string& number) {
    return R"(,"annotations":{"deployment.kubernetes.io/revision":")" + number + R"("})";
}

Complaint event(const std::string& uid, const std::string& about, const std::string& reason,
                const std::string& message, const std::string& time = "2026-11-22T11:30:00Z",
                const std::string& type = "Warning") {
    JsonTree tree;
    const auto json = R"({"metadata":{"uid":")" + uid + R"("},"involvedObject":{"uid":")" + about +
                      R"("},"reason":")" + reason + R"(","message":")" + message + R"(","type":")" + type +
                      R"(","lastTimestamp":")" + time + R"("})";
    return read_complaint(tree.parse(json));
}

std::string explained(const Household& household, const std::string& uid) {
    const auto* member = household.find(uid);
    REQUIRE(member != nullptr);
    const auto verdict = household.explain(*member);
    return std::string(health_word(verdict.health)) + ": " + verdict.reason;
}

// Deployment web, revision 2, with its replica sets web-1 and web-2.
Household rolling() {
    Household household;
    household.put(workload("Deployment", "web", "", R"("observedGeneration":2)", revision("2")));
    household.put(workload("ReplicaSet", "web-1", "web", "", revision("1")));
    household.put(workload("ReplicaSet", "web-2", "web", "", revision("2")));
    return household;
}

const char* const k_crash = "CrashLoopBackOff: app, 5 restarts, last exit 1";

}  // namespace

TEST_CASE("read_member: uid, owners, revisions") {
    const auto set = workload("ReplicaSet", "web-1", "web", "", revision("3"));
    CHECK(set.uid == "web-1");
    CHECK(set.owners == std::vector<std::string>{"web"});
    CHECK(set.revision == "3");
    CHECK(set.wanted_revision.empty());
    CHECK(set.has_template);
    CHECK_FALSE(set.is_pod);
    CHECK(workload("Deployment", "web", "", "", revision("3")).wanted_revision == "3");
    CHECK(workload("StatefulSet", "db", "", R"("updateRevision":"db-7")").wanted_revision == "db-7");
    const auto one = pod("db-0", "db", k_ready_pod, R"(,"labels":{"controller-revision-hash":"db-7"})");
    CHECK(one.revision == "db-7");
    CHECK(one.is_pod);
    CHECK(one.created == parse_rfc3339("2026-11-22T11:00:00Z"));
    CHECK(pod("p", "ds", k_ready_pod,
              R"(,"labels":{"controller-revision-hash":"x","pod-template-generation":"2"})")
              .revision == "2");
}

TEST_CASE("read_complaint: both kinds of events") {
    const auto core = event("e", "u", "FailedCreate", "Error creating: pods \\\"x\\\" is forbidden");
    CHECK(core.event_uid == "e");
    CHECK(core.about == "u");
    CHECK(core.reason == "FailedCreate");
    CHECK(core.message == "pods \"x\" is forbidden");
    CHECK(
        event("e", "u", "FailedCreate", "(combined from similar events): Error creating: no room").message ==
        "no room");
    CHECK(core.is_warning);
    CHECK(core.last == parse_rfc3339("2026-11-22T11:30:00Z"));
    JsonTree tree;
    const auto newer = read_complaint(tree.parse(
        R"({"metadata":{"uid":"e"},"regarding":{"uid":"u"},"reason":"R","note":"n","type":"Normal",
            "eventTime":"2026-11-22T11:00:00Z","series":{"lastObservedTime":"2026-11-22T11:40:00Z"}})"));
    CHECK(newer.about == "u");
    CHECK(newer.message == "n");
    CHECK_FALSE(newer.is_warning);
    CHECK(newer.last == parse_rfc3339("2026-11-22T11:40:00Z"));
}

TEST_CASE("explain: a pod of the wanted revision that fails for good fails its workload") {
    auto household = rolling();
    CHECK(explained(household, "web") == "InProgress: 0 of 1 replicas available");
    household.put(pod("old", "web-1", k_fatal_pod));
    CHECK(explained(household, "web") == "InProgress: 0 of 1 replicas available");
    household.put(pod("new", "web-2", k_fatal_pod));
    CHECK(explained(household, "web") == std::string("Failed: ") + k_crash + " (pod new)");
    CHECK(explained(household, "web-2") == std::string("Failed: ") + k_crash + " (pod new)");
    household.put(pod("new-b", "web-2", k_fatal_pod));
    household.put(pod("new-c", "web-2", k_stuck_pod));
    CHECK(explained(household, "web") == std::string("Failed: ") + k_crash + " (pod new and 1 more)");
    household.put(pod("new", "web-2", k_ready_pod));
    CHECK(explained(household, "web") == std::string("Failed: ") + k_crash + " (pod new-b)");
    household.remove("new-b");
    CHECK(explained(household, "web") ==
          "InProgress: 0 of 1 replicas available; Unschedulable: 0/3 nodes are available (pod new-c)");
    household.remove("new-c");
    household.remove("never was");
    CHECK(explained(household, "web") == "InProgress: 0 of 1 replicas available");
}

TEST_CASE("explain: revisions of stateful sets and daemon sets") {
    Household household;
    household.put(workload("StatefulSet", "db", "", R"("updateRevision":"r2")"));
    household.put(pod("db-0", "db", k_fatal_pod, R"(,"labels":{"controller-revision-hash":"r1"})"));
    CHECK(explained(household, "db") == "InProgress: 0 of 1 replicas ready");
    household.put(pod("db-1", "db", k_fatal_pod, R"(,"labels":{"controller-revision-hash":"r2"})"));
    CHECK(explained(household, "db") == std::string("Failed: ") + k_crash + " (pod db-1)");
    household.put(workload("DaemonSet", "ds", "", R"("observedGeneration":2,"desiredNumberScheduled":1)",
                           R"(,"annotations":{"deprecated.daemonset.template.generation":"2"})"));
    household.put(pod("ds-a", "ds", k_fatal_pod, R"(,"labels":{"pod-template-generation":"1"})"));
    CHECK(explained(household, "ds") == "InProgress: 0 of 1 pods scheduled");
    household.put(pod("ds-a", "ds", k_fatal_pod, R"(,"labels":{"pod-template-generation":"2"})"));
    CHECK(explained(household, "ds") == std::string("Failed: ") + k_crash + " (pod ds-a)");
}

TEST_CASE("explain: who stays as he is") {
    Household household;
    household.put(workload("Deployment", "unseen", "", R"("observedGeneration":1)"));
    household.put(workload("Deployment", "going", "", "", R"(,"deletionTimestamp":"2026-11-22T11:00:00Z")"));
    household.put(workload("StatefulSet", "fine", "",
                           R"("observedGeneration":2,"replicas":1,"readyReplicas":1,"currentReplicas":1)"));
    for (const char* owner : {"unseen", "going", "fine"}) {
        household.put(pod(std::string("pod-of-") + owner, owner, k_fatal_pod));
        household.put(event(std::string("e-") + owner, owner, "FailedCreate", "no"));
    }
    CHECK(explained(household, "unseen") == "InProgress: generation 2 not observed yet (last: 1)");
    CHECK(explained(household, "going") == "Terminating: being deleted");
    CHECK(explained(household, "fine") == "Current: 1 replica ready");
}

TEST_CASE("explain: a failed pod is replaced by its owner, but says why a job failed") {
    Household household;
    household.put(workload("Job", "run", "", R"("startTime":"2026-11-22T10:00:00Z","active":1,"failed":2)"));
    household.put(pod("a", "run", k_failed_pod));
    household.put(pod("b", "run", k_failed_pod));
    CHECK(explained(household, "run") ==
          "InProgress: 0 of 1 completions, 1 active, 2 failed; Evicted (pod a)");
    household.put(pod("c", "run", R"("phase":"Failed","reason":"DeadlineExceeded")",
                      R"(,"creationTimestamp":"2026-11-22T11:30:00Z")"));
    CHECK(explained(household, "run").ends_with("; DeadlineExceeded (pod c)"));  // the newest
    household.remove("c");
    household.put(workload("Job", "run", "", R"("conditions":[{"type":"Failed","status":"True",
        "reason":"BackoffLimitExceeded","message":"too often"}])"));
    CHECK(explained(household, "run") == "Failed: BackoffLimitExceeded: too often; Evicted (pod a)");
    household.put(
        member_of(R"({"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"t","uid":"t"},
        "status":{"conditions":[{"type":"Ready","status":"False","reason":"Installing"}]}})"));
    household.put(workload("Job", "setup", "t", R"("conditions":[{"type":"Failed","status":"True",
        "reason":"DeadlineExceeded"}])"));
    CHECK(explained(household, "t") == "InProgress: Installing; DeadlineExceeded (job setup)");
}

TEST_CASE("explain: the latest warning completes the reason") {
    auto household = rolling();
    household.put(event("e1", "web-2", "FailedCreate", "Error creating: pods \\\"x\\\" is forbidden: quota"));
    CHECK(explained(household, "web") ==
          "InProgress: 0 of 1 replicas available; FailedCreate: pods \"x\" is forbidden: quota");
    household.put(event("e2", "web-1", "FailedCreate", "of the old one", "2026-11-22T11:59:00Z"));
    household.put(event("e3", "web", "ScalingReplicaSet", "no warning", "2026-11-22T11:59:00Z", "Normal"));
    household.put(event("e4", "nobody", "Other", "of somebody else", "2026-11-22T11:59:00Z"));
    CHECK(explained(household, "web") ==
          "InProgress: 0 of 1 replicas available; FailedCreate: pods \"x\" is forbidden: quota");
    household.put(pod("p", "web-2", k_slow_pod));
    household.put(event("e5", "p", "FailedMount", "no volume", "2026-11-22T11:40:00Z"));
    CHECK(explained(household, "web") ==
          "InProgress: 0 of 1 replicas available; FailedMount: no volume (pod p)");
    CHECK(explained(household, "p") == "InProgress: ContainerCreating: app; FailedMount: no volume");
    household.remove_complaint("e5");
    household.remove_complaint("e5");
    CHECK(explained(household, "p") == "InProgress: ContainerCreating: app");
    household.put(event("e5", "p", "FailedMount", "no volume", "2026-11-22T11:40:00Z"));
    household.put(pod("p", "web-2", k_stuck_pod));
    CHECK(explained(household, "p") == "Failed: Unschedulable: 0/3 nodes are available");
    household.put(pod("p", "web-2", k_ready_pod));
    CHECK(explained(household, "web") ==
          "InProgress: 0 of 1 replicas available; FailedCreate: pods \"x\" is forbidden: quota");
}

TEST_CASE("explain: what a condition has said already is not said again") {
    Household household;
    household.put(workload("Deployment", "web", "", R"("conditions":[{"type":"ReplicaFailure","status":"True",
        "reason":"FailedCreate","message":"quota"}])"));
    household.put(event("e", "web", "FailedCreate", "quota"));
    CHECK(explained(household, "web") == "InProgress: 0 of 1 replicas available; FailedCreate: quota");
}

TEST_CASE("explain: owners in a circle, and long chains") {
    Household household;
    household.put(workload("ReplicaSet", "a", "b", ""));
    household.put(workload("ReplicaSet", "b", "a", ""));
    household.put(workload("ReplicaSet", "self", "self", ""));
    CHECK(explained(household, "a") == "InProgress: 0 of 1 replicas available");
    CHECK(explained(household, "self") == "InProgress: 0 of 1 replicas available");
    household.put(pod("p", "b", k_fatal_pod));
    CHECK(explained(household, "a") == std::string("Failed: ") + k_crash + " (pod p)");
    household.put(workload("ReplicaSet", "0", "", ""));
    for (int i = 1; i <= 20000; ++i) {
        household.put(workload("ReplicaSet", std::to_string(i), std::to_string(i - 1), ""));
    }
    household.put(pod("deep", "20000", k_fatal_pod));
    CHECK(explained(household, "0") == std::string("Failed: ") + k_crash + " (pod deep)");
}

TEST_CASE("explain: ten thousand pods that are well cost nothing") {
    auto household = rolling();
    for (int i = 0; i < 10000; ++i) {
        household.put(pod("pod-" + std::to_string(i), "web-2", k_slow_pod));
    }
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 10000; ++i) {
        household.put(pod("pod-" + std::to_string(i), "web-2", k_ready_pod));
    }
    household.put(pod("sick", "web-2", k_fatal_pod));
    for (int i = 0; i < 10000; ++i) {
        REQUIRE(household.explain(*household.find("web")).health == Health::failed);
    }
    for (int i = 0; i < 10000; ++i) {
        household.remove("pod-" + std::to_string(i));
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}
