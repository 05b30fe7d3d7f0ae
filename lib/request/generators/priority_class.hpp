// `create priorityclass`.
#pragma once

#include <cstdint>
#include <string>

namespace yare {

struct PriorityClassOptions {
    std::string name;
    std::int32_t value = 0;
    bool global_default = false;
    std::string description;
    std::string preemption_policy = "PreemptLowerPriority";
};

/// A scheduling.k8s.io/v1 PriorityClass. What it says is left to the server to judge.
std::string make_priority_class(const PriorityClassOptions& options);

}  // namespace yare
