#include "status/rules.hpp"

namespace yare {

namespace {

std::string or_else(std::string text, const char* otherwise) {
    return text.empty() ? std::string(otherwise) : text;
}

}  // namespace

Verdict judge_job(const JsonValue& object, const Conditions& conditions) {
    const auto spec = object.find("spec");
    const auto status = object.find("status");
    for (const auto& condition : conditions) {
        if (condition.status != "True") {
            continue;
        }
        if (condition.type == "Complete") {
            return {Health::current, "Completed"};
        }
        if (condition.type == "Failed") {
            return {Health::failed, or_else(said(condition.reason, condition.message), "Failed")};
        }
        if (condition.type == "Suspended" && spec.find("suspend").is_true()) {
            return {Health::current, "Suspended"};
        }
    }
    if (string_of(status.find("startTime")).empty()) {
        return {Health::in_progress, "not started yet"};
    }
    const auto wanted = count_of(spec.find("completions"), count_of(spec.find("parallelism"), 1));
    auto reason = part_of(count_of(status.find("succeeded")), wanted, "completions") + ", " +
                  std::to_string(count_of(status.find("active"))) + " active";
    if (const auto failed = count_of(status.find("failed")); failed != 0) {
        reason += ", " + std::to_string(failed) + " failed";
    }
    return {Health::in_progress, reason};
}

Verdict judge_cron_job(const JsonValue& object, const Conditions&) {
    if (object.find("spec").find("suspend").is_true()) {
        return {Health::current, "Suspended"};
    }
    const auto active = object.find("status").find("active");
    const auto count = active.is_array() ? static_cast<std::int64_t>(active.size()) : 0;
    return {Health::current, count == 0 ? "Scheduled" : counted(count, "job") + " active"};
}

Verdict judge_claim(const JsonValue& object, const Conditions&) {
    const auto phase = one_line(string_of(object.find("status").find("phase")));
    if (phase == "Bound") {
        return {Health::current, "Bound"};
    }
    return {Health::in_progress, phase.empty() ? "not bound yet" : "not bound: phase " + phase};
}

Verdict judge_service(const JsonValue& object, const Conditions&) {
    const auto spec = object.find("spec");
    if (string_of(spec.find("type")) != "LoadBalancer") {
        return {Health::current, "Ready"};
    }
    if (string_of(spec.find("clusterIP")).empty()) {
        return {Health::in_progress, "no cluster IP yet"};
    }
    const bool has_address = object.find("status").find("loadBalancer").find("ingress").size() > 0;
    return {Health::current, has_address ? "Ready" : "cluster IP assigned, no load balancer address yet"};
}

Verdict judge_definition(const JsonValue&, const Conditions& conditions) {
    for (const auto& condition : conditions) {
        const bool is_false = condition.status == "False";
        const bool is_established = condition.type == "Established";
        if (is_false &&
            (condition.type == "NamesAccepted" || (is_established && condition.reason != "Installing"))) {
            return {Health::failed, or_else(said(condition.reason, condition.message),
                                            is_established ? "not established" : "names not accepted")};
        }
        if (is_established && condition.status == "True") {
            return {Health::current, "Established"};
        }
    }
    return {Health::in_progress, "not established yet"};
}

Verdict judge_disruption_budget(const JsonValue& object, const Conditions&) {
    const auto allowed = count_of(object.find("status").find("disruptionsAllowed"));
    return {Health::current, counted(allowed, "disruption") + " allowed"};
}

}  // namespace yare
