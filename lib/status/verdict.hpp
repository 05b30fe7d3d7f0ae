// Whether an object is as it is meant to be: one verdict, with a reason for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_tree.hpp"
#include "base/time.hpp"

namespace yare {

/// kstatus' statuses (sigs.k8s.io/cli-utils/pkg/kstatus).
enum class Health { current, in_progress, failed, terminating, not_found, unknown };

/// `Current`, `InProgress`, `Failed`, `Terminating`, `NotFound`, `Unknown`.
std::string_view health_word(Health health);

/// What an object is. The elements of the server's typed lists (PodList) do not say it themselves.
struct ObjectKind {
    std::string group;  // empty: core
    std::string kind;
};
/// What the object says of itself.
ObjectKind kind_of(const JsonValue& object);

struct Verdict {
    Health health = Health::unknown;
    std::string reason;                // for people, one line: `2 of 3 replicas available`
    std::optional<Moment> until = {};  // when time alone will change it (a pod that nothing schedules)
    bool is_observed = true;           // its controller has seen what is asked for now
};

/// The verdict on any object by kstatus' rules: those that hold for every kind, then those of its kind, then
/// its Ready condition. Some rules are our own: a Job that runs is in progress until it is complete, and a
/// Pod that failed has failed; a Pod whose image cannot be had has failed, too, and one with an init
/// container or sidecar that crashes again and again; a Ready or Stalled condition that is older than the
/// generation says nothing. What makes no sense (an unknown phase) is Unknown. Never throws for an object.
Verdict judge(const JsonValue& object, Moment now);
Verdict judge(const JsonValue& object, const ObjectKind& kind, Moment now);

}  // namespace yare
