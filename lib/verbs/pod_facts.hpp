// What `logs` needs to know of a pod (core/v1 Pod).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "base/time.hpp"

namespace yare {

struct ContainerFacts {
    enum class Kind { init, regular, ephemeral };
    enum class State { unknown, waiting, running, terminated };

    Kind kind = Kind::regular;
    std::string name;
    bool is_sidecar = false;  // an init container that is started again whenever it ends
    State state = State::unknown;
    std::int64_t restarts = 0;
    std::string id;              // of the instance that `state` is about; empty before there is one
    std::int64_t exit_code = 0;  // of a terminated one
    bool ran_before = false;     // an instance before this one has ended (lastState)

    /// Whether there is a log to read.
    bool has_log() const {
        return state == State::running || state == State::terminated || ran_before || restarts > 0;
    }
};

struct PodFacts {
    std::string name_space;
    std::string name;
    std::string uid;
    std::string resource_version;
    std::string node;   // empty: not scheduled
    std::string phase;  // Pending, Running, Succeeded, Failed, Unknown
    std::string restart_policy;
    std::string default_container;  // annotation kubectl.kubernetes.io/default-container
    bool is_deleted = false;        // marked: deletionTimestamp
    bool is_ready = false;
    std::optional<Moment> ready_since;
    std::optional<Moment> created;
    std::vector<ContainerFacts> containers;  // init, regular, ephemeral, each in the order of the spec

    /// Nothing in it will run any more.
    bool is_over() const { return phase == "Succeeded" || phase == "Failed"; }
    /// Null: there is none of that name.
    const ContainerFacts* find(std::string_view container) const;
    /// Whether that container, which has ended, will be started again.
    bool will_restart(const ContainerFacts& container) const;
    /// `a, b, debug (ephem), setup (init)` (kubectl/pkg/cmd/util/podcmd.AllContainerNames).
    std::string container_names() const;
};

/// Throws Error for what is no object.
PodFacts read_pod(const JsonValue& pod);

/// Puts the pod whose log is most worth reading first, as kubectl does (kubectl/pkg/util/podutils.ByLogging,
/// with Go's sort.Sort).
void sort_by_logging(std::vector<PodFacts>& pods);

}  // namespace yare
