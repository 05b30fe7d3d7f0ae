// What a pod's status says about it.
#pragma once

#include "base/json_tree.hpp"
#include "base/time.hpp"
#include "status/verdict.hpp"

namespace yare {

/// What ails a pod, the worst last.
enum class Trouble {
    none,   // it runs, or has done its work
    slow,   // on its way, or alive and not ready
    over,   // phase Failed: its owner makes another one
    stuck,  // cannot go on as things are (nothing schedules it, a volume or a secret is missing)
    fatal   // a container crashes again and again, or its image cannot be had
};

struct PodFinding {
    Verdict verdict;
    Trouble trouble = Trouble::none;
};

/// The verdict on a core/v1 Pod that is not marked for deletion (kstatus core.go, podConditions, with the
/// deviations of judge()).
PodFinding examine_pod(const JsonValue& pod, Moment now);

/// judge(), and what ails the object if it is a pod.
PodFinding examine(const JsonValue& object, const ObjectKind& kind, Moment now);

}  // namespace yare
