#include "status/rollout.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"

using namespace yare;

namespace {

// `done: TEXT`, `wait: TEXT` or `error: TEXT`
std::string report_on(const std::string& json, std::int64_t revision = 0) {
    JsonTree tree;
    try {
        const auto report = report_rollout(tree.parse(json), revision);
        return (report.is_done ? "done: " : "wait: ") + report.text;
    } catch (const Error& error) {
        return std::string("error: ") + error.what();
    }
}

std::string workload(const std::string& kind, const std::string& spec, const std::string& status,
                     const std::string& metadata = {}) {
    return R"({"apiVersion":"apps/v1","kind":")" + kind + R"(","metadata":{"name":"d","generation":2)" +
           metadata + R"(},"spec":{)" + spec + R"(},"status":{)" + status + "}}";
}

struct Case {
    std::string kind;
    std::string spec;
    std::string status;
    std::string expected;
};

void check(const std::vector<Case>& cases) {
    for (const auto& each : cases) {
        CAPTURE(each.expected);
        CHECK(report_on(workload(each.kind, each.spec, each.status)) == each.expected);
    }
}

}  // namespace

TEST_CASE("has_rollout") {
    CHECK(has_rollout("apps", "Deployment"));
    CHECK(has_rollout("apps", "DaemonSet"));
    CHECK(has_rollout("apps", "StatefulSet"));
    CHECK(has_rollout("extensions", "Deployment"));
    CHECK(has_rollout("extensions", "DaemonSet"));
    CHECK_FALSE(has_rollout("extensions", "StatefulSet"));
    CHECK_FALSE(has_rollout("apps", "ReplicaSet"));
    CHECK_FALSE(has_rollout("", "Deployment"));
    CHECK(report_on(R"({"apiVersion":"v1","kind":"ConfigMap"})") ==
          "error: no status viewer has been implemented for ConfigMap");
    CHECK(report_on(R"({"apiVersion":"apps/v1","kind":"ReplicaSet"})") ==
          "error: no status viewer has been implemented for ReplicaSet.apps");
}

TEST_CASE("report_rollout: Deployment") {
    const std::string seen = R"("observedGeneration":2)";
    check({
        {"Deployment", R"("replicas":3)", R"("observedGeneration":1)",
         "wait: Waiting for deployment spec update to be observed...\n"},
        {"Deployment", R"("replicas":3)", seen + R"(,"updatedReplicas":1,"replicas":4)",
         "wait: Waiting for deployment \"d\" rollout to finish: 1 out of 3 new replicas have been "
         "updated...\n"},
        {"Deployment", R"("replicas":3)", seen + R"(,"updatedReplicas":3,"replicas":4)",
         "wait: Waiting for deployment \"d\" rollout to finish: 1 old replicas are pending termination...\n"},
        {"Deployment", R"("replicas":3)", seen + R"(,"updatedReplicas":3,"replicas":3,"availableReplicas":2)",
         "wait: Waiting for deployment \"d\" rollout to finish: 2 of 3 updated replicas are available...\n"},
        {"Deployment", R"("replicas":3)", seen + R"(,"updatedReplicas":3,"replicas":3,"availableReplicas":3)",
         "done: deployment \"d\" successfully rolled out\n"},
        {"Deployment", "", seen, "done: deployment \"d\" successfully rolled out\n"},
        {"Deployment", R"("replicas":3)",
         seen + R"(,"conditions":[{"type":"Progressing","reason":"ProgressDeadlineExceeded"}])",
         "error: deployment \"d\" exceeded its progress deadline"},
        {"Deployment", R"("replicas":"3")", seen,
         "error: failed to convert *unstructured.Unstructured to *v1.Deployment: a number of 32 bits was "
         "expected "
         "instead of 3"},
    });
    const auto revised =
        workload("Deployment", "", seen, R"(,"annotations":{"deployment.kubernetes.io/revision":"4"})");
    CHECK(report_on(revised, 4) == "done: deployment \"d\" successfully rolled out\n");
    CHECK(report_on(revised, 3) == "error: desired revision (3) is different from the running revision (4)");
    CHECK(report_on(workload("Deployment", "", seen), 1) ==
          "error: desired revision (1) is different from the running revision (0)");
    CHECK(report_on(
              workload("Deployment", "", seen, R"(,"annotations":{"deployment.kubernetes.io/revision":"x"})"),
              1) ==
          "error: cannot get the revision of deployment \"d\": strconv.ParseInt: parsing \"x\": invalid "
          "syntax");
}

TEST_CASE("report_rollout: DaemonSet") {
    const std::string rolling = R"("updateStrategy":{"type":"RollingUpdate"})";
    const std::string seen = R"("observedGeneration":2,"desiredNumberScheduled":3)";
    check({
        {"DaemonSet", R"("updateStrategy":{"type":"OnDelete"})", seen,
         "error: rollout status is only available for RollingUpdate strategy type"},
        {"DaemonSet", "", seen, "error: rollout status is only available for RollingUpdate strategy type"},
        {"DaemonSet", rolling, "", "wait: Waiting for daemon set spec update to be observed...\n"},
        {"DaemonSet", rolling, seen + R"(,"updatedNumberScheduled":1)",
         "wait: Waiting for daemon set \"d\" rollout to finish: 1 out of 3 new pods have been updated...\n"},
        {"DaemonSet", rolling, seen + R"(,"updatedNumberScheduled":3,"numberAvailable":2)",
         "wait: Waiting for daemon set \"d\" rollout to finish: 2 of 3 updated pods are available...\n"},
        {"DaemonSet", rolling, seen + R"(,"updatedNumberScheduled":3,"numberAvailable":3)",
         "done: daemon set \"d\" successfully rolled out\n"},
    });
}

TEST_CASE("report_rollout: StatefulSet") {
    const std::string rolling = R"("replicas":3,"updateStrategy":{"type":"RollingUpdate"})";
    const auto parted = [](const std::string& more) {
        return R"("replicas":3,"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{)" + more + "}}";
    };
    const std::string seen = R"("observedGeneration":2,"readyReplicas":3)";
    check({
        {"StatefulSet", "", seen, "error: rollout status is only available for RollingUpdate strategy type"},
        {"StatefulSet", rolling, "", "wait: Waiting for statefulset spec update to be observed...\n"},
        {"StatefulSet", rolling, R"("observedGeneration":1)",
         "wait: Waiting for statefulset spec update to be observed...\n"},
        {"StatefulSet", rolling, R"("observedGeneration":2,"readyReplicas":1)",
         "wait: Waiting for 2 pods to be ready...\n"},
        {"StatefulSet", parted(R"("partition":1)"), seen + R"(,"updatedReplicas":1)",
         "wait: Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...\n"},
        {"StatefulSet", parted(R"("partition":1)"), seen + R"(,"updatedReplicas":2)",
         "done: partitioned roll out complete: 2 new pods have been updated...\n"},
        {"StatefulSet", parted(""), seen,
         "done: partitioned roll out complete: 0 new pods have been updated...\n"},
        {"StatefulSet", rolling,
         seen + R"(,"updatedReplicas":1,"updateRevision":"r2","currentRevision":"r1")",
         "wait: waiting for statefulset rolling update to complete 1 pods at revision r2...\n"},
        {"StatefulSet", rolling,
         seen + R"(,"currentReplicas":3,"updateRevision":"r2","currentRevision":"r2")",
         "done: statefulset rolling update complete 3 pods at revision r2...\n"},
    });
}
