// Which kubeconfig files there are, and what they say together.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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

/// A kubeconfig of more bytes is refused.
constexpr std::size_t k_kubeconfig_limit = std::size_t{16} << 20;

/// Whether there is no such file; where it cannot be told, reading it says why.
bool is_missing_file(const std::string& path);

/// The $KUBECONFIG list, each file once and empty names left out; else $HOME/.kube/config.
std::vector<std::string> kubeconfig_list(const Environment& environment);

/// Throws ConfigError for what is wrong with several files, a line each; nothing when there is no problem.
void raise_file_problems(const std::vector<std::string>& problems);

/// The value of a variable, empty when it is not set.
std::string variable(const Environment& environment, std::string_view name);

}  // namespace yare
