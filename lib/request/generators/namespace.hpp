// `create namespace`.
#pragma once

#include <string>

namespace yare {

/// A v1 Namespace. Throws Error for an empty name.
std::string make_namespace(const std::string& name);

}  // namespace yare
