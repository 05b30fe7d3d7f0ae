// `create poddisruptionbudget`.
#pragma once

#include <string>

#include "request/generators/sources.hpp"

namespace yare {

struct PodDisruptionBudgetOptions {
    std::string name;
    std::string selector;
    std::string min_available;  // a number or a percentage; this one or the other
    std::string max_unavailable;
};

/// A policy/v1 PodDisruptionBudget. Throws Error in kubectl's words.
std::string make_pod_disruption_budget(const PodDisruptionBudgetOptions& options,
                                       const GeneratorSources& sources);

}  // namespace yare
