// The kubeconfig files of a call, each with all its fields, and which of them holds what.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "config/kubeconfig.hpp"
#include "config/overrides.hpp"

namespace yare {

/// Where kubeconfigs are looked for, in the order of precedence: --kubeconfig alone, the $KUBECONFIG list, or
/// $HOME/.kube/config.
struct KubeconfigPaths {
    std::vector<std::string> files;
    bool is_explicit = false;  // --kubeconfig

    /// The file that new entries and current-context go to: the first one that is there, else the last one
    /// (clientcmd/config.go, GetDefaultFilename). Throws ConfigError where there is no file at all.
    std::string default_file() const;
};

KubeconfigPaths kubeconfig_paths(const Overrides& overrides, const Environment& environment);

/// (A template so that only who looks inside needs nlohmann/json.hpp.)
template <class Json>
struct BasicKubeconfigFile {
    std::string path;
    bool exists = false;
    std::string text;
    Json value;  // an object; empty where the file is missing or empty
};
using KubeconfigFile = BasicKubeconfigFile<nlohmann::json>;

/// The files of `paths`, those missing too. Throws ConfigError in kubectl's words for all that are wrong, be
/// it in a field that is not looked at.
std::vector<KubeconfigFile> read_kubeconfig_files(const KubeconfigPaths& paths);

/// What they say together.
Kubeconfig merged(const std::vector<KubeconfigFile>& files);

/// The element of `list` (`clusters`, `users`, `contexts`) with that name; null: none.
nlohmann::json* find_named(nlohmann::json& root, std::string_view list, std::string_view name);
const nlohmann::json* find_named(const nlohmann::json& root, std::string_view list, std::string_view name);

/// The first file that names an entry, which is the one that counts; null: none.
KubeconfigFile* find_origin(std::vector<KubeconfigFile>& files, std::string_view list, std::string_view name);

}  // namespace yare
