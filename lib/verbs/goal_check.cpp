#include "verbs/goal_check.hpp"

#include "base/text.hpp"
#include "output/jsonpath/go_value.hpp"
#include "status/condition.hpp"

namespace yare {

namespace {

using Kind = Goal::Kind;

JsonPath read_path(const std::string& text) {
    const auto relaxed = relaxed_path(text);
    if (relaxed.empty()) {
        throw UsageError("jsonpath expression cannot be empty");
    }
    return JsonPath::parse(relaxed);
}

// The condition that says that the object has done what it was made for; empty where it has none.
std::string final_condition(const JsonValue& object) {
    const auto conditions = object.find("status").find("conditions");
    for (auto each = conditions.is_array() ? conditions.first() : JsonValue(); each; each = each.next()) {
        auto type = each.find("type").text();
        if (type == "Complete" || type == "Succeeded") {
            return type;
        }
    }
    return "";
}

bool is_complete(const JsonValue& object, const Verdict& verdict) {
    if (const auto type = final_condition(object); !type.empty()) {
        return condition_is(object, type, "true");
    }
    const auto version = object.find("apiVersion").text();
    const auto kind = object.find("kind").text();
    if (kind == "Job" && version.starts_with("batch/")) {
        return false;  // one that is suspended is current, and has not done anything
    }
    if (kind == "Pod" && version == "v1") {
        return object.find("status").find("phase").text() == "Succeeded";
    }
    return verdict.health == Health::current;
}

}  // namespace

GoalCheck::GoalCheck(Goal goal) : goal_(std::move(goal)) {
    if (goal_.kind == Kind::jsonpath) {
        path_ = read_path(goal_.name);
    }
}

bool GoalCheck::holds_path(const JsonValue& object) const {
    const auto groups = path_->find_results(object, {});
    if (groups.empty() || groups.front().empty()) {
        return false;
    }
    if (groups.size() > 1) {
        throw Error("given jsonpath expression matches more than one list");
    }
    if (groups.front().size() > 1) {
        throw Error("given jsonpath expression matches more than one value");
    }
    if (goal_.value.empty()) {
        return true;
    }
    const auto& value = groups.front().front();
    if (const auto* json = std::get_if<JsonValue>(&value); json && (json->is_object() || json->is_array())) {
        throw Error("jsonpath leads to a nested object or list which is not supported");
    }
    std::string text;
    jsonpath::append_sprint(text, value, JsonNumbers::as_sent);
    return trim(text) == trim(goal_.value);
}

bool GoalCheck::is_met(const JsonValue* object, const Verdict& verdict) const {
    if (object == nullptr) {
        return goal_.kind == Kind::deleted;
    }
    switch (goal_.kind) {
        case Kind::current:
            return verdict.health == Health::current;
        case Kind::complete:
            return is_complete(*object, verdict);
        case Kind::failed:
            return verdict.health == Health::failed;
        case Kind::deleted:
            return false;
        case Kind::exists:
            return true;
        case Kind::condition:
            return condition_is(*object, goal_.name, goal_.value);
        case Kind::jsonpath:
            return holds_path(*object);
    }
    return false;
}

}  // namespace yare
