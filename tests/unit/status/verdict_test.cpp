#include "status/verdict.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "base/text.hpp"
#include "status/condition.hpp"
#include "status/fields.hpp"
#include "status/household.hpp"
#include "status/judged.hpp"
#include "status/rollout.hpp"

using namespace yare;

namespace {

using judged::object_of;
using judged::words_on;

std::string custom(const std::string& status, const std::string& metadata = {}) {
    return object_of("example.com/v1", "Thing", R"("status":)" + status, metadata);
}

std::string with_conditions(const std::string& conditions) {
    return custom(R"({"conditions":[)" + conditions + "]}");
}

void check(const std::vector<judged::Case>& cases) {
    for (const auto& each : cases) {
        CAPTURE(each.what);
        CHECK(words_on(each.json) == each.expected);
    }
}

}  // namespace

TEST_CASE("health_word") {
    CHECK(health_word(Health::current) == "Current");
    CHECK(health_word(Health::in_progress) == "InProgress");
    CHECK(health_word(Health::failed) == "Failed");
    CHECK(health_word(Health::terminating) == "Terminating");
    CHECK(health_word(Health::not_found) == "NotFound");
    CHECK(health_word(Health::unknown) == "Unknown");
}

TEST_CASE("judge: what is to go names what it waits for, before anything else") {
    const std::string going = R"("deletionTimestamp":"2026-11-22T10:00:00Z")";
    check({
        {"finalizers", custom(R"({"observedGeneration":1})", going + R"(,"finalizers":["a/b","c/d"])"),
         "Terminating: waits for finalizers a/b, c/d"},
        {"one", custom("{}", going + R"(,"finalizers":["a/b"])"), "Terminating: waits for finalizer a/b"},
        {"none", custom("{}", going), "Terminating: being deleted"},
        {"a pod",
         object_of("v1", "Pod", R"("status":{"phase":"Failed"})",
                   going + R"(,"deletionGracePeriodSeconds":30)"),
         "Terminating: being deleted, grace period 30s"},
        {"a namespace",
         object_of("v1", "Namespace", R"("spec":{"finalizers":["kubernetes"]},
            "status":{"phase":"Terminating","conditions":[
                {"type":"NamespaceDeletionDiscoveryFailure","status":"False","message":"fine"},
                {"type":"NamespaceContentRemaining","status":"True","reason":"SomeResourcesRemain",
                 "message":"Some resources are remaining: things.example.com has 1 resource instances"}]})",
                   going),
         "Terminating: waits for finalizer kubernetes; Some resources are remaining: things.example.com has "
         "1 "
         "resource instances"},
        {"not marked", custom("{}", R"("deletionTimestamp":"","finalizers":["a/b"])"), "Current: Exists"},
        {"even with nonsense in it", custom(R"("x")", going), "Terminating: being deleted"},
    });
}

TEST_CASE("judge: what holds for any kind, in kstatus' order") {
    check({
        {"old generation", custom(R"({"observedGeneration":1,"conditions":[
            {"type":"Stalled","status":"True"},{"type":"Ready","status":"True"}]})"),
         "InProgress: generation 2 not observed yet (last: 1)"},
        {"generation from the future", custom(R"({"observedGeneration":3})"),
         "InProgress: generation 2 not observed yet (last: 3)"},
        {"reconciling", with_conditions(R"({"type":"Ready","status":"True"},
            {"type":"Reconciling","status":"True","reason":"Progressing","message":"at work"})"),
         "InProgress: Progressing: at work"},
        {"stalled", with_conditions(R"({"type":"Ready","status":"True"},
            {"type":"Stalled","status":"True","reason":"BuildFailed","message":"no such chart"})"),
         "Failed: BuildFailed: no such chart"},
        {"not stalled", with_conditions(R"({"type":"Stalled","status":"False"})"), "Current: Exists"},
        {"the first of both counts", with_conditions(R"({"type":"Reconciling","status":"True"},
            {"type":"Stalled","status":"True"})"),
         "InProgress: Reconciling is True"},
        {"stalled long ago", with_conditions(R"({"type":"Stalled","status":"True","observedGeneration":1})"),
         "InProgress: generation 2 not observed yet (last: 1)"},
        {"a deployment, too", object_of("apps/v1", "Deployment", R"("spec":{"replicas":0},"status":{
            "conditions":[{"type":"Stalled","status":"True","message":"m"}]})"),
         "Failed: m"},
        {"ready", with_conditions(R"({"type":"Ready","status":"True","message":"all good"})"),
         "Current: Ready"},
        {"not ready", with_conditions(R"({"type":"Ready","status":"False","reason":"Issuing",
            "message":"Issuing certificate\nas Secret does not exist."})"),
         "InProgress: Issuing: Issuing certificate as Secret does not exist"},
        {"not known", with_conditions(R"({"type":"Ready","status":"Unknown"})"),
         "InProgress: Ready is Unknown"},
        {"no status of a condition", with_conditions(R"({"type":"Ready","status":"Maybe"})"),
         "Current: Exists"},
        {"ready long ago", with_conditions(R"({"type":"Ready","status":"True","observedGeneration":1})"),
         "InProgress: generation 2 not observed yet (last: 1)"},
        {"ready now", with_conditions(R"({"type":"Ready","status":"True","observedGeneration":2})"),
         "Current: Ready"},
        {"no conditions", custom("{}"), "Current: Exists"},
        {"no status", object_of("example.com/v1", "Thing", ""), "Current: Exists"},
        {"a phase", object_of("v1", "Namespace", R"("status":{"phase":"Active"})"), "Current: phase Active"},
        {"null", custom(R"({"observedGeneration":null,"conditions":null})"), "Current: Exists"},
    });
    CHECK_FALSE(judged::verdict_on(custom(R"({"observedGeneration":1})")).is_observed);
    CHECK(judged::verdict_on(custom(R"({"observedGeneration":2})")).is_observed);
}

TEST_CASE("judge: an element of a typed list is of the kind that it is said to be") {
    JsonTree tree;
    const auto pod = tree.parse(R"({"metadata":{"name":"p"},"status":{"phase":"Failed"}})");
    CHECK(judge(pod, {"", "Pod"}, judged::noon()).health == Health::failed);
    CHECK(judge(pod, judged::noon()).health == Health::current);
    CHECK(read_member(pod, {"", "Pod"}, judged::noon()).is_pod);
    CHECK(report_rollout(tree.parse(R"({"metadata":{"name":"d"}})"), {"apps", "Deployment"}, 0).is_done);
}

TEST_CASE("judge: what makes no sense is Unknown") {
    check({
        {"no object", "[1]", "Unknown: not an object"},
        {"a text", R"("x")", "Unknown: not an object"},
        {"status", custom(R"("ok")"), "Unknown: its status is not an object"},
        {"generation", R"({"metadata":{"generation":"2"},"status":{}})",
         "Unknown: its generation is not a number"},
        {"observed", custom(R"({"observedGeneration":"2"})"),
         "Unknown: its observedGeneration is not a number"},
        {"huge", custom(R"({"observedGeneration":99999999999999999999})"),
         "Unknown: its observedGeneration is not a number"},
        {"conditions", custom(R"({"conditions":{"Ready":"True"}})"),
         "Unknown: its conditions are not a list of conditions"},
        {"a condition", custom(R"({"conditions":["Ready"]})"),
         "Unknown: its conditions are not a list of conditions"},
        {"its status", custom(R"({"conditions":[{"type":"Ready","status":true}]})"),
         "Unknown: its conditions are not a list of conditions"},
        {"nothing", "{}", "Current: Exists"},
    });
}

TEST_CASE("judge: a message of the server becomes one short line that cannot drive a terminal") {
    std::string message = "first\\n\\tsecond \\u001b[31mred\\u0007 ";
    for (int i = 0; i < 1000; ++i) {
        message += "\xc3\xa4";
    }
    const auto words =
        words_on(with_conditions(R"({"type":"Ready","status":"False","message":")" + message + "\"}"));
    CHECK(words.starts_with("InProgress: first second [31mred \xc3\xa4"));
    CHECK(words.size() <= 12 + 300);
    CHECK(words.ends_with("\xc3\xa4..."));
    CHECK(one_line("  a \n b  ") == "a b");
    CHECK(one_line("abcdef", 6) == "abcdef");
    CHECK(one_line("abcdefg", 6) == "abc...");
    CHECK(one_line("\xc3\xa4\xc3\xa4\xc3\xa4", 5) == "\xc3\xa4...");
    CHECK(one_line("a\xff z") == "a z");
}

TEST_CASE("judge and its kin take any object") {
    const std::vector<std::string> values = {
        "null",
        "true",
        "7",
        "-1",
        "1.5",
        "1e400",
        "99999999999999999999",
        R"("x")",
        "[]",
        "{}",
        "[null]",
        R"([[],{},"x",1])",
        R"({"a":1})",
        R"([{"name":1,"state":[],"type":{},"status":[]}])",
        R"([{"state":{"waiting":{"reason":{}},"terminated":{"exitCode":"x"}}}])",
        "-2147483648",
        "2147483647"};
    const std::vector<std::string> fields = {"replicas",
                                             "updatedReplicas",
                                             "readyReplicas",
                                             "availableReplicas",
                                             "conditions",
                                             "phase",
                                             "containerStatuses",
                                             "initContainerStatuses",
                                             "updateStrategy",
                                             "completions",
                                             "parallelism",
                                             "startTime",
                                             "loadBalancer",
                                             "active",
                                             "desiredNumberScheduled",
                                             "suspend",
                                             "finalizers",
                                             "observedGeneration",
                                             "currentReplicas",
                                             "partition"};
    const std::vector<std::pair<std::string, std::string>> kinds = {
        {"v1", "Pod"},
        {"apps/v1", "Deployment"},
        {"apps/v1", "ReplicaSet"},
        {"apps/v1", "StatefulSet"},
        {"apps/v1", "DaemonSet"},
        {"batch/v1", "Job"},
        {"batch/v1", "CronJob"},
        {"v1", "Service"},
        {"v1", "PersistentVolumeClaim"},
        {"v1", "Namespace"},
        {"policy/v1", "PodDisruptionBudget"},
        {"apiextensions.k8s.io/v1", "CustomResourceDefinition"},
        {"example.com/v1", "Thing"}};
    JsonTree tree;
    std::size_t judged_count = 0;
    const auto take = [&](const std::string& json) {
        CAPTURE(json);
        const auto object = tree.parse(json);
        const auto verdict = judge(object, judged::noon());
        CHECK(verdict.reason.size() <= 600);
        read_member(object, judged::noon());
        read_complaint(object);
        for (const auto& attempt : {+[](const JsonValue& each) { condition_is(each, "Ready", "True"); },
                                    +[](const JsonValue& each) { report_rollout(each, 1); }}) {
            try {
                attempt(object);
            } catch (const Error& error) {
                CHECK_FALSE(std::string(error.what()).empty());
            }
        }
        ++judged_count;
    };
    for (const auto& [version, kind] : kinds) {
        const auto start = R"({"apiVersion":")" + version + R"(","kind":")" + kind + "\",";
        for (const auto& value : values) {
            take(start + R"("metadata":)" + value + R"(,"spec":)" + value + R"(,"status":)" + value + "}");
            for (const auto& field : fields) {
                const auto part = "{\"" + field + "\":" + value + R"(,"type":"LoadBalancer"})";
                take(start + R"("metadata":)" + part + R"(,"spec":)" + part + R"(,"status":)" + part + "}");
                take(start + R"("metadata":{"generation":1,"deletionTimestamp":"x",")" + field +
                     "\":" + value + R"(},"spec":)" + part + R"(,"status":{"phase":"Running",")" + field +
                     "\":" + value + "}}");
            }
            for (const char* phase : {"Pending", "Running", "Failed", "\\u001b"}) {
                take(start + R"("status":{"phase":")" + phase + R"(","containerStatuses":)" + value +
                     R"(,"initContainerStatuses":)" + value + "}}");
            }
        }
    }
    for (const char* other : {"null", "1", "[]", R"({"apiVersion":1,"kind":[]})",
                              R"({"apiVersion":"a/b/c","kind":"Pod"})", R"({"metadata":[],"status":[]})"}) {
        take(other);
    }
    CHECK(judged_count > 5000);
}
