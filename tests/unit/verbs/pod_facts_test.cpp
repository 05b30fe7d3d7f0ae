#include "verbs/pod_facts.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"

using namespace yare;

namespace {

PodFacts pod_of(const std::string& json) {
    JsonTree tree;
    return read_pod(tree.parse(json));
}

PodFacts simple(const std::string& name, const std::string& status, const std::string& node = "n1",
                const std::string& created = "2026-11-22T10:00:00Z") {
    return pod_of(R"({"metadata":{"name":")" + name + R"(","uid":")" + name + R"(","creationTimestamp":")" +
                  created + R"("},"spec":{"nodeName":")" + node +
                  R"(","containers":[{"name":"c"}]},"status":)" + status + "}");
}

std::string first_of(std::vector<PodFacts> pods) {
    sort_by_logging(pods);
    return pods.front().name;
}

}  // namespace

TEST_CASE("read_pod: containers in the order init, regular, ephemeral with their states") {
    const auto pod = pod_of(R"({
        "metadata": {"name": "web-0", "namespace": "ns", "uid": "u", "resourceVersion": "7",
                     "annotations": {"kubectl.kubernetes.io/default-container": "b"}},
        "spec": {"nodeName": "n1", "restartPolicy": "Always",
                 "ephemeralContainers": [{"name": "debug"}],
                 "containers": [{"name": "a"}, {"name": "b"}],
                 "initContainers": [{"name": "setup"}, {"name": "proxy", "restartPolicy": "Always"}]},
        "status": {"phase": "Running",
                   "initContainerStatuses": [{"name": "setup", "restartCount": 0, "containerID": "x://0",
                       "state": {"terminated": {"exitCode": 3, "containerID": "x://t"}}}],
                   "containerStatuses": [
                       {"name": "b", "restartCount": 2, "containerID": "x://b", "state": {"running": {}}},
                       {"name": "a", "restartCount": 1, "containerID": "x://a",
                        "state": {"waiting": {"reason": "CrashLoopBackOff"}},
                        "lastState": {"terminated": {"exitCode": 1}}}]}})");
    CHECK(pod.name == "web-0");
    CHECK(pod.name_space == "ns");
    CHECK(pod.resource_version == "7");
    CHECK(pod.default_container == "b");
    REQUIRE(pod.containers.size() == 5);
    CHECK(pod.container_names() == "a, b, debug (ephem), setup (init), proxy (init)");
    const auto& setup = pod.containers[0];
    CHECK(setup.state == ContainerFacts::State::terminated);
    CHECK(setup.exit_code == 3);
    CHECK(setup.id == "x://t");
    CHECK(setup.has_log());
    CHECK(pod.containers[1].is_sidecar);
    CHECK_FALSE(pod.containers[1].has_log());
    const auto* a = pod.find("a");
    REQUIRE(a != nullptr);
    CHECK(a->state == ContainerFacts::State::waiting);
    CHECK(a->ran_before);
    CHECK(a->has_log());
    CHECK(pod.find("b")->restarts == 2);
    CHECK(pod.find("zz") == nullptr);
    CHECK_THROWS_AS(pod_of("[]"), Error);
    CHECK_THROWS_AS(pod_of("{}"), Error);
}

TEST_CASE("will_restart: by policy, kind and the pod's end") {
    struct Case {
        const char* policy;
        ContainerFacts::Kind kind;
        bool sidecar;
        int exit_code;
        bool again;
    };
    using Kind = ContainerFacts::Kind;
    const Case cases[] = {
        {"Always", Kind::regular, false, 0, true},     {"Always", Kind::regular, false, 1, true},
        {"OnFailure", Kind::regular, false, 0, false}, {"OnFailure", Kind::regular, false, 1, true},
        {"Never", Kind::regular, false, 1, false},     {"Always", Kind::init, false, 0, false},
        {"Always", Kind::init, false, 1, true},        {"Never", Kind::init, false, 1, false},
        {"Never", Kind::init, true, 0, true},          {"Always", Kind::ephemeral, false, 1, false},
    };
    for (const auto& each : cases) {
        PodFacts pod;
        pod.phase = "Running";
        pod.restart_policy = each.policy;
        ContainerFacts container;
        container.kind = each.kind;
        container.is_sidecar = each.sidecar;
        container.state = ContainerFacts::State::terminated;
        container.exit_code = each.exit_code;
        CAPTURE(each.policy);
        CAPTURE(each.exit_code);
        CHECK(pod.will_restart(container) == each.again);
        pod.is_deleted = true;
        CHECK_FALSE(pod.will_restart(container));
        pod.is_deleted = false;
        pod.phase = "Failed";
        CHECK_FALSE(pod.will_restart(container));
    }
}

TEST_CASE("sort_by_logging: kubectl's order (podutils.ByLogging)") {
    const std::string running = R"({"phase":"Running"})";
    const std::string pending = R"({"phase":"Pending"})";
    const auto ready = [](const std::string& since) {
        return R"({"phase":"Running","conditions":[{"type":"Ready","status":"True","lastTransitionTime":")" +
               since + R"("}]})";
    };
    const auto restarted = [](int times) {
        return R"({"phase":"Running","containerStatuses":[{"name":"c","restartCount":)" +
               std::to_string(times) + "}]}";
    };
    CHECK(first_of({simple("a", running, ""), simple("b", running)}) == "b");
    CHECK(first_of({simple("a", pending), simple("b", running)}) == "b");
    CHECK(first_of({simple("a", pending), simple("b", R"({"phase":"Unknown"})")}) == "b");
    CHECK(first_of({simple("a", running), simple("b", ready("2026-11-22T10:00:00Z"))}) == "b");
    CHECK(first_of({simple("a", ready("2026-11-22T11:00:00Z")),
                    simple("b", ready("2026-11-22T10:00:00Z"))}) == "b");
    CHECK(first_of({simple("a", restarted(1)), simple("b", restarted(2))}) == "b");
    CHECK(first_of({simple("a", running, "n1", "2026-11-22T11:00:00Z"),
                    simple("b", running, "n1", "2026-11-22T10:00:00Z")}) == "b");
    CHECK(first_of({simple("a", running), simple("b", running)}) == "a");
}
