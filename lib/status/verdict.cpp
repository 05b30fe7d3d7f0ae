#include "status/verdict.hpp"

#include <array>

#include "status/pod_rules.hpp"
#include "status/rules.hpp"

namespace yare {

namespace {

// As long as a reason of several parts may become.
constexpr std::size_t k_longest_reason = 600;

struct KindRule {
    std::string_view group;
    std::string_view kind;
    Verdict (*judge)(const JsonValue& object, const Conditions& conditions);
};

Verdict exists(const JsonValue&, const Conditions&) { return {Health::current, "Exists"}; }

// kstatus' legacyTypes, but for Pod.
constexpr std::array k_rules = {
    KindRule{"", "Service", judge_service},
    KindRule{"", "Secret", exists},
    KindRule{"", "ConfigMap", exists},
    KindRule{"", "PersistentVolumeClaim", judge_claim},
    KindRule{"apps", "StatefulSet", judge_stateful_set},
    KindRule{"apps", "DaemonSet", judge_daemon_set},
    KindRule{"extensions", "DaemonSet", judge_daemon_set},
    KindRule{"apps", "Deployment", judge_deployment},
    KindRule{"extensions", "Deployment", judge_deployment},
    KindRule{"apps", "ReplicaSet", judge_replica_set},
    KindRule{"extensions", "ReplicaSet", judge_replica_set},
    KindRule{"policy", "PodDisruptionBudget", judge_disruption_budget},
    KindRule{"batch", "CronJob", judge_cron_job},
    KindRule{"batch", "Job", judge_job},
    KindRule{"apiextensions.k8s.io", "CustomResourceDefinition", judge_definition},
};

void add_names(std::string& names, const JsonValue& list) {
    for (auto entry = list.first(); list.is_array() && entry && names.size() < k_longest_reason;
         entry = entry.next()) {
        names += (names.empty() ? "" : ", ") + one_line(string_of(entry), 100);
    }
}

// What stands in the way of an object that is to go. A namespace tells it by conditions and has finalizers
// of its own (core/v1 NamespaceSpec.finalizers).
Verdict judge_terminating(const JsonValue& object, const ObjectKind& kind) {
    const auto metadata = object.find("metadata");
    std::string names;
    add_names(names, metadata.find("finalizers"));
    std::string reason;
    if (kind.kind == "Namespace" && kind.group.empty()) {
        add_names(names, object.find("spec").find("finalizers"));
        for (const auto& condition : read_conditions(object).value_or(Conditions())) {
            if (condition.status == "True" && reason.size() < k_longest_reason) {
                reason += "; " + said(condition.message.empty() ? condition.reason : "", condition.message);
            }
        }
    }
    if (!names.empty()) {
        const bool are_several = names.find(", ") != std::string::npos;
        return {Health::terminating,
                (are_several ? "waits for finalizers " : "waits for finalizer ") + names + reason};
    }
    const auto grace = count_of(metadata.find("deletionGracePeriodSeconds"));
    return {Health::terminating,
            "being deleted" + (grace > 0 ? ", grace period " + std::to_string(grace) + "s" : std::string()) +
                reason};
}

std::string condition_reason(const ConditionFacts& condition) {
    const auto text = said(condition.reason, condition.message);
    return text.empty() ? condition.type + " is " + one_line(condition.status, 60) : text;
}

Verdict not_observed(std::int64_t generation, std::int64_t observed) {
    return {Health::in_progress,
            "generation " + std::to_string(generation) +
                " not observed yet (last: " + std::to_string(observed) + ")",
            {},
            false};
}

// Nothing: the condition speaks of the generation that is asked for now, or does not say.
std::optional<Verdict> if_outdated(const ConditionFacts& condition, std::optional<std::int64_t> generation) {
    if (generation && condition.observed_generation && *condition.observed_generation < *generation) {
        return not_observed(*generation, *condition.observed_generation);
    }
    return std::nullopt;
}

// kstatus generic.go
std::optional<Verdict> judge_generically(const JsonValue& object, const Conditions& conditions) {
    const auto generation = integer_of(object.find("metadata").find("generation"));
    const auto observed = integer_of(object.find("status").find("observedGeneration"));
    if (generation && observed && *generation != *observed) {
        return not_observed(*generation, *observed);
    }
    for (const auto& condition : conditions) {
        if (condition.status == "True" && condition.type == "Reconciling") {
            return Verdict{Health::in_progress, condition_reason(condition)};
        }
        if (condition.status == "True" && condition.type == "Stalled") {
            if (auto outdated = if_outdated(condition, generation)) {
                return outdated;
            }
            return Verdict{Health::failed, condition_reason(condition)};
        }
    }
    return std::nullopt;
}

// kstatus status.go, checkReadyCondition
std::optional<Verdict> judge_by_readiness(const JsonValue& object, const Conditions& conditions) {
    const auto generation = integer_of(object.find("metadata").find("generation"));
    for (const auto& condition : conditions) {
        const bool is_true = condition.status == "True";
        if (condition.type != "Ready" ||
            (!is_true && condition.status != "False" && condition.status != "Unknown")) {
            continue;
        }
        if (auto outdated = if_outdated(condition, generation)) {
            return outdated;
        }
        return is_true ? Verdict{Health::current, "Ready"}
                       : Verdict{Health::in_progress, condition_reason(condition)};
    }
    return std::nullopt;
}

// What cannot be read as kstatus reads it; null: all is well.
const char* find_nonsense(const JsonValue& object) {
    const auto is_number_or_absent = [](const JsonValue& value) {
        return !value || value.kind() == JsonValue::Kind::null || integer_of(value);
    };
    const auto metadata = object.find("metadata");
    const auto status = object.find("status");
    if (!object.is_object()) {
        return "not an object";
    }
    if (status && status.kind() != JsonValue::Kind::null && !status.is_object()) {
        return "its status is not an object";
    }
    if (!is_number_or_absent(metadata.find("generation"))) {
        return "its generation is not a number";
    }
    if (!is_number_or_absent(status.find("observedGeneration"))) {
        return "its observedGeneration is not a number";
    }
    return nullptr;
}

PodFinding examine_unbounded(const JsonValue& object, const ObjectKind& kind, Moment now) {
    if (!string_of(object.find("metadata").find("deletionTimestamp")).empty()) {
        return {judge_terminating(object, kind), Trouble::none};
    }
    if (const char* nonsense = find_nonsense(object)) {
        return {{Health::unknown, nonsense}, Trouble::none};
    }
    const auto conditions = read_conditions(object);
    if (!conditions) {
        return {{Health::unknown, "its conditions are not a list of conditions"}, Trouble::none};
    }
    if (auto verdict = judge_generically(object, *conditions)) {
        return {*verdict, Trouble::none};
    }
    if (kind.group.empty() && kind.kind == "Pod") {
        return examine_pod(object, now);
    }
    for (const auto& rule : k_rules) {
        if (rule.group == kind.group && rule.kind == kind.kind) {
            return {rule.judge(object, *conditions), Trouble::none};
        }
    }
    if (auto verdict = judge_by_readiness(object, *conditions)) {
        return {*verdict, Trouble::none};
    }
    const auto phase = one_line(string_of(object.find("status").find("phase")), 100);
    return {{Health::current, phase.empty() ? "Exists" : "phase " + phase}, Trouble::none};
}

}  // namespace

std::string_view health_word(Health health) {
    constexpr std::array<std::string_view, 6> k_words = {"Current",     "InProgress", "Failed",
                                                         "Terminating", "NotFound",   "Unknown"};
    return k_words.at(static_cast<std::size_t>(health));
}

PodFinding examine(const JsonValue& object, const ObjectKind& kind, Moment now) {
    auto finding = examine_unbounded(object, kind, now);
    finding.verdict.reason = one_line(finding.verdict.reason, k_longest_reason);
    return finding;
}

ObjectKind kind_of(const JsonValue& object) { return {group_of(object), string_of(object.find("kind"))}; }

Verdict judge(const JsonValue& object, const ObjectKind& kind, Moment now) {
    return examine(object, kind, now).verdict;
}

Verdict judge(const JsonValue& object, Moment now) { return judge(object, kind_of(object), now); }

}  // namespace yare
