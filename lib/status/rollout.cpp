#include "status/rollout.hpp"

#include <charconv>
#include <limits>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "status/fields.hpp"

namespace yare {

namespace {

constexpr const char* k_revision_annotation = "deployment.kubernetes.io/revision";

// A workload as its Go type has it: what is missing or null is 0, what is of another type an error.
class Workload {
  public:
    Workload(const JsonValue& object, const std::string& kind)
        : object_(object),
          kind_(kind),
          name_(go_quote(string_of(object.find("metadata").find("name")))),
          generation_(number(object.find("metadata").find("generation"), 64)),
          observed_(number(status("observedGeneration"), 64)) {}

    const std::string& name() const { return name_; }
    std::int64_t observed() const { return observed_; }
    bool is_observed() const { return generation_ <= observed_; }
    JsonValue spec(std::string_view field) const { return member(object_.find("spec"), field); }
    JsonValue status(std::string_view field) const { return member(object_.find("status"), field); }
    std::int64_t count(std::string_view field) const { return number(status(field), 32); }
    std::optional<std::int64_t> optional_count(const JsonValue& value) const {
        return is_absent(value) ? std::nullopt : std::optional(number(value, 32));
    }
    std::string text(const JsonValue& value) const {
        if (!is_absent(value) && !value.is_string()) {
            fail("a string was expected");
        }
        return string_of(value);
    }
    JsonValue member(const JsonValue& parent, std::string_view field) const {
        if (!is_absent(parent) && !parent.is_object()) {
            fail("an object was expected around " + std::string(field));
        }
        return parent.find(field);
    }
    static bool is_absent(const JsonValue& value) { return !value || value.kind() == JsonValue::Kind::null; }

    /// Throws where another revision is asked for than the one that is being rolled out.
    void check_revision(std::int64_t wanted) const {
        const auto annotation = object_.find("metadata").find("annotations").find(k_revision_annotation);
        const auto noted = string_of(annotation);
        std::int64_t running = 0;
        const auto read = std::from_chars(noted.data(), noted.data() + noted.size(), running);
        if (annotation && (read.ec != std::errc() || read.ptr != noted.data() + noted.size())) {
            throw Error(
                "cannot get the revision of deployment " + name_ + ": strconv.ParseInt: parsing " +
                go_quote(noted) +
                (read.ec == std::errc::result_out_of_range ? ": value out of range" : ": invalid syntax"));
        }
        if (running != wanted) {
            throw Error("desired revision (" + std::to_string(wanted) +
                        ") is different from the running revision (" + std::to_string(running) + ")");
        }
    }

  private:
    std::int64_t number(const JsonValue& value, int bits) const {
        if (is_absent(value)) {
            return 0;
        }
        const auto found = integer_of(value);
        constexpr auto k_most = std::numeric_limits<std::int32_t>::max();
        if (!found || (bits == 32 && (*found > k_most || *found < -k_most))) {
            fail("a number of " + std::to_string(bits) + " bits was expected instead of " +
                 one_line(value.raw(), 60));
        }
        return *found;
    }
    [[noreturn]] void fail(const std::string& why) const {
        throw Error("failed to convert *unstructured.Unstructured to *v1." + one_line(kind_, 60) + ": " +
                    why);
    }

    const JsonValue object_;
    const std::string kind_;
    const std::string name_;
    const std::int64_t generation_;
    const std::int64_t observed_;
};

void check_strategy(const Workload& workload) {
    if (workload.text(workload.member(workload.spec("updateStrategy"), "type")) != "RollingUpdate") {
        throw Error("rollout status is only available for RollingUpdate strategy type");
    }
}

RolloutReport waiting(const std::string& text) { return {text + "...\n", false}; }

bool is_deadline_exceeded(const Workload& workload) {
    const auto conditions = workload.status("conditions");
    for (auto condition = conditions.first(); conditions.is_array() && condition;
         condition = condition.next()) {
        if (string_of(condition.find("type")) == "Progressing") {
            return string_of(condition.find("reason")) == "ProgressDeadlineExceeded";
        }
    }
    return false;
}

RolloutReport report_deployment(const Workload& deployment, std::int64_t revision) {
    if (revision > 0) {
        deployment.check_revision(revision);
    }
    if (!deployment.is_observed()) {
        return waiting("Waiting for deployment spec update to be observed");
    }
    if (is_deadline_exceeded(deployment)) {
        throw Error("deployment " + deployment.name() + " exceeded its progress deadline");
    }
    const auto start = "Waiting for deployment " + deployment.name() + " rollout to finish: ";
    const auto wanted = deployment.optional_count(deployment.spec("replicas"));
    const auto updated = deployment.count("updatedReplicas");
    const auto there = deployment.count("replicas");
    const auto available = deployment.count("availableReplicas");
    if (wanted && updated < *wanted) {
        return waiting(start + std::to_string(updated) + " out of " + std::to_string(*wanted) +
                       " new replicas have been updated");
    }
    if (there > updated) {
        return waiting(start + std::to_string(there - updated) + " old replicas are pending termination");
    }
    if (available < updated) {
        return waiting(start + std::to_string(available) + " of " + std::to_string(updated) +
                       " updated replicas are available");
    }
    return {"deployment " + deployment.name() + " successfully rolled out\n", true};
}

RolloutReport report_daemon_set(const Workload& set) {
    check_strategy(set);
    if (!set.is_observed()) {
        return waiting("Waiting for daemon set spec update to be observed");
    }
    const auto start = "Waiting for daemon set " + set.name() + " rollout to finish: ";
    const auto updated = set.count("updatedNumberScheduled");
    const auto wanted = set.count("desiredNumberScheduled");
    const auto available = set.count("numberAvailable");
    if (updated < wanted) {
        return waiting(start + std::to_string(updated) + " out of " + std::to_string(wanted) +
                       " new pods have been updated");
    }
    if (available < wanted) {
        return waiting(start + std::to_string(available) + " of " + std::to_string(wanted) +
                       " updated pods are available");
    }
    return {"daemon set " + set.name() + " successfully rolled out\n", true};
}

RolloutReport report_stateful_set(const Workload& set) {
    check_strategy(set);
    if (set.observed() == 0 || !set.is_observed()) {
        return waiting("Waiting for statefulset spec update to be observed");
    }
    const auto wanted = set.optional_count(set.spec("replicas"));
    const auto ready = set.count("readyReplicas");
    const auto updated = set.count("updatedReplicas");
    if (wanted && ready < *wanted) {
        return waiting("Waiting for " + std::to_string(*wanted - ready) + " pods to be ready");
    }
    const auto rolling = set.member(set.spec("updateStrategy"), "rollingUpdate");
    if (!Workload::is_absent(rolling)) {
        const auto partition = set.optional_count(set.member(rolling, "partition"));
        if (wanted && partition && updated < *wanted - *partition) {
            return waiting("Waiting for partitioned roll out to finish: " + std::to_string(updated) +
                           " out of " + std::to_string(*wanted - *partition) + " new pods have been updated");
        }
        return {
            "partitioned roll out complete: " + std::to_string(updated) + " new pods have been updated...\n",
            true};
    }
    const auto update = set.text(set.status("updateRevision"));
    const auto current = set.text(set.status("currentRevision"));
    if (update != current) {
        return waiting("waiting for statefulset rolling update to complete " + std::to_string(updated) +
                       " pods at revision " + update);
    }
    return {"statefulset rolling update complete " + std::to_string(set.count("currentReplicas")) +
                " pods at revision " + current + "...\n",
            true};
}

}  // namespace

bool has_rollout(std::string_view group, std::string_view kind) {
    const bool is_extension = group == "extensions";
    return (group == "apps" && kind == "StatefulSet") ||
           ((group == "apps" || is_extension) && (kind == "Deployment" || kind == "DaemonSet"));
}

RolloutReport report_rollout(const JsonValue& object, std::int64_t revision) {
    return report_rollout(object, kind_of(object), revision);
}

RolloutReport report_rollout(const JsonValue& object, const ObjectKind& kind, std::int64_t revision) {
    if (!has_rollout(kind.group, kind.kind)) {
        throw Error("no status viewer has been implemented for " + kind.kind +
                    (kind.group.empty() ? "" : "." + kind.group));
    }
    const Workload workload(object, kind.kind);
    if (kind.kind == "Deployment") {
        return report_deployment(workload, revision);
    }
    return kind.kind == "DaemonSet" ? report_daemon_set(workload) : report_stateful_set(workload);
}

}  // namespace yare
