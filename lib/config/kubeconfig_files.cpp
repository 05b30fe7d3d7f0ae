#include "config/kubeconfig_files.hpp"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "config/kubeconfig_text.hpp"
#include "config/load.hpp"

namespace yare {

namespace {

using nlohmann::json;

bool is_there(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0;
}

KubeconfigFile read_kubeconfig_file(const std::string& path) {
    KubeconfigFile file;
    file.path = path;
    file.value = json::object();
    if (is_missing_file(path)) {
        return file;
    }
    file.exists = true;
    try {
        file.text = read_config_file(path, k_kubeconfig_limit);
        file.value = read_kubeconfig_value(file.text);
    } catch (const Error& error) {
        throw ConfigError("error loading config file \"" + path + "\": " + error.what());
    }
    static_cast<void>(parse_kubeconfig(file.text, path));
    return file;
}

template <class Json>
Json* find_element(Json& root, std::string_view list, std::string_view name) {
    const auto found = root.find(list);
    if (found == root.end() || !found->is_array()) {
        return nullptr;
    }
    for (auto& element : *found) {
        if (!element.is_object()) {
            continue;
        }
        const auto known = element.find("name");
        const bool nameless = known == element.end() || known->is_null();  // the same as an empty name
        if (nameless ? name.empty() : *known == json(name)) {
            return &element;
        }
    }
    return nullptr;
}

}  // namespace

std::string KubeconfigPaths::default_file() const {
    if (files.empty()) {
        throw ConfigError("there is no kubeconfig to change: neither KUBECONFIG nor HOME is set");
    }
    if (files.size() > 1) {
        for (const auto& file : files) {
            if (is_there(file)) {
                return file;
            }
        }
    }
    return files.back();
}

KubeconfigPaths kubeconfig_paths(const Overrides& overrides, const Environment& environment) {
    const std::string chosen = overrides.kubeconfig.value_or("");
    if (!chosen.empty()) {
        return {{chosen}, true};
    }
    return {kubeconfig_list(environment), false};
}

std::vector<KubeconfigFile> read_kubeconfig_files(const KubeconfigPaths& paths) {
    std::vector<KubeconfigFile> files;
    std::vector<std::string> problems;
    for (const auto& path : paths.files) {
        try {
            files.push_back(read_kubeconfig_file(path));
        } catch (const ConfigError& error) {
            problems.emplace_back(error.what());
        }
    }
    raise_file_problems(problems);
    return files;
}

Kubeconfig merged(const std::vector<KubeconfigFile>& files) {
    std::vector<Kubeconfig> configs;
    for (const auto& file : files) {
        configs.push_back(parse_kubeconfig(file.text, file.path));
    }
    return merge(configs);
}

json* find_named(json& root, std::string_view list, std::string_view name) {
    return find_element(root, list, name);
}

const json* find_named(const json& root, std::string_view list, std::string_view name) {
    return find_element(root, list, name);
}

KubeconfigFile* find_origin(std::vector<KubeconfigFile>& files, std::string_view list,
                            std::string_view name) {
    for (auto& file : files) {
        if (find_named(file.value, list, name) != nullptr) {
            return &file;
        }
    }
    return nullptr;
}

}  // namespace yare
