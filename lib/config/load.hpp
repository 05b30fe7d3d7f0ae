// Which kubeconfig files there are, and what they say together.
#pragma once

#include <string>
#include <string_view>

#include "config/kubeconfig.hpp"
#include "config/overrides.hpp"

namespace yare {

/// --kubeconfig, which must exist; else the $KUBECONFIG list, in which missing files are skipped; else
/// $HOME/.kube/config. Relative paths are of the working directory. Throws ConfigError in kubectl's words,
/// naming every file that is wrong.
Kubeconfig load_kubeconfig(const Overrides& overrides, const Environment& environment);

/// A whole file. Throws ConfigError `open PATH: ...`, `read PATH: ...`, also when it holds more than `limit`
/// bytes.
std::string read_config_file(const std::string& path, std::size_t limit);

/// The value of a variable, empty when it is not set.
std::string variable(const Environment& environment, std::string_view name);

}  // namespace yare
