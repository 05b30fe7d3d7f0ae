#include "verbs/pod_facts.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/error.hpp"
#include "base/go_sort.hpp"

namespace yare {

namespace {

using Kind = ContainerFacts::Kind;
using State = ContainerFacts::State;

std::int64_t integer(const JsonValue& value) {
    std::int64_t number = 0;
    const auto text = value.raw();
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void read_state(const JsonValue& status, ContainerFacts& container) {
    const auto state = status.find("state");
    container.restarts = integer(status.find("restartCount"));
    container.id = status.find("containerID").text();
    container.ran_before = status.find("lastState").find("terminated").is_object();
    if (const auto terminated = state.find("terminated"); terminated.is_object()) {
        container.state = State::terminated;
        container.exit_code = integer(terminated.find("exitCode"));
        if (const auto id = terminated.find("containerID").text(); !id.empty()) {
            container.id = id;
        }
    } else if (state.find("running").is_object()) {
        container.state = State::running;
    } else {
        container.state = State::waiting;  // what no state says (core/v1 ContainerState)
    }
}

void read_containers(const JsonValue& specs, const JsonValue& statuses, Kind kind, PodFacts& pod) {
    std::map<std::string, JsonValue> status_of;
    for (auto status = statuses.first(); statuses.is_array() && status; status = status.next()) {
        status_of.emplace(status.find("name").text(), status);
    }
    for (auto spec = specs.first(); specs.is_array() && spec; spec = spec.next()) {
        ContainerFacts container;
        container.kind = kind;
        container.name = spec.find("name").text();
        container.is_sidecar = kind == Kind::init && spec.find("restartPolicy").text() == "Always";
        if (const auto found = status_of.find(container.name); found != status_of.end()) {
            read_state(found->second, container);
        }
        pod.containers.push_back(std::move(container));
    }
}

void read_ready(const JsonValue& conditions, PodFacts& pod) {
    for (auto condition = conditions.first(); conditions.is_array() && condition;
         condition = condition.next()) {
        if (condition.find("type").text() == "Ready") {
            pod.is_ready = condition.find("status").text() == "True";
            if (pod.is_ready) {
                pod.ready_since = parse_rfc3339(condition.find("lastTransitionTime").text());
            }
            return;
        }
    }
}

// podutils.afterOrZero: no time counts as later than any.
bool after_or_none(const std::optional<Moment>& a, const std::optional<Moment>& b) {
    return !a || (b && *a > *b);
}

int phase_rank(const PodFacts& pod) { return pod.phase == "Unknown" ? 1 : pod.phase == "Pending" ? 2 : 0; }

std::int64_t most_restarts(const PodFacts& pod, bool of_sidecars) {
    std::int64_t most = 0;
    for (const auto& container : pod.containers) {
        if (of_sidecars ? container.is_sidecar : container.kind == Kind::regular) {
            most = std::max(most, container.restarts);
        }
    }
    return most;
}

bool better_for_logging(const PodFacts& a, const PodFacts& b) {
    if (a.node != b.node && (a.node.empty() || b.node.empty())) {
        return !a.node.empty();
    }
    if (phase_rank(a) != phase_rank(b)) {
        return phase_rank(a) < phase_rank(b);
    }
    if (a.is_ready != b.is_ready) {
        return a.is_ready;
    }
    if (a.is_ready && b.is_ready && a.ready_since != b.ready_since) {
        return after_or_none(b.ready_since, a.ready_since);
    }
    for (const bool of_sidecars : {false, true}) {
        const auto restarts = most_restarts(a, of_sidecars);
        const auto others = most_restarts(b, of_sidecars);
        if (restarts != others) {
            return restarts > others;
        }
    }
    return a.created != b.created && after_or_none(b.created, a.created);
}

}  // namespace

const ContainerFacts* PodFacts::find(std::string_view container) const {
    // Regular ones first (podcmd.FindContainerByName); names are unique in a pod all the same.
    for (const auto& each : containers) {
        if (each.name == container) {
            return &each;
        }
    }
    return nullptr;
}

bool PodFacts::will_restart(const ContainerFacts& container) const {
    if (is_deleted || is_over() || container.kind == Kind::ephemeral) {
        return false;
    }
    // A kubelet lets one wait that has run before only to start it again.
    if (container.is_sidecar || container.state == State::waiting) {
        return true;
    }
    const bool failed = container.exit_code != 0;
    if (container.kind == Kind::init) {
        return failed && restart_policy != "Never";
    }
    return restart_policy == "OnFailure" ? failed : restart_policy != "Never";
}

std::string PodFacts::container_names() const {
    std::string names;
    const auto add = [&](Kind kind, const char* mark) {
        for (const auto& container : containers) {
            if (container.kind == kind) {
                names += (names.empty() ? "" : ", ") + container.name + mark;
            }
        }
    };
    add(Kind::regular, "");
    add(Kind::ephemeral, " (ephem)");
    add(Kind::init, " (init)");
    return names;
}

PodFacts read_pod(const JsonValue& pod) {
    if (!pod.is_object()) {
        throw Error("the server sent something that is no pod");
    }
    const auto metadata = pod.find("metadata");
    const auto spec = pod.find("spec");
    const auto status = pod.find("status");
    PodFacts facts;
    facts.name_space = metadata.find("namespace").text();
    facts.name = metadata.find("name").text();
    facts.uid = metadata.find("uid").text();
    facts.resource_version = metadata.find("resourceVersion").text();
    facts.node = spec.find("nodeName").text();
    facts.phase = status.find("phase").text();
    facts.restart_policy = spec.find("restartPolicy").text();
    facts.default_container =
        metadata.find("annotations").find("kubectl.kubernetes.io/default-container").text();
    facts.is_deleted = metadata.find("deletionTimestamp").is_string();
    facts.created = parse_rfc3339(metadata.find("creationTimestamp").text());
    read_ready(status.find("conditions"), facts);
    read_containers(spec.find("initContainers"), status.find("initContainerStatuses"), Kind::init, facts);
    read_containers(spec.find("containers"), status.find("containerStatuses"), Kind::regular, facts);
    read_containers(spec.find("ephemeralContainers"), status.find("ephemeralContainerStatuses"),
                    Kind::ephemeral, facts);
    if (facts.uid.empty()) {
        facts.uid = facts.name_space + "/" + facts.name;
    }
    if (facts.name.empty()) {
        throw Error("the server sent something that is no pod");
    }
    return facts;
}

void sort_by_logging(std::vector<PodFacts>& pods) {
    GoSort([&](auto i, auto j) { return better_for_logging(pods[i], pods[j]); },
           [&](auto i, auto j) { std::swap(pods[i], pods[j]); })
        .run(pods.size());
}

}  // namespace yare
