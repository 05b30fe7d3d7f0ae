#include "config/kubeconfig_entries.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/error.hpp"
#include "config/kubeconfig_fields.hpp"

namespace yare {

namespace {

using nlohmann::json;

std::string text_of(const json& value, std::string_view field) {
    const auto found = value.find(field);
    return found != value.end() && found->is_string() ? found->get<std::string>() : std::string();
}

json new_entry(std::string_view list) {
    if (list == "clusters") {
        return {{"server", ""}};
    }
    return list == "contexts" ? json{{"cluster", ""}, {"user", ""}} : json::object();
}

std::filesystem::path absolute_path(const std::filesystem::path& path) {
    std::error_code error;
    auto found = std::filesystem::absolute(path, error).lexically_normal();
    if (error) {
        throw ConfigError("could not determine the absolute path of " + path.string() + ": " +
                          error.message());
    }
    return found;
}

void make_relative(json& value, const std::filesystem::path& folder) {
    const std::string old = value.get<std::string>();
    if (old.empty()) {
        return;
    }
    const auto whole = (folder / old).lexically_normal();
    const std::string relative = whole.lexically_relative(folder).string();
    value = relative.starts_with("../") ? whole.string() : relative;
}

}  // namespace

std::map<std::string, ConfigEntry> config_entries(const std::vector<KubeconfigFile>& files,
                                                  std::string_view list) {
    std::map<std::string, ConfigEntry> entries;
    const auto& key = config_list(list).key;
    for (const auto& file : files) {
        const auto elements = file.value.find(list);
        if (elements == file.value.end()) {
            continue;
        }
        for (const auto& element : *elements) {
            const auto found = element.find(key);
            entries.try_emplace(text_of(element, "name"),
                                ConfigEntry{found == element.end() ? nullptr : &*found, &file});
        }
    }
    return entries;
}

std::string current_context(const std::vector<KubeconfigFile>& files) {
    for (const auto& file : files) {
        if (auto name = text_of(file.value, "current-context"); !name.empty()) {
            return name;
        }
    }
    return "";
}

bool ConfigEdit::has(std::string_view list, std::string_view name) const {
    return find_origin(files_, list, name) != nullptr;
}

KubeconfigFile& ConfigEdit::default_file() {
    const std::string path = paths_.default_file();
    for (auto& file : files_) {
        if (file.path == path) {
            return file;
        }
    }
    throw ConfigError("there is no kubeconfig " + path);
}

json& ConfigEdit::entry(std::string_view list, std::string_view name, std::string* file) {
    auto* origin = find_origin(files_, list, name);
    auto& owner = origin == nullptr ? default_file() : *origin;
    const std::string key = config_list(list).key;
    if (file != nullptr) {
        *file = owner.path;
    }
    if (origin == nullptr) {
        auto& elements = owner.value[std::string(list)];
        if (!elements.is_array()) {
            elements = json::array();
        }
        elements.push_back({{"name", name}, {key, new_entry(list)}});
    }
    auto& value = (*find_named(owner.value, list, name))[key];
    if (!value.is_object()) {
        value = json::object();
    }
    return value;
}

void ConfigEdit::remove(std::string_view list, std::string_view name) {
    if (auto* origin = find_origin(files_, list, name)) {
        auto& elements = origin->value[std::string(list)];
        const auto* gone = find_named(origin->value, list, name);
        elements.erase(elements.begin() + (gone - &elements.front()));
    }
}

void ConfigEdit::rename(std::string_view list, std::string_view name, std::string_view new_name) {
    if (auto* origin = find_origin(files_, list, name)) {
        (*find_named(origin->value, list, name))["name"] = new_name;
    }
}

void ConfigEdit::set_current_context(const std::string& name) {
    if (current_context(files_) == name) {
        return;
    }
    if (!name.empty()) {
        default_file().value["current-context"] = name;
        return;
    }
    for (auto& file : files_) {
        if (!text_of(file.value, "current-context").empty()) {
            file.value["current-context"] = "";
            return;
        }
    }
}

void set_text(json& entry, const char* field, const std::string& value, bool always) {
    if (!value.empty() || (always && entry.contains(field))) {
        entry[field] = value;
    } else {
        entry.erase(field);
    }
}

void make_paths_relative(json& entry, std::string_view list, const std::string& file) {
    const auto folder = absolute_path(std::filesystem::path(file)).parent_path();
    const auto change = [&](json& owner, const char* field) {
        if (const auto found = owner.find(field); found != owner.end() && found->is_string()) {
            make_relative(*found, folder);
        }
    };
    if (list == "clusters") {
        change(entry, "certificate-authority");
        return;
    }
    for (const char* field : {"client-certificate", "client-key", "tokenFile"}) {
        change(entry, field);
    }
    // a command without a slash is looked for on PATH
    const auto exec = entry.find("exec");
    if (exec != entry.end() && exec->is_object() &&
        text_of(*exec, "command").find('/') != std::string::npos) {
        change(*exec, "command");
    }
}

}  // namespace yare
