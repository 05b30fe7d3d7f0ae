#include "status/pod_rules.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "status/fields.hpp"

namespace yare {

namespace {

// How long a pod may be without a node before it counts as one that cannot be scheduled (kstatus).
constexpr auto k_schedule_window = std::chrono::seconds(15);

struct ContainerTrouble {
    Trouble trouble = Trouble::none;
    std::string text;
};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// What the kubelet says of an image that trying again will not bring (pkg/kubelet/images/types.go). Its
// first failure, ErrImagePull, is none of them.
bool is_lost_image(std::string_view reason) {
    constexpr std::array<std::string_view, 3> k_reasons = {"ImagePullBackOff", "InvalidImageName",
                                                           "ErrImageNeverPull"};
    return is_one_of(k_reasons, reason);
}

bool is_ordinary_wait(std::string_view reason) {
    constexpr std::array<std::string_view, 3> k_reasons = {"", "ContainerCreating", "PodInitializing"};
    return is_one_of(k_reasons, reason);
}

std::string restarts_of(const JsonValue& status) {
    const auto count = count_of(status.find("restartCount"));
    return count > 0 ? ", " + counted(count, "restart") : std::string();
}

// `, last exit 137 (OOMKilled)`
std::string exit_of(const JsonValue& terminated, const char* words, bool with_reason) {
    const auto code = integer_of(terminated.find("exitCode"));
    if (!code) {
        return {};
    }
    auto text = words + std::to_string(*code);
    const auto reason = one_line(string_of(terminated.find("reason")), 60);
    if (with_reason && !reason.empty() && reason != "Error" && reason != "Completed") {
        text += " (" + reason + ")";
    }
    return text;
}

ContainerTrouble examine_waiting(const JsonValue& status, const std::string& name) {
    const auto waiting = status.find("state").find("waiting");
    const auto reason = one_line(string_of(waiting.find("reason")), 100);
    if (reason == "CrashLoopBackOff") {
        return {Trouble::fatal,
                reason + ": " + name + restarts_of(status) +
                    exit_of(status.find("lastState").find("terminated"), ", last exit ", true)};
    }
    if (is_ordinary_wait(reason)) {
        return {Trouble::slow, reason.empty() ? std::string() : reason + ": " + name};
    }
    const auto message = one_line(string_of(waiting.find("message")));
    return {is_lost_image(reason) ? Trouble::fatal : Trouble::stuck,
            reason + ": " + name + (message.empty() ? "" : ", " + message)};
}

// Of a container that has ended: `OOMKilled: app, 2 restarts, exit 137`.
std::string ending_of(const JsonValue& status, const JsonValue& terminated, const std::string& name) {
    const auto reason = one_line(string_of(terminated.find("reason")), 100);
    const auto message = one_line(string_of(terminated.find("message")));
    return (reason.empty() ? "Error" : reason) + ": " + name + restarts_of(status) +
           exit_of(terminated, ", exit ", false) + (message.empty() ? "" : ", " + message);
}

bool has_failed(const JsonValue& terminated) {
    return terminated.is_object() && integer_of(terminated.find("exitCode")).value_or(0) != 0;
}

ContainerTrouble examine_container(const JsonValue& status, bool is_init) {
    const auto state = status.find("state");
    const auto name = (is_init ? "init container " : "") + one_line(string_of(status.find("name")), 100);
    if (state.find("waiting").is_object()) {
        return examine_waiting(status, name);
    }
    if (const auto terminated = state.find("terminated"); has_failed(terminated)) {
        return {Trouble::stuck, ending_of(status, terminated, name)};
    }
    return {};
}

// What ails the containers: all that is fatal, else the first that is stuck, else the first that is slow.
ContainerTrouble examine_containers(const JsonValue& status) {
    ContainerTrouble worst;
    for (const bool is_init : {true, false}) {
        const auto list = status.find(is_init ? "initContainerStatuses" : "containerStatuses");
        for (auto entry = list.first(); list.is_array() && entry; entry = entry.next()) {
            auto found = examine_container(entry, is_init);
            if (found.trouble == Trouble::fatal && worst.trouble == Trouble::fatal) {
                worst.text += "; " + found.text;
            } else if (found.trouble > worst.trouble) {
                worst = std::move(found);
            }
            if (worst.text.size() > 1000) {
                return worst;
            }
        }
    }
    return worst;
}

PodFinding examine_failed(const JsonValue& status) {
    auto reason = said(string_of(status.find("reason")), string_of(status.find("message")));
    for (const char* field : {"initContainerStatuses", "containerStatuses"}) {
        const auto list = status.find(field);
        for (auto entry = list.first(); reason.empty() && list.is_array() && entry; entry = entry.next()) {
            if (const auto terminated = entry.find("state").find("terminated"); has_failed(terminated)) {
                reason = ending_of(entry, terminated, one_line(string_of(entry.find("name")), 100));
            }
        }
    }
    return {{Health::failed, reason.empty() ? "Failed" : reason}, Trouble::over};
}

// `1 of 2 containers ready: web`, with the name of what is not ready; empty: the containers are not to blame.
std::string unready_containers(const JsonValue& status) {
    std::int64_t ready = 0;
    std::int64_t count = 0;
    std::string names;
    const auto list = status.find("containerStatuses");
    for (auto entry = list.first(); list.is_array() && entry; entry = entry.next()) {
        ++count;
        if (entry.find("ready").is_true()) {
            ++ready;
        } else if (names.size() < 100) {
            names += (names.empty() ? "" : ", ") + one_line(string_of(entry.find("name")), 100);
        }
    }
    if (ready == count) {
        return {};
    }
    return part_of(ready, count, "containers ready, not ready: ") + names;
}

PodFinding examine_running(const JsonValue& status, const std::vector<ConditionFacts>& conditions) {
    const auto* ready = find_condition(conditions, "Ready");
    for (const auto& condition : conditions) {
        if (condition.type == "Ready" && condition.status == "True") {
            return {{Health::current, "Ready"}, Trouble::none};
        }
    }
    const auto found = examine_containers(status);
    if (found.trouble >= Trouble::stuck) {
        return {{found.trouble == Trouble::fatal ? Health::failed : Health::in_progress, found.text},
                found.trouble};
    }
    auto reason = found.text;
    if (reason.empty()) {
        reason = unready_containers(status);
    }
    if (reason.empty() && ready != nullptr) {
        reason = said(ready->reason, ready->message);
    }
    return {{Health::in_progress, reason.empty() ? "running, not ready" : reason}, Trouble::slow};
}

// Empty: no init container is at work.
std::string initialization(const JsonValue& status) {
    std::int64_t done = 0;
    std::string running;
    const auto list = status.find("initContainerStatuses");
    for (auto entry = list.first(); list.is_array() && entry; entry = entry.next()) {
        const auto state = entry.find("state");
        const auto exit = integer_of(state.find("terminated").find("exitCode"));
        if ((exit && *exit == 0) || (state.find("running").is_object() && entry.find("started").is_true() &&
                                     entry.find("ready").is_true())) {
            ++done;
        } else if (running.empty() && state.find("running").is_object()) {
            running = one_line(string_of(entry.find("name")), 100);
        }
    }
    if (running.empty()) {
        return {};
    }
    return part_of(done, static_cast<std::int64_t>(list.size()), "init containers done, running: ") + running;
}

PodFinding examine_pending(const JsonValue& pod, const std::vector<ConditionFacts>& conditions, Moment now) {
    const auto status = pod.find("status");
    for (const auto& condition : conditions) {
        if (condition.type != "PodScheduled" || condition.status != "False") {
            continue;
        }
        PodFinding finding{{Health::in_progress, said(condition.reason, condition.message)}, Trouble::stuck};
        if (condition.reason == "Unschedulable") {
            const auto created = parse_rfc3339(string_of(pod.find("metadata").find("creationTimestamp")));
            if (created && now < *created + k_schedule_window) {
                finding.verdict.until = *created + k_schedule_window;
            } else {
                finding.verdict.health = Health::failed;
            }
            return finding;
        }
        if (!finding.verdict.reason.empty()) {
            return finding;
        }
        break;
    }
    const auto found = examine_containers(status);
    if (found.trouble >= Trouble::stuck) {
        return {{found.trouble == Trouble::fatal ? Health::failed : Health::in_progress, found.text},
                found.trouble};
    }
    auto reason = initialization(status);
    if (reason.empty()) {
        reason = found.text;
    }
    if (reason.empty()) {
        const auto node = one_line(string_of(pod.find("spec").find("nodeName")), 100);
        reason = node.empty() ? "not scheduled yet" : "not started yet on node " + node;
    }
    return {{Health::in_progress, reason}, Trouble::slow};
}

}  // namespace

PodFinding examine_pod(const JsonValue& pod, Moment now) {
    const auto conditions = read_conditions(pod).value_or(std::vector<ConditionFacts>());
    const auto status = pod.find("status");
    const auto phase = string_of(status.find("phase"));
    if (phase == "Succeeded") {
        return {{Health::current, "Completed"}, Trouble::none};
    }
    if (phase == "Failed") {
        return examine_failed(status);
    }
    if (phase == "Running") {
        return examine_running(status, conditions);
    }
    if (phase == "Pending") {
        return examine_pending(pod, conditions, now);
    }
    if (phase.empty()) {
        return {{Health::in_progress, "not observed by its node yet"}, Trouble::slow};
    }
    auto reason = "unknown phase " + go_quote(one_line(phase, 60));
    if (const auto why = said(string_of(status.find("reason")), string_of(status.find("message")));
        !why.empty()) {
        reason += "; " + why;
    }
    return {{Health::unknown, reason}, Trouble::stuck};
}

}  // namespace yare
