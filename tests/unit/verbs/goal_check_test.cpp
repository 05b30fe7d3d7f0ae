#include "verbs/goal_check.hpp"

#include <doctest/doctest.h>

#include "request/goals.hpp"

using namespace yare;

namespace {

// Whether the object meets the goal (`yes`, `no`), or what is said.
std::string look(const std::string& goal, const std::string& json, Health health = Health::in_progress) {
    try {
        const GoalCheck check(goal == "failed" ? parse_failure(goal) : parse_status_goal(goal));
        JsonTree tree;
        const auto object = json.empty() ? JsonValue() : tree.parse(json);
        return check.is_met(json.empty() ? nullptr : &object, {health, ""}) ? "yes" : "no";
    } catch (const Error& error) {
        return error.what();
    }
}

struct Row {
    std::string goal, json, wanted;
};

void check(const std::vector<Row>& rows) {
    for (const auto& row : rows) {
        CAPTURE(row.goal);
        CAPTURE(row.json);
        CHECK(look(row.goal, row.json) == row.wanted);
    }
}

const std::string k_paths =
    R"({"metadata":{"name":"a","generation":3},"data":{"k":"v","n":"1"},"spec":{"x":7,"f":2.5,"e":100000000000000000000,)"
    R"("t":true,"z":null,"s":" v ","l":[1],"m":{},"q":"a=b"}})";

std::string of_kind(const std::string& version, const std::string& kind, const std::string& status) {
    return R"({"apiVersion":")" + version + R"(","kind":")" + kind + R"(","status":)" + status + "}";
}

}  // namespace

TEST_CASE("a JSONPath is met by one value of that text") {
    const std::string several = "given jsonpath expression matches more than one value";
    const std::string nested = "jsonpath leads to a nested object or list which is not supported";
    check({
        {"jsonpath={.data.k}", k_paths, "yes"},
        {"jsonpath={.data.k}=v", k_paths, "yes"},
        {"jsonpath={.data.k}=w", k_paths, "no"},
        {"jsonpath=data.k=v", k_paths, "yes"},
        {"jsonpath={.nope}", k_paths, "no"},
        {"jsonpath={.nope.k}=v", k_paths, "no"},
        {"jsonpath={.spec.x}=7", k_paths, "yes"},
        {"jsonpath={.spec.x}=7.0", k_paths, "no"},
        {"jsonpath={.spec.f}=2.5", k_paths, "yes"},
        {"jsonpath={.spec.e}=1e+20", k_paths, "yes"},
        {"jsonpath={.spec.t}=true", k_paths, "yes"},
        {"jsonpath={.spec.s}=v", k_paths, "yes"},
        {"jsonpath={.spec.z}", k_paths, "yes"},
        {"jsonpath={.spec.z}=<nil>", k_paths, "yes"},
        {"jsonpath={.spec.l}", k_paths, "yes"},
        {"jsonpath={.spec.l}=1", k_paths, nested},
        {"jsonpath={.spec.m}=x", k_paths, nested},
        {"jsonpath={.data.*}", k_paths, several},
        {"jsonpath={.data.k}", "", "no"},
        {"jsonpath=", k_paths, "jsonpath expression cannot be empty"},
    });
}

TEST_CASE("presence, verdicts and conditions") {
    check({
        {"exists", "{}", "yes"},
        {"exists", "", "no"},
        {"deleted", "{}", "no"},
        {"deleted", "", "yes"},
        {"current", "{}", "no"},
        {"current", "", "no"},
        {"condition=Ready", "", "no"},
        {"condition=ready", R"({"status":{"conditions":[{"type":"Ready","status":"True"}]}})", "yes"},
        {"condition=Ready=Unknown", R"({"status":{"conditions":[{"type":"Ready","status":"True"}]}})", "no"},
    });
    CHECK(look("current", "{}", Health::current) == "yes");
    CHECK(look("failed", "{}", Health::failed) == "yes");
    CHECK(look("failed", "{}", Health::current) == "no");
    CHECK(look("failed", "", Health::failed) == "no");
}

TEST_CASE("complete is what has done its work") {
    const std::string complete = R"({"conditions":[{"type":"Complete","status":"True"}]})";
    const std::string running = R"({"conditions":[{"type":"Succeeded","status":"Unknown"}]})";
    struct Complete {
        std::string json;
        Health health;
        std::string wanted;
    };
    const Complete rows[] = {
        {of_kind("batch/v1", "Job", complete), Health::current, "yes"},
        {of_kind("batch/v1", "Job", "{}"), Health::current, "no"},  // suspended
        {of_kind("v1", "Pod", R"({"phase":"Succeeded"})"), Health::current, "yes"},
        {of_kind("v1", "Pod", R"({"phase":"Running"})"), Health::current, "no"},
        {of_kind("tekton.dev/v1", "TaskRun", running), Health::current, "no"},
        {of_kind("example.com/v1", "Job", "{}"), Health::current, "yes"},
        {of_kind("apps/v1", "Deployment", "{}"), Health::current, "yes"},
        {of_kind("apps/v1", "Deployment", "{}"), Health::in_progress, "no"},
        {of_kind("apps/v1", "Deployment", R"({"conditions":7})"), Health::current, "yes"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        CHECK(look("complete", row.json, row.health) == row.wanted);
    }
}
