#include <limits>

#include "status/rules.hpp"

namespace yare {

namespace {

std::string whole_of(std::int64_t count, const char* what) {
    return count == 0 ? "scaled to 0" : counted(count, "replica") + " " + what;
}

std::string extra(std::int64_t count) { return counted(count, "extra replica") + " pending termination"; }

// Why replicas cannot be made, as the condition ReplicaFailure says it (a quota, an admission webhook).
std::string with_failure(std::string reason, const Conditions& conditions) {
    const auto* failure = find_condition(conditions, "ReplicaFailure");
    if (failure != nullptr && failure->status == "True") {
        if (const auto cause = said(failure->reason, failure->message); !cause.empty()) {
            reason += "; " + cause;
        }
    }
    return reason;
}

std::string condition_text(const Conditions& conditions, std::string_view type, const char* otherwise) {
    const auto* condition = find_condition(conditions, type);
    const auto text = condition == nullptr ? std::string() : said(condition->reason, condition->message);
    return text.empty() ? otherwise : text;
}

struct ReplicaCounts {
    explicit ReplicaCounts(const JsonValue& object)
        : wanted(count_of(object.find("spec").find("replicas"), 1)),
          there(count_of(object.find("status").find("replicas"))),
          updated(count_of(object.find("status").find("updatedReplicas"))),
          ready(count_of(object.find("status").find("readyReplicas"))),
          available(count_of(object.find("status").find("availableReplicas"))) {}
    std::int64_t wanted, there, updated, ready, available;
};

// Empty: nothing is missing.
std::string missing_in_deployment(const ReplicaCounts& counts) {
    if (counts.wanted > counts.there) {
        return counts.available < counts.wanted
                   ? part_of(counts.available, counts.wanted, "replicas available")
                   : part_of(counts.there, counts.wanted, "replicas created");
    }
    if (counts.wanted > counts.updated) {
        return part_of(counts.updated, counts.wanted, "replicas updated");
    }
    if (counts.there > counts.wanted) {
        return extra(counts.there - counts.wanted);
    }
    if (counts.updated > counts.available) {
        return part_of(counts.available, counts.updated, "replicas available");
    }
    if (counts.wanted > counts.ready) {
        return part_of(counts.ready, counts.wanted, "replicas ready");
    }
    return {};
}

}  // namespace

Verdict judge_deployment(const JsonValue& object, const Conditions& conditions) {
    const auto spec = object.find("spec");
    constexpr auto k_no_deadline = std::numeric_limits<std::int32_t>::max();
    bool is_progressing = count_of(spec.find("progressDeadlineSeconds"), k_no_deadline) == k_no_deadline;
    bool is_available = false;
    for (const auto& condition : conditions) {
        if (condition.type == "Progressing") {
            if (condition.reason == "ProgressDeadlineExceeded") {
                return {Health::failed, said(condition.reason, condition.message)};
            }
            is_progressing = is_progressing ||
                             (condition.status == "True" && condition.reason == "NewReplicaSetAvailable");
        } else if (condition.type == "Available") {
            is_available = is_available || condition.status == "True";
        }
    }
    const ReplicaCounts counts(object);
    if (auto missing = missing_in_deployment(counts); !missing.empty()) {
        if (spec.find("paused").is_true()) {
            missing += ", rollout paused";
        }
        return {Health::in_progress, with_failure(std::move(missing), conditions)};
    }
    if (!is_progressing) {
        return {Health::in_progress, condition_text(conditions, "Progressing", "rollout not confirmed yet")};
    }
    if (!is_available) {
        return {Health::in_progress, condition_text(conditions, "Available", "not available yet")};
    }
    return {Health::current, whole_of(counts.there, "available")};
}

Verdict judge_replica_set(const JsonValue& object, const Conditions& conditions) {
    const ReplicaCounts counts(object);
    const auto labelled = count_of(object.find("status").find("fullyLabeledReplicas"));
    std::string missing;
    if (counts.wanted > counts.available) {
        missing = part_of(counts.available, counts.wanted, "replicas available");
    } else if (counts.wanted > labelled) {
        missing = part_of(labelled, counts.wanted, "replicas labelled");
    } else if (counts.wanted > counts.ready) {
        missing = part_of(counts.ready, counts.wanted, "replicas ready");
    } else if (counts.there > counts.wanted) {
        missing = extra(counts.there - counts.wanted);
    }
    const auto* failure = find_condition(conditions, "ReplicaFailure");
    if (missing.empty() && failure != nullptr && failure->status == "True") {
        missing = whole_of(counts.there, "available");
    }
    if (!missing.empty()) {
        return {Health::in_progress, with_failure(std::move(missing), conditions)};
    }
    return {Health::current, whole_of(counts.there, "available")};
}

Verdict judge_stateful_set(const JsonValue& object, const Conditions&) {
    const auto strategy = object.find("spec").find("updateStrategy");
    const auto status = object.find("status");
    if (string_of(strategy.find("type")) == "OnDelete") {
        return {Health::current, "updated by hand (OnDelete)"};
    }
    const ReplicaCounts counts(object);
    const auto current = count_of(status.find("currentReplicas"));
    const auto partition = count_of(strategy.find("rollingUpdate").find("partition"), -1);
    if (counts.wanted > counts.there || counts.wanted > counts.ready) {
        return {Health::in_progress, counts.ready < counts.wanted
                                         ? part_of(counts.ready, counts.wanted, "replicas ready")
                                         : part_of(counts.there, counts.wanted, "replicas created")};
    }
    if (counts.there > counts.wanted) {
        return {Health::in_progress, extra(counts.there - counts.wanted)};
    }
    if (partition != -1) {
        if (counts.updated < counts.wanted - partition) {
            return {Health::in_progress,
                    part_of(counts.updated, counts.wanted - partition, "replicas updated")};
        }
        return {Health::current, whole_of(counts.there, "ready")};
    }
    if (counts.wanted > current) {
        return {Health::in_progress, part_of(counts.updated, counts.wanted, "replicas updated")};
    }
    if (string_of(status.find("currentRevision")) != string_of(status.find("updateRevision"))) {
        return {Health::in_progress, "updated revision not current yet"};
    }
    return {Health::current, whole_of(counts.there, "ready")};
}

Verdict judge_daemon_set(const JsonValue& object, const Conditions&) {
    const auto status = object.find("status");
    if (!integer_of(object.find("metadata").find("generation")) ||
        !integer_of(status.find("observedGeneration"))) {
        // Never seen, so that what is said about it is about what is asked for now.
        return {Health::in_progress, "not observed by its controller yet"};
    }
    const auto wanted = count_of(status.find("desiredNumberScheduled"), -1);
    if (wanted == -1) {
        return {Health::in_progress, "number of pods not known yet"};
    }
    struct {
        const char* field;
        const char* words;
    } const needs[] = {{"currentNumberScheduled", "scheduled"},
                       {"updatedNumberScheduled", "updated"},
                       {"numberAvailable", "available"},
                       {"numberReady", "ready"}};
    for (const auto& need : needs) {
        if (const auto count = count_of(status.find(need.field)); wanted > count) {
            return {Health::in_progress, part_of(count, wanted, "pods ") + need.words};
        }
    }
    return {Health::current, wanted == 0 ? "no node to run on" : counted(wanted, "pod") + " available"};
}

}  // namespace yare
