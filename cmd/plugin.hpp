// Plugins: programs on PATH that serve as further verbs, `kubectl-foo` for `yare foo`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/overrides.hpp"

namespace yare {

/// A program to become in place of this one.
struct PluginCall {
    std::string path;
    std::vector<std::string> args;  // without its name
};

/// What the names of plugins begin with, the first one winning: `yare` and `kubectl`; `kubectl` alone for a
/// program that is called so.
std::vector<std::string> plugin_prefixes(std::string_view program);

/// Whether a command line that begins with `word` is our own, whatever PATH has.
bool is_own_verb(std::string_view word);

/// The plugin that `args` call, by kubectl's rules (pkg/cmd/plugin.go): the words before the first flag name
/// it, `-` in them being `_` in the name of the file, and the longest name that PATH has counts. Verbs of our
/// own win, and only those of `create` may be added to. Looks at PATH for nothing else than unknown verbs. A
/// word that is empty or has a `/` is never part of a name. Throws UsageText for a plugin behind flags.
std::optional<PluginCall> find_plugin(const std::vector<std::string>& args, const std::string& program,
                                      const Environment& environment);

/// Becomes the plugin, with `environment` and KUBECTL_PATH, this program's own path. Throws UsageText
/// (`Error: exec format error`).
[[noreturn]] void become_plugin(const PluginCall& call, const Environment& environment);

/// A file whose name makes it a plugin, executable or not.
struct PluginFile {
    std::string folder;  // as PATH has it
    std::string name;    // kubectl-foo
    std::string path() const;
};

/// All of them in the order of PATH and, in each folder, of their names. What is wrong with folders goes to
/// `complaints`.
std::vector<PluginFile> plugin_files(std::string_view path_variable, std::string_view program,
                                     std::vector<std::string>& complaints);

/// The plugins that can be called, as they are typed (`foo`, `foo bar`, `create foo-bar`), sorted: for
/// completion and help.
std::vector<std::string> plugin_names(std::string_view path_variable, std::string_view program);

}  // namespace yare
