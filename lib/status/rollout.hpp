// How far the rollout of a workload is, in kubectl's words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json_tree.hpp"
#include "status/verdict.hpp"

namespace yare {

struct RolloutReport {
    std::string text;  // a line with its newline
    bool is_done = false;
};

/// Whether there is a rollout to speak of: apps and extensions Deployment and DaemonSet, apps StatefulSet
/// (kubectl/pkg/polymorphichelpers/rollout_status.go, StatusViewerFor).
bool has_rollout(std::string_view group, std::string_view kind);

/// kubectl's report on the rollout of that object. `revision` 0: whichever is the latest. Throws Error in
/// kubectl's words: a deadline exceeded, another revision than asked for, a strategy without rollouts.
RolloutReport report_rollout(const JsonValue& object, std::int64_t revision);
RolloutReport report_rollout(const JsonValue& object, const ObjectKind& kind, std::int64_t revision);

}  // namespace yare
