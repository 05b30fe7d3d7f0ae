#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "config/kubeconfig_edit.hpp"
#include "config/kubeconfig_entries.hpp"
#include "config/property_path.hpp"
#include "verbs/config_work.hpp"

namespace yare {

namespace {

using nlohmann::json;
using Kind = PropertyPath::Kind;

// kubectl shows Go's map with its pointers; the names are what can be known of it.
[[noreturn]] void refuse_map(const std::vector<std::string>& names) {
    std::string words;
    for (const auto& name : names) {
        words += (words.empty() ? "" : " ") + name;
    }
    throw UsageError("can't set a map to a value: map[" + words + "]");
}

std::vector<std::string> names_in(const std::vector<KubeconfigFile>& files, const ConfigList& list) {
    std::vector<std::string> names;
    for (const auto& [name, entry] : config_entries(files, list.name)) {
        names.push_back(name);
    }
    return names;
}

// strconv.ParseBool
bool parse_flag(const std::string& text) {
    for (const char* word : {"1", "t", "T", "TRUE", "true", "True"}) {
        if (text == word) {
            return true;
        }
    }
    for (const char* word : {"0", "f", "F", "FALSE", "false", "False"}) {
        if (text == word) {
            return false;
        }
    }
    throw UsageError("strconv.ParseBool: parsing " + go_quote(text) + ": invalid syntax");
}

// Where Go's decoder stops: the first byte that is no base64, or the beginning of a group that is cut.
std::size_t wrong_base64_at(std::string_view text) {
    constexpr std::string_view k_alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::size_t in_group = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n' || text[at] == '\r') {
            continue;
        }
        if (k_alphabet.find(text[at]) == std::string_view::npos) {
            return at;
        }
        in_group = (in_group + 1) % 4;
    }
    return text.size() - in_group;
}

std::string base64_value(const SetPropertyRequest& what) {
    if (what.raw_bytes) {
        return base64_encode(what.value);
    }
    const auto data = base64_decode(what.value);
    if (!data) {
        throw UsageError("error decoding input value: illegal base64 data at input byte " +
                         std::to_string(wrong_base64_at(what.value)));
    }
    return base64_encode(*data);
}

// What stands in the place of a map, as Go would print it.
std::vector<std::string> map_words(const json& entry, const ConfigField& field) {
    std::vector<std::string> words;
    if (const auto found = entry.find(field.name); found != entry.end() && found->is_object()) {
        for (const auto& [key, values] : found->items()) {
            std::string text = key + ":[";
            for (const auto& value : values) {
                text +=
                    (text.ends_with('[') ? "" : " ") + (value.is_string() ? value.get<std::string>() : "");
            }
            words.push_back(text + "]");
        }
    }
    return words;
}

void set_field(ConfigEdit& edit, const PropertyPath& path, const SetPropertyRequest& what) {
    const auto& field = *path.field;
    auto& entry = edit.entry(path.list->name, path.name);
    switch (field.kind) {
        case FieldKind::text:
            set_text(entry, field.name, what.value);
            break;
        case FieldKind::bytes:
            set_text(entry, field.name, base64_value(what));
            break;
        case FieldKind::flag:
            if (parse_flag(what.value)) {
                entry[field.name] = true;
            } else {
                entry.erase(field.name);
            }
            break;
        case FieldKind::texts:
            throw UsageError("unrecognized slice type. string");
        case FieldKind::structure:
            throw UsageError(what.name + " has fields of its own and cannot be set to a value");
        default:
            refuse_map(map_words(entry, field));
    }
}

bool shows_colors(const std::vector<KubeconfigFile>& files) {
    const json::json_pointer colors("/preferences/colors");
    for (const auto& file : files) {
        if (file.value.contains(colors) && file.value[colors] == json(true)) {
            return true;
        }
    }
    return false;
}

// clientcmd/config.go, writePreferences: the first file that says something else is changed.
void set_colors(std::vector<KubeconfigFile>& files, bool wanted) {
    const json::json_pointer colors("/preferences/colors");
    if (shows_colors(files) == wanted || files.empty()) {
        return;
    }
    if (wanted) {
        auto& preferences = files.front().value["preferences"];
        if (!preferences.is_object()) {
            preferences = json::object();
        }
        preferences["colors"] = true;
        return;
    }
    for (auto& file : files) {
        if (file.value.contains(colors) && file.value[colors] == json(true)) {
            file.value["preferences"].erase("colors");
        }
    }
}

void unset_preferences(std::vector<KubeconfigFile>& files, const char* member) {
    for (auto& file : files) {
        const auto found = file.value.find("preferences");
        if (found != file.value.end() && found->is_object() && found->contains(member)) {
            found->erase(member);
        }
    }
}

void unset_field(ConfigEdit& edit, const PropertyPath& path) {
    if (!edit.has(path.list->name, path.name)) {
        throw UsageError("current map key `" + path.name + "` is invalid");
    }
    auto& entry = edit.entry(path.list->name, path.name);
    if (!entry.contains(path.field->name)) {
        return;
    }
    if (path.field->always) {
        entry[path.field->name] = "";
    } else {
        entry.erase(path.field->name);
    }
}

void set_in_files(const ConfigWork& work, std::vector<KubeconfigFile>& files, const PropertyPath& path,
                  const SetPropertyRequest& what) {
    ConfigEdit edit(work.paths, files);
    switch (path.kind) {
        case Kind::current_context:
            edit.set_current_context(what.value);
            break;
        case Kind::preferences:
            throw UsageError(
                "unable to locate path config.navigationStep{stepValue:\"\", stepType:reflect.Type(nil)} "
                "under {" +
                std::string(shows_colors(files) ? "true" : "false") + " map[]}");
        case Kind::preference_colors:
            set_colors(files, parse_flag(what.value));
            break;
        case Kind::preference_extensions:
        case Kind::extensions:
            refuse_map({});
        case Kind::list:
        case Kind::entry:
            refuse_map(names_in(files, *path.list));
        case Kind::field:
            set_field(edit, path, what);
            break;
        default:
            break;
    }
}

void unset_in_files(const ConfigWork& work, std::vector<KubeconfigFile>& files, const PropertyPath& path) {
    ConfigEdit edit(work.paths, files);
    switch (path.kind) {
        case Kind::current_context:
            edit.set_current_context("");
            break;
        case Kind::preferences:
            unset_preferences(files, "colors");
            unset_preferences(files, "extensions");
            break;
        case Kind::preference_colors:
            unset_preferences(files, "colors");
            break;
        case Kind::preference_extensions:
            unset_preferences(files, "extensions");
            break;
        case Kind::extensions:
            for (auto& file : files) {
                file.value.erase("extensions");
            }
            break;
        case Kind::list:
            for (const auto& name : names_in(files, *path.list)) {
                edit.remove(path.list->name, name);
            }
            break;
        case Kind::entry:
            edit.remove(path.list->name, path.name);
            break;
        case Kind::field:
            unset_field(edit, path);
            break;
        default:
            break;
    }
}

}  // namespace

void set_property(const ConfigWork& work, const SetPropertyRequest& what) {
    edit_kubeconfig_files(work.paths, [&](std::vector<KubeconfigFile>& files) {
        set_in_files(work, files, parse_property_path(what.name), what);
    });
    work.streams.out.write("Property " + go_quote(what.name) + " set.\n");
}

void unset_property(const ConfigWork& work, const UnsetPropertyRequest& what) {
    edit_kubeconfig_files(work.paths, [&](std::vector<KubeconfigFile>& files) {
        unset_in_files(work, files, parse_property_path(what.name));
    });
    work.streams.out.write("Property " + go_quote(what.name) + " unset.\n");
}

}  // namespace yare
