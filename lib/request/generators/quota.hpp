// `create quota`.
#pragma once

#include <string>

#include "request/generators/sources.hpp"

namespace yare {

struct QuotaOptions {
    std::string name;
    std::string hard;    // `cpu=1,memory=1G`
    std::string scopes;  // `BestEffort,NotTerminating`
};

/// A v1 ResourceQuota. Throws Error in kubectl's words.
std::string make_quota(const QuotaOptions& options, const GeneratorSources& sources);

}  // namespace yare
