// What set-cluster and set-credentials share: files that flags name, and entries with paths in them.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "config/kubeconfig_entries.hpp"

namespace yare {

/// The absolute path of what a flag names; empty stays empty.
std::string absolute_file(const std::string& path);

/// The bytes of a file that --FLAG names. Throws ConfigError `could not stat FLAG file PATH: ...` or for what
/// cannot be read.
std::string read_embedded(const std::string& path, const std::string& flag);

/// Changes an entry, made where there is none, and if that made a difference has its paths written as kubectl
/// writes them.
void change_config_entry(ConfigEdit& edit, std::string_view list, std::string_view name,
                         const std::function<void(nlohmann::json&)>& change);

}  // namespace yare
