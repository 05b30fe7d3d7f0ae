// `create serviceaccount`.
#pragma once

#include <string>

#include "request/generators/sources.hpp"

namespace yare {

/// A v1 ServiceAccount. Throws Error for an empty name.
std::string make_service_account(const std::string& name, const GeneratorSources& sources);

}  // namespace yare
