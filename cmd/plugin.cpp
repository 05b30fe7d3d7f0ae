#include "plugin.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <utility>

#include "base/executable.hpp"
#include "base/text.hpp"
#include "flag_tables.hpp"
#include "verb.hpp"

namespace yare {

namespace {

constexpr std::size_t k_name_limit = 255;  // NAME_MAX
constexpr std::string_view k_create = "create";

// Words that are ours, though no Verb stands for them.
bool is_reserved(std::string_view word) {
    constexpr std::string_view words[] = {"help", "options", "version", "__complete", "__completeNoDesc"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// How many words a plugin's name must have here; nothing: there can be none.
std::optional<std::size_t> least_words(const std::vector<std::string>& args) {
    if (args.empty() || !is_own_verb(args[0])) {
        return args.empty() ? std::nullopt : std::optional<std::size_t>(1);
    }
    const bool adds_to_create = args[0] == k_create && args.size() > 1 && !args[1].empty() &&
                                !args[1].starts_with('-') &&
                                find_verb(args[1], find_verb(k_create)) == nullptr;
    return adds_to_create ? std::optional<std::size_t>(2) : std::nullopt;
}

std::string with_underscores(std::string word) {
    std::replace(word.begin(), word.end(), '-', '_');
    return word;
}

// The names that the words of `args` make, each one longer by a word.
std::vector<std::string> possible_names(const std::vector<std::string>& args) {
    std::vector<std::string> names;
    std::string name;
    for (const auto& arg : args) {
        if (arg.empty() || arg.starts_with('-') || arg.find('/') != std::string::npos) {
            break;
        }
        name += (names.empty() ? "" : "-") + with_underscores(arg);
        if (name.size() > k_name_limit) {
            break;
        }
        names.push_back(name);
    }
    return names;
}

std::string path_of(const Environment& environment) {
    const auto found = environment.find("PATH");
    return found == environment.end() ? "" : found->second;
}

std::optional<PluginCall> search(const std::vector<std::string>& args, const std::string& program,
                                 const Environment& environment) {
    const auto least = least_words(args);
    if (!least) {
        return std::nullopt;
    }
    const auto names = possible_names(args);
    for (std::size_t words = names.size(); words >= *least; --words) {
        for (const auto& prefix : plugin_prefixes(program)) {
            // kubectl takes what a relative entry of PATH leads to, too.
            const auto found = find_executable(prefix + "-" + names[words - 1], path_of(environment));
            if (!found.path.empty()) {
                return PluginCall{found.path,
                                  {args.begin() + static_cast<std::ptrdiff_t>(words), args.end()}};
            }
        }
    }
    return std::nullopt;
}

// The words behind flags of ours.
std::vector<std::string> words_behind_flags(const std::vector<std::string>& args) {
    std::vector<FlagTable> tables = {global_flags()};
    for (const auto* verb : verbs()) {
        tables.push_back(verb->flags());
    }
    try {
        const auto leading = parse_leading_flags(args, tables);
        return leading.help || leading.dash_at ? std::vector<std::string>() : leading.arguments;
    } catch (const UsageError&) {
        return {};  // parsing the whole says what is wrong
    }
}

std::string system_words(int number) {
    std::string words = std::strerror(number);
    words[0] = to_lower(words.substr(0, 1))[0];
    return words;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (auto& text : texts) {
        out.push_back(text.data());
    }
    out.push_back(nullptr);
    return out;
}

// As it is typed; empty when it cannot be.
std::string typed(const PluginFile& file) {
    auto words = split(file.name.substr(file.name.find('-') + 1), '-');
    std::string text;
    for (auto& word : words) {
        std::replace(word.begin(), word.end(), '_', '-');
        text += (text.empty() ? "" : " ") + word;
        if (word.empty() || word.starts_with('-')) {
            return "";
        }
    }
    const auto least = least_words(words);
    return least && *least <= words.size() ? text : "";
}

}  // namespace

bool is_own_verb(std::string_view word) {
    return word.empty() || is_reserved(word) || find_verb(word) != nullptr;
}

std::vector<std::string> plugin_prefixes(std::string_view program) {
    return program == "kubectl" ? std::vector<std::string>{"kubectl"}
                                : std::vector<std::string>{"yare", "kubectl"};
}

std::optional<PluginCall> find_plugin(const std::vector<std::string>& args, const std::string& program,
                                      const Environment& environment) {
    if (args.empty() || !args[0].starts_with('-')) {
        return search(args, program, environment);
    }
    const auto words = words_behind_flags(args);
    if (!words.empty() && !is_own_verb(words[0]) && search(words, program, environment)) {
        throw UsageText("Error: flags cannot be placed before plugin name: " + args[0]);
    }
    return std::nullopt;
}

void become_plugin(const PluginCall& call, const Environment& environment) {
    std::vector<std::string> args = {call.path};
    args.insert(args.end(), call.args.begin(), call.args.end());
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment) {
        if (name != "KUBECTL_PATH") {
            variables.push_back(name + "=" + value);
        }
    }
    std::error_code unknown;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown);
    if (!unknown) {
        variables.push_back("KUBECTL_PATH=" + self.string());
    }
    ::execve(call.path.c_str(), pointers(args).data(), pointers(variables).data());
    throw UsageText("Error: " + system_words(errno));
}

std::string PluginFile::path() const {
    return (std::filesystem::path(folder) / name).lexically_normal().string();
}

std::vector<PluginFile> plugin_files(std::string_view path_variable, std::string_view program,
                                     std::vector<std::string>& complaints) {
    const auto prefixes = plugin_prefixes(program);
    std::vector<PluginFile> files;
    std::set<std::string> seen;
    for (const auto& folder : split(path_variable, ':')) {
        if (trim(folder).empty() || !seen.insert(folder).second) {
            continue;
        }
        std::error_code problem;
        std::set<std::string> names;
        for (std::filesystem::directory_iterator entry(folder, problem), end; !problem && entry != end;
             entry.increment(problem)) {
            const std::string name = entry->path().filename().string();
            const bool is_plugin = std::any_of(prefixes.begin(), prefixes.end(), [&](const auto& prefix) {
                return name.starts_with(prefix + "-");
            });
            std::error_code ignored;  // a type that cannot be told is no folder's
            if (is_plugin && entry->symlink_status(ignored).type() != std::filesystem::file_type::directory) {
                names.insert(name);
            }
        }
        if (problem) {
            complaints.push_back("Unable to read directory " + go_quote(folder) + " from your PATH: open " +
                                 folder + ": " + system_words(problem.value()) + ". Skipping...");
            continue;
        }
        for (const auto& name : names) {
            files.push_back({folder, name});
        }
    }
    return files;
}

std::vector<std::string> plugin_names(std::string_view path_variable, std::string_view program) {
    std::vector<std::string> complaints;  // nobody to hear them
    std::set<std::string> names;
    for (const auto& file : plugin_files(path_variable, program, complaints)) {
        const std::string name = typed(file);
        if (!name.empty() && !find_executable(file.name, path_variable).path.empty()) {
            names.insert(name);
        }
    }
    return {names.begin(), names.end()};
}

}  // namespace yare
