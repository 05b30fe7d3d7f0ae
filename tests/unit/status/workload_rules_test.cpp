#include <doctest/doctest.h>

#include <vector>

#include "status/judged.hpp"

using namespace yare;

namespace {

using judged::Case;
using judged::object_of;

std::string deployment(const std::string& spec, const std::string& status) {
    return object_of("apps/v1", "Deployment", R"("spec":{)" + spec + R"(},"status":{)" + status + "}");
}

const char* const k_rolled_out =
    R"("conditions":[{"type":"Available","status":"True","reason":"MinimumReplicasAvailable"},
                     {"type":"Progressing","status":"True","reason":"NewReplicaSetAvailable"}])";

std::string counts(int there, int updated, int ready, int available) {
    return R"("observedGeneration":2,"replicas":)" + std::to_string(there) + R"(,"updatedReplicas":)" +
           std::to_string(updated) + R"(,"readyReplicas":)" + std::to_string(ready) +
           R"(,"availableReplicas":)" + std::to_string(available);
}

void check(const std::vector<Case>& cases) {
    for (const auto& each : cases) {
        CAPTURE(each.what);
        CHECK(judged::words_on(each.json) == each.expected);
    }
}

}  // namespace

TEST_CASE("judge: a Deployment, by kstatus' rules") {
    const std::string three = R"("replicas":3,"progressDeadlineSeconds":600)";
    const std::string rolled_out = std::string(",") + k_rolled_out;
    check({
        {"all there", deployment(three, counts(3, 3, 3, 3) + rolled_out), "Current: 3 replicas available"},
        {"one by default", deployment(R"("progressDeadlineSeconds":600)", counts(1, 1, 1, 1) + rolled_out),
         "Current: 1 replica available"},
        {"none wanted", deployment(R"("replicas":0)", counts(0, 0, 0, 0) + rolled_out),
         "Current: scaled to 0"},
        {"nothing yet", deployment(three, ""), "InProgress: 0 of 3 replicas available"},
        {"too few", deployment(three, counts(2, 2, 1, 1)), "InProgress: 1 of 3 replicas available"},
        {"too few, but available", deployment(three, counts(2, 2, 2, 3)),
         "InProgress: 2 of 3 replicas created"},
        {"too few updated", deployment(three, counts(4, 1, 3, 3)), "InProgress: 1 of 3 replicas updated"},
        {"paused", deployment(three + R"(,"paused":true)", counts(4, 1, 3, 3)),
         "InProgress: 1 of 3 replicas updated, rollout paused"},
        {"too many", deployment(three, counts(5, 3, 3, 3)),
         "InProgress: 2 extra replicas pending termination"},
        {"too few available", deployment(three, counts(3, 3, 3, 2)), "InProgress: 2 of 3 replicas available"},
        {"too few ready", deployment(three, counts(3, 3, 2, 3)), "InProgress: 2 of 3 replicas ready"},
        {"no conditions", deployment(three, counts(3, 3, 3, 3)), "InProgress: rollout not confirmed yet"},
        {"no deadline: no condition Progressing",
         deployment(R"("replicas":3)",
                    counts(3, 3, 3, 3) + R"(,"conditions":[{"type":"Available","status":"True"}])"),
         "Current: 3 replicas available"},
        {"the greatest deadline is none",
         deployment(R"("replicas":3,"progressDeadlineSeconds":2147483647)",
                    counts(3, 3, 3, 3) + R"(,"conditions":[{"type":"Available","status":"True"}])"),
         "Current: 3 replicas available"},
        {"progressing still", deployment(three, counts(3, 3, 3, 3) + R"(,"conditions":[
            {"type":"Progressing","status":"True","reason":"ReplicaSetUpdated","message":"It moves."}])"),
         "InProgress: ReplicaSetUpdated: It moves"},
        {"not available", deployment(R"("replicas":3)", counts(3, 3, 3, 3) + R"(,"conditions":[
            {"type":"Available","status":"False","reason":"MinimumReplicasUnavailable","message":"no"}])"),
         "InProgress: MinimumReplicasUnavailable: no"},
        {"deadline",
         deployment(three, counts(3, 1, 3, 3) + R"(,"conditions":[{"type":"Progressing","status":"False",
            "reason":"ProgressDeadlineExceeded","message":"ReplicaSet \"web-1\" has timed out progressing."}])"),
         "Failed: ProgressDeadlineExceeded: ReplicaSet \"web-1\" has timed out progressing"},
        {"a quota",
         deployment(R"("replicas":1)", counts(0, 0, 0, 0) + R"(,"conditions":[{"type":"ReplicaFailure",
            "status":"True","reason":"FailedCreate","message":"pods \"x\" is forbidden: exceeded quota"}])"),
         "InProgress: 0 of 1 replicas available; FailedCreate: pods \"x\" is forbidden: exceeded quota"},
        {"a quota, over", deployment(R"("replicas":1)", counts(0, 0, 0, 0) + R"(,"conditions":[
            {"type":"ReplicaFailure","status":"False","reason":"FailedCreate"}])"),
         "InProgress: 0 of 1 replicas available"},
        {"extensions", object_of("extensions/v1beta1", "Deployment", R"("status":{})"),
         "InProgress: 0 of 1 replicas available"},
        {"another group", object_of("example.com/v1", "Deployment", R"("status":{})"), "Current: Exists"},
        {"another group with a core kind", object_of("apps/v1", "Pod", ""), "Current: Exists"},
    });
}

TEST_CASE("judge: a ReplicaSet") {
    const auto set = [](const std::string& status) {
        return object_of("apps/v1", "ReplicaSet", R"("spec":{"replicas":2},"status":{)" + status + "}");
    };
    const std::string all =
        R"("replicas":2,"fullyLabeledReplicas":2,"readyReplicas":2,"availableReplicas":2)";
    check({
        {"all there", set(all), "Current: 2 replicas available"},
        {"none", set(""), "InProgress: 0 of 2 replicas available"},
        {"labels", set(R"("replicas":2,"fullyLabeledReplicas":1,"readyReplicas":2,"availableReplicas":2)"),
         "InProgress: 1 of 2 replicas labelled"},
        {"ready", set(R"("replicas":2,"fullyLabeledReplicas":2,"readyReplicas":1,"availableReplicas":2)"),
         "InProgress: 1 of 2 replicas ready"},
        {"too many", set(R"("replicas":3,"fullyLabeledReplicas":3,"readyReplicas":3,"availableReplicas":3)"),
         "InProgress: 1 extra replica pending termination"},
        {"failure", set(all + R"(,"conditions":[{"type":"ReplicaFailure","status":"True","reason":"R"}])"),
         "InProgress: 2 replicas available; R"},
        {"scaled down",
         object_of("apps/v1", "ReplicaSet", R"("spec":{"replicas":0},"status":{"replicas":0})"),
         "Current: scaled to 0"},
    });
}

TEST_CASE("judge: a StatefulSet") {
    const auto set = [](const std::string& strategy, const std::string& status) {
        return object_of(
            "apps/v1", "StatefulSet",
            R"("spec":{"replicas":3,"updateStrategy":{)" + strategy + R"(}},"status":{)" + status + "}");
    };
    const std::string same = R"(,"currentReplicas":3,"currentRevision":"r1","updateRevision":"r1")";
    check({
        {"all there", set("", counts(3, 3, 3, 3) + same), "Current: 3 replicas ready"},
        {"none", set("", ""), "InProgress: 0 of 3 replicas ready"},
        {"not ready", set("", counts(3, 3, 2, 2) + same), "InProgress: 2 of 3 replicas ready"},
        {"ready, not there", set("", counts(2, 3, 3, 3) + same), "InProgress: 2 of 3 replicas created"},
        {"too many", set("", counts(4, 3, 3, 3) + same), "InProgress: 1 extra replica pending termination"},
        {"current", set("", counts(3, 1, 3, 3) + R"(,"currentReplicas":2)"),
         "InProgress: 1 of 3 replicas updated"},
        {"revisions",
         set("", counts(3, 3, 3, 3) + R"(,"currentReplicas":3,"currentRevision":"r1","updateRevision":"r2")"),
         "InProgress: updated revision not current yet"},
        {"partition not reached",
         set(R"("rollingUpdate":{"partition":1})", counts(3, 1, 3, 3) + R"(,"currentReplicas":2)"),
         "InProgress: 1 of 2 replicas updated"},
        {"partition reached, revisions differ",
         set(R"("rollingUpdate":{"partition":1})",
             counts(3, 2, 3, 3) + R"(,"currentReplicas":1,"currentRevision":"r1","updateRevision":"r2")"),
         "Current: 3 replicas ready"},
        {"by hand", set(R"("type":"OnDelete")", ""), "Current: updated by hand (OnDelete)"},
    });
}

TEST_CASE("judge: a DaemonSet") {
    const auto set = [](const std::string& status) {
        return object_of("apps/v1", "DaemonSet", R"("status":{)" + status + "}");
    };
    const auto numbers = [](int wanted, int current, int updated, int available, int ready) {
        return R"("observedGeneration":2,"desiredNumberScheduled":)" + std::to_string(wanted) +
               R"(,"currentNumberScheduled":)" + std::to_string(current) + R"(,"updatedNumberScheduled":)" +
               std::to_string(updated) + R"(,"numberAvailable":)" + std::to_string(available) +
               R"(,"numberReady":)" + std::to_string(ready);
    };
    check({
        {"all there", set(numbers(2, 2, 2, 2, 2)), "Current: 2 pods available"},
        {"no node", set(numbers(0, 0, 0, 0, 0)), "Current: no node to run on"},
        {"not observed", set(""), "InProgress: not observed by its controller yet"},
        {"no generation", R"({"apiVersion":"apps/v1","kind":"DaemonSet","status":{"observedGeneration":1}})",
         "InProgress: not observed by its controller yet"},
        {"not known", set(R"("observedGeneration":2)"), "InProgress: number of pods not known yet"},
        {"scheduled", set(numbers(2, 1, 2, 2, 2)), "InProgress: 1 of 2 pods scheduled"},
        {"updated", set(numbers(2, 2, 1, 2, 2)), "InProgress: 1 of 2 pods updated"},
        {"available", set(numbers(2, 2, 2, 0, 2)), "InProgress: 0 of 2 pods available"},
        {"ready", set(numbers(2, 2, 2, 2, 1)), "InProgress: 1 of 2 pods ready"},
        {"one", set(numbers(1, 1, 1, 0, 1)), "InProgress: 0 of 1 pods available"},
    });
}

TEST_CASE("judge: a Job runs until it is complete or has failed") {
    const auto job = [](const std::string& spec, const std::string& status) {
        return object_of("batch/v1", "Job", R"("spec":{)" + spec + R"(},"status":{)" + status + "}");
    };
    const auto condition = [](const std::string& type, const std::string& more = {}) {
        return R"("startTime":"2026-11-22T10:00:00Z","conditions":[{"type":")" + type +
               R"(","status":"True")" + more + "}]";
    };
    check({
        {"not started", job("", ""), "InProgress: not started yet"},
        {"runs",
         job(R"("completions":3)",
             R"("startTime":"2026-11-22T10:00:00Z","active":2,"succeeded":0,"failed":1)"),
         "InProgress: 0 of 3 completions, 2 active, 1 failed"},
        {"runs without a number", job(R"("parallelism":2)", R"("startTime":"2026-11-22T10:00:00Z")"),
         "InProgress: 0 of 2 completions, 0 active"},
        {"one", job("", R"("startTime":"2026-11-22T10:00:00Z","active":1)"),
         "InProgress: 0 of 1 completions, 1 active"},
        {"complete", job("", condition("Complete")), "Current: Completed"},
        {"failed", job("", condition("Failed", R"(,"reason":"BackoffLimitExceeded","message":"Too often.")")),
         "Failed: BackoffLimitExceeded: Too often"},
        {"failed without a word", job("", condition("Failed")), "Failed: Failed"},
        {"suspended", job(R"("suspend":true)", condition("Suspended")), "Current: Suspended"},
        {"taken up again", job(R"("suspend":false)", condition("Suspended")),
         "InProgress: 0 of 1 completions, 0 active"},
        {"to be suspended", job(R"("suspend":true)", ""), "InProgress: not started yet"},
        {"not failed", job("", R"("conditions":[{"type":"Failed","status":"False"}])"),
         "InProgress: not started yet"},
        {"cron job", object_of("batch/v1", "CronJob", ""), "Current: Scheduled"},
        {"active cron job", object_of("batch/v1", "CronJob", R"("status":{"active":[{}]})"),
         "Current: 1 job active"},
        {"suspended cron job", object_of("batch/v1", "CronJob", R"("spec":{"suspend":true})"),
         "Current: Suspended"},
    });
}

TEST_CASE("judge: claims, services, definitions, budgets, and what is always current") {
    const auto definition = [](const std::string& conditions) {
        return object_of("apiextensions.k8s.io/v1", "CustomResourceDefinition",
                         R"("status":{"conditions":[)" + conditions + "]}");
    };
    check({
        {"claim", object_of("v1", "PersistentVolumeClaim", R"("status":{"phase":"Bound"})"),
         "Current: Bound"},
        {"pending claim", object_of("v1", "PersistentVolumeClaim", R"("status":{"phase":"Pending"})"),
         "InProgress: not bound: phase Pending"},
        {"new claim", object_of("v1", "PersistentVolumeClaim", ""), "InProgress: not bound yet"},
        {"service", object_of("v1", "Service", R"("spec":{"type":"ClusterIP"})"), "Current: Ready"},
        {"load balancer without an IP", object_of("v1", "Service", R"("spec":{"type":"LoadBalancer"})"),
         "InProgress: no cluster IP yet"},
        {"load balancer",
         object_of("v1", "Service", R"("spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"})"),
         "Current: cluster IP assigned, no load balancer address yet"},
        {"load balancer with an address",
         object_of("v1", "Service", R"("spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"},
                                       "status":{"loadBalancer":{"ingress":[{"ip":"1.2.3.4"}]}})"),
         "Current: Ready"},
        {"new definition", definition(""), "InProgress: not established yet"},
        {"established",
         definition(R"({"type":"NamesAccepted","status":"True"},{"type":"Established","status":"True"})"),
         "Current: Established"},
        {"installing", definition(R"({"type":"Established","status":"False","reason":"Installing"})"),
         "InProgress: not established yet"},
        {"not established",
         definition(R"({"type":"Established","status":"False","reason":"NotAccepted","message":"m"})"),
         "Failed: NotAccepted: m"},
        {"names", definition(R"({"type":"NamesAccepted","status":"False"})"), "Failed: names not accepted"},
        {"budget", object_of("policy/v1", "PodDisruptionBudget", R"("status":{"disruptionsAllowed":1})"),
         "Current: 1 disruption allowed"},
        {"config map", object_of("v1", "ConfigMap", ""), "Current: Exists"},
        {"secret", object_of("v1", "Secret", ""), "Current: Exists"},
    });
}
