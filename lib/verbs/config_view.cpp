#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "config/kubeconfig_entries.hpp"
#include "config/kubeconfig_fields.hpp"
#include "config/load.hpp"
#include "output/objects.hpp"
#include "verbs/config_work.hpp"

namespace yare {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using Entries = std::map<std::string, ConfigEntry>;

constexpr std::size_t k_credential_limit = std::size_t{16} << 20;

struct MergedConfig {
    Entries clusters, users, contexts;
    std::string current_context;
};

std::string text_in(const ConfigEntry& entry, const char* field) {
    const json inside = entry.value == nullptr ? json() : *entry.value;
    const auto found = inside.find(field);
    return found != inside.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void keep_only(Entries& entries, const std::string& name, const char* word) {
    const auto found = entries.find(name);
    if (!name.empty() && found == entries.end()) {
        throw ConfigError(std::string("cannot locate ") + word + " " + name);
    }
    Entries kept;
    if (!name.empty()) {
        kept.insert(*found);
    }
    entries = std::move(kept);
}

// clientcmd/api/helpers.go, MinifyConfig
void minify(MergedConfig& config) {
    if (config.current_context.empty()) {
        throw ConfigError("current-context must exist in order to minify");
    }
    keep_only(config.contexts, config.current_context, "context");
    const auto& context = config.contexts.begin()->second;
    keep_only(config.clusters, text_in(context, "cluster"), "cluster");
    keep_only(config.users, text_in(context, "user"), "user");
}

// The file that `field` names becomes the value of its companion.
void flatten_field(json& value, const std::string& field, const KubeconfigFile& file) {
    const auto path = value.find(field);
    if (path == value.end() || !path->is_string() || path->get_ref<const std::string&>().empty()) {
        return;
    }
    const auto data = value.find(field + "-data");
    if (data != value.end() && data->is_string() && !data->get_ref<const std::string&>().empty()) {
        throw ConfigError("cannot have values for both path and contents");
    }
    const auto folder = std::filesystem::absolute(file.path).parent_path();
    const auto whole = (folder / path->get<std::string>()).lexically_normal();
    value[field + "-data"] = base64_encode(read_config_file(whole.string(), k_credential_limit));
    value.erase(field);
}

ordered_json normal_list(const Entries& entries, const ConfigList& list, const ViewConfigRequest& what) {
    ordered_json all = nullptr;
    for (const auto& [name, entry] : entries) {
        json value = entry.value == nullptr ? json() : *entry.value;
        const std::string path = std::string(list.name) + "." + name;
        if (what.flatten && value.is_object()) {
            flatten_field(value, "client-certificate", *entry.file);
            flatten_field(value, "client-key", *entry.file);
            flatten_field(value, "certificate-authority", *entry.file);
        }
        const auto secrets = what.flatten || what.raw ? Secrets::shown : Secrets::hidden;
        ordered_json element;
        element["name"] = name;
        element[list.key] = normal_form(value, list.fields, secrets, path);
        all.push_back(std::move(element));
    }
    return all;
}

// Lists of extensions of several files; the first one of a name counts.
json merge_extensions(const std::vector<const json*>& lists) {
    json all = json::array();
    for (const auto* list : lists) {
        for (const auto& each : *list) {
            const auto is_same = [&](const json& other) {
                return each.is_object() && other.is_object() &&
                       other.value("name", json("")) == each.value("name", json(""));
            };
            const auto seen = lists.size() > 1 && std::any_of(all.begin(), all.end(), is_same);
            if (!seen) {
                all.push_back(each);
            }
        }
    }
    return all;
}

ordered_json extensions_at(const std::vector<KubeconfigFile>& files, const json::json_pointer& place) {
    std::vector<const json*> lists;
    for (const auto& file : files) {
        if (file.value.contains(place) && !file.value[place].is_null()) {
            lists.push_back(&file.value[place]);
        }
    }
    return normal_extensions(merge_extensions(lists), "extensions");
}

ordered_json normal_preferences(const std::vector<KubeconfigFile>& files) {
    ordered_json preferences = ordered_json::object();
    const json::json_pointer colors("/preferences/colors");
    for (const auto& file : files) {
        if (file.value.contains(colors) && file.value[colors] == json(true)) {
            preferences["colors"] = true;
        }
    }
    auto extensions = extensions_at(files, json::json_pointer("/preferences/extensions"));
    if (!extensions.empty()) {
        preferences["extensions"] = std::move(extensions);
    }
    return preferences;
}

ordered_json normal_config(const std::vector<KubeconfigFile>& files, const MergedConfig& config,
                           const ViewConfigRequest& what) {
    ordered_json shown;
    shown["kind"] = "Config";
    shown["apiVersion"] = "v1";
    if (auto preferences = normal_preferences(files); !preferences.empty()) {
        shown["preferences"] = std::move(preferences);
    }
    // in kubectl's order, which decides whose error comes first
    auto users = normal_list(config.users, config_list("users"), what);
    shown["clusters"] = normal_list(config.clusters, config_list("clusters"), what);
    shown["users"] = std::move(users);
    shown["contexts"] = normal_list(config.contexts, config_list("contexts"), what);
    shown["current-context"] = config.current_context;
    if (auto extensions = extensions_at(files, json::json_pointer("/extensions")); !extensions.empty()) {
        shown["extensions"] = std::move(extensions);
    }
    return shown;
}

}  // namespace

void view_config(const ConfigWork& work, const ViewConfigRequest& what) {
    if (!what.merge && !work.paths.is_explicit) {
        throw ConfigError("if merge==false a precise file must be specified");
    }
    const auto files = read_kubeconfig_files(work.paths);
    if (!what.merge && !files.front().exists) {
        throw ConfigError("open " + files.front().path + ": no such file or directory");
    }
    MergedConfig config{config_entries(files, "clusters"), config_entries(files, "users"),
                        config_entries(files, "contexts"), current_context(files)};
    if (what.minify) {
        if (!work.context.empty()) {
            config.current_context = work.context;
        }
        minify(config);
    }
    const std::string text = normal_config(files, config, what).dump();
    JsonTree tree;
    make_object_printer(work.format, work.streams.out)->single(tree.parse(text));
}

}  // namespace yare
