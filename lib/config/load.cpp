#include "config/load.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

#include "base/error.hpp"
#include "base/streams.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

// kubectl shows several errors as lines without a prefix.
class SeveralFilesError : public ConfigError {
  public:
    using ConfigError::ConfigError;
    std::string line() const override { return what(); }
};

Kubeconfig load_file(const std::string& path) {
    std::string text;
    try {
        text = read_file(path, k_kubeconfig_limit);
    } catch (const Error& error) {
        throw ConfigError("error loading config file \"" + path + "\": " + error.what());
    }
    return parse_kubeconfig(text, path);
}

}  // namespace

bool is_missing_file(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) != 0 && errno == ENOENT;
}

std::vector<std::string> kubeconfig_list(const Environment& environment) {
    const std::string list = variable(environment, "KUBECONFIG");
    const std::string home = variable(environment, "HOME");
    if (list.empty()) {
        return home.empty() ? std::vector<std::string>() : std::vector<std::string>{home + "/.kube/config"};
    }
    std::vector<std::string> files;
    for (auto& file : split(list, ':')) {
        if (!file.empty() && std::find(files.begin(), files.end(), file) == files.end()) {
            files.push_back(std::move(file));
        }
    }
    return files;
}

void raise_file_problems(const std::vector<std::string>& problems) {
    if (problems.size() == 1) {
        throw ConfigError(problems.front());
    }
    std::string lines;
    for (const auto& problem : problems) {
        lines += (lines.empty() ? "" : "\n") + problem;
    }
    if (!problems.empty()) {
        throw SeveralFilesError(lines);
    }
}

std::string read_config_file(const std::string& path, std::size_t limit) {
    try {
        return read_file(path, limit);
    } catch (const Error& error) {
        throw ConfigError(error.what());
    }
}

std::string variable(const Environment& environment, std::string_view name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

Kubeconfig load_kubeconfig(const Overrides& overrides, const Environment& environment) {
    const std::string chosen = overrides.kubeconfig.value_or("");
    if (!chosen.empty()) {
        if (is_missing_file(chosen)) {
            throw ConfigError("stat " + chosen + ": no such file or directory");
        }
        return load_file(chosen);
    }
    std::vector<Kubeconfig> configs;
    std::vector<std::string> problems;
    for (const auto& file : kubeconfig_list(environment)) {
        if (is_missing_file(file)) {
            continue;
        }
        try {
            configs.push_back(load_file(file));
        } catch (const ConfigError& error) {
            problems.emplace_back(error.what());
        }
    }
    raise_file_problems(problems);
    return merge(configs);
}

}  // namespace yare
