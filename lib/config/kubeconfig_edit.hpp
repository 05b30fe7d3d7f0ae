// Changing kubeconfig files: locked as kubectl does, atomic, and with everything kept that is not changed.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "config/kubeconfig_files.hpp"

namespace yare {

/// Has `edit` change the values of `files`, and writes those files whose value is another one now: under
/// their locks, from what they hold then, so that what others wrote in between is kept. `edit` may be called
/// several times and does nothing else; what it throws leaves all files as they are. Throws ConfigError.
void edit_kubeconfig_files(const KubeconfigPaths& paths,
                           const std::function<void(std::vector<KubeconfigFile>&)>& edit);

/// The same for one file, be it in a list or not: `edit` gets its value. A missing file is made.
void edit_kubeconfig_file(const std::string& path, const std::function<void(nlohmann::json&)>& edit);

}  // namespace yare
