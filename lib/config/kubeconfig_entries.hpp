// Clusters, users and contexts of several kubeconfig files: which counts, and how one is changed.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "config/kubeconfig_files.hpp"

namespace yare {

/// An entry that counts: what it holds behind its key (null: nothing) and where it stands.
struct ConfigEntry {
    const nlohmann::json* value;
    const KubeconfigFile* file;
};

/// Of each name of `list` the first one, sorted by name.
std::map<std::string, ConfigEntry> config_entries(const std::vector<KubeconfigFile>& files,
                                                  std::string_view list);

/// The first current-context that is not empty.
std::string current_context(const std::vector<KubeconfigFile>& files);

/// The kubeconfig files of an edit.
class ConfigEdit {
  public:
    ConfigEdit(const KubeconfigPaths& paths, std::vector<KubeconfigFile>& files)
        : paths_(paths), files_(files) {}

    const std::vector<KubeconfigFile>& files() const { return files_; }
    bool has(std::string_view list, std::string_view name) const;

    /// What an entry holds, in the file that defines it; a new one goes to the default file. Says which file
    /// that is.
    nlohmann::json& entry(std::string_view list, std::string_view name, std::string* file = nullptr);

    /// Takes an entry out of the file that defines it; later files may have another one of that name.
    void remove(std::string_view list, std::string_view name);
    void rename(std::string_view list, std::string_view name, std::string_view new_name);

    /// clientcmd/config.go, writeCurrentContext: a name goes to the default file; an empty one into the first
    /// file that has one.
    void set_current_context(const std::string& name);

    KubeconfigFile& default_file();

  private:
    const KubeconfigPaths& paths_;
    std::vector<KubeconfigFile>& files_;
};

/// Sets a text of an entry; an empty one is taken out unless its field is always written.
void set_text(nlohmann::json& entry, const char* field, const std::string& value, bool always = false);

/// The fields that name files as kubectl writes them into `file`: relative to its folder where they are in
/// it, else absolute (clientcmd/loader.go, RelativizePathWithNoBacksteps).
void make_paths_relative(nlohmann::json& entry, std::string_view list, const std::string& file);

}  // namespace yare
