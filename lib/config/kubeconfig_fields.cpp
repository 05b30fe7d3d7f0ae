#include "config/kubeconfig_fields.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using enum FieldKind;

constexpr ConfigField k_cluster_fields[] = {
    {.name = "server", .kind = text, .always = true},      {.name = "tls-server-name", .kind = text},
    {.name = "insecure-skip-tls-verify", .kind = flag},    {.name = "certificate-authority", .kind = text},
    {.name = "certificate-authority-data", .kind = bytes}, {.name = "proxy-url", .kind = text},
    {.name = "disable-compression", .kind = flag},         {.name = "extensions", .kind = extensions},
};

constexpr ConfigField k_auth_provider_fields[] = {
    {.name = "name", .kind = text, .always = true},
    {.name = "config", .kind = text_map, .always = true},
};

constexpr ConfigField k_exec_fields[] = {
    {.name = "command", .kind = text, .always = true},
    {.name = "args", .kind = texts, .always = true},
    {.name = "env", .kind = variables, .always = true},
    {.name = "apiVersion", .kind = text},
    {.name = "installHint", .kind = text},
    {.name = "provideClusterInfo", .kind = flag, .always = true},
    {.name = "interactiveMode", .kind = text},
};

constexpr ConfigField k_user_fields[] = {
    {.name = "client-certificate", .kind = text},
    {.name = "client-certificate-data", .kind = bytes},
    {.name = "client-key", .kind = text},
    {.name = "client-key-data", .kind = bytes, .secret = true},
    {.name = "token", .kind = text, .secret = true},
    {.name = "tokenFile", .kind = text},
    {.name = "as", .kind = text, .path_name = "act-as"},
    {.name = "as-uid", .kind = text, .path_name = "act-as-uid"},
    {.name = "as-groups", .kind = texts, .path_name = "act-as-groups"},
    {.name = "as-user-extra", .kind = texts_map, .path_name = "act-as-user-extra"},
    {.name = "username", .kind = text},
    {.name = "password", .kind = text, .secret = true},
    {.name = "auth-provider", .kind = structure, .inner = k_auth_provider_fields},
    {.name = "exec", .kind = structure, .inner = k_exec_fields},
    {.name = "extensions", .kind = extensions},
};

constexpr ConfigField k_context_fields[] = {
    {.name = "cluster", .kind = text, .always = true},
    {.name = "user", .kind = text, .always = true},
    {.name = "namespace", .kind = text},
    {.name = "extensions", .kind = extensions},
};

constexpr ConfigList k_lists[] = {
    {"clusters", "cluster", k_cluster_fields},
    {"users", "user", k_user_fields},
    {"contexts", "context", k_context_fields},
};

[[noreturn]] void refuse(const std::string& path, const char* expected) {
    throw ConfigError(path + ": expected " + expected);
}

// null is the same as absent, as in Go's decoder.
const json* member(const json& value, std::string_view name) {
    const auto found = value.find(name);
    return found == value.end() || found->is_null() ? nullptr : &*found;
}

std::string read_text(const json& value, const std::string& path) {
    if (!value.is_string()) {
        refuse(path, "a string");
    }
    return value.get<std::string>();
}

ordered_json read_texts(const json& value, const std::string& path) {
    if (!value.is_array()) {
        refuse(path, "a list");
    }
    ordered_json all = ordered_json::array();
    for (const auto& each : value) {
        all.push_back(each.is_null() ? "" : read_text(each, path));
    }
    return all;
}

template <class Read>
ordered_json read_map(const json& value, const std::string& path, const Read& read) {
    if (!value.is_object()) {
        refuse(path, "a map");
    }
    ordered_json all = ordered_json::object();
    for (const auto& [key, each] : value.items()) {
        all[key] = read(each, path + "." + key);
    }
    return all;
}

ordered_json read_variables(const json& value, const std::string& path) {
    if (!value.is_array()) {
        refuse(path, "a list");
    }
    ordered_json all = ordered_json::array();
    for (const auto& each : value) {
        if (!each.is_null() && !each.is_object()) {
            refuse(path, "a list of maps");
        }
        ordered_json variable;
        for (const char* name : {"name", "value"}) {
            const json* found = each.is_null() ? nullptr : member(each, name);
            variable[name] = found == nullptr ? "" : read_text(*found, path);
        }
        all.push_back(std::move(variable));
    }
    return all;
}

// Data is shown as DATA+OMITTED; a key that is there but empty, too (api/helpers.go, ShortenConfig).
ordered_json read_bytes(const ConfigField& field, const json& value, Secrets secrets,
                        const std::string& path) {
    const auto data = base64_decode(read_text(value, path));
    if (!data) {
        throw ConfigError(path + ": illegal base64 data");
    }
    if (secrets == Secrets::hidden && (field.secret || !data->empty())) {
        return "DATA+OMITTED";
    }
    return base64_encode(*data);
}

ordered_json read_field(const ConfigField& field, const json& value, Secrets secrets,
                        const std::string& path) {
    switch (field.kind) {
        case text: {
            const std::string found = read_text(value, path);
            return field.secret && secrets == Secrets::hidden && !found.empty() ? "REDACTED" : found;
        }
        case flag:
            if (!value.is_boolean()) {
                refuse(path, "a boolean");
            }
            return value.get<bool>();
        case bytes:
            return read_bytes(field, value, secrets, path);
        case texts:
            return read_texts(value, path);
        case text_map:
            return read_map(value, path, [](const json& each, const std::string& where) {
                return each.is_null() ? ordered_json("") : ordered_json(read_text(each, where));
            });
        case texts_map:
            return read_map(value, path, [](const json& each, const std::string& where) {
                return each.is_null() ? ordered_json(nullptr) : read_texts(each, where);
            });
        case variables:
            return read_variables(value, path);
        case extensions:
            return normal_extensions(value, path);
        default:
            return normal_form(value, field.inner, secrets, path);
    }
}

ordered_json zero(FieldKind kind) {
    switch (kind) {
        case text:
            return "";
        case flag:
            return false;
        default:
            return nullptr;
    }
}

bool is_zero(const ordered_json& value, FieldKind kind) {
    switch (kind) {
        case flag:
            return !value.get<bool>();
        case text:
        case bytes:
            return value.get_ref<const std::string&>().empty();
        case structure:
            return false;  // a pointer
        default:
            return value.empty();
    }
}

// clientcmd/api/v1/defaults.go
void set_default_mode(ordered_json& exec) {
    const std::string version = exec.value("apiVersion", "");
    const bool may_omit = version == "client.authentication.k8s.io/v1beta1" ||
                          version == "client.authentication.k8s.io/v1alpha1";
    if (may_omit && !exec.contains("interactiveMode")) {
        exec["interactiveMode"] = "IfAvailable";
    }
}

}  // namespace

std::span<const ConfigList> config_lists() { return k_lists; }

const ConfigList& config_list(std::string_view name) {
    for (const auto& list : k_lists) {
        if (name == list.name) {
            return list;
        }
    }
    throw Error("kubeconfigs have no list " + go_quote(name));
}

ordered_json normal_form(const json& value, ConfigFields fields, Secrets secrets, const std::string& path) {
    if (!value.is_object() && !value.is_null()) {
        refuse(path, "a map");
    }
    ordered_json shown = ordered_json::object();
    for (const auto& field : fields) {
        const json* found = value.is_null() ? nullptr : member(value, field.name);
        if (found == nullptr) {
            if (field.always) {
                shown[field.name] = zero(field.kind);
            }
            continue;
        }
        ordered_json one = read_field(field, *found, secrets, path + "." + field.name);
        if (field.always || !is_zero(one, field.kind)) {
            shown[field.name] = std::move(one);
        }
    }
    if (fields.data() == k_exec_fields) {
        set_default_mode(shown);
    }
    return shown;
}

ordered_json normal_extensions(const json& value, const std::string& path) {
    if (!value.is_array()) {
        refuse(path, "a list");
    }
    std::map<std::string, json> sorted;
    for (const auto& each : value) {
        if (!each.is_object()) {
            refuse(path, "a list of maps");
        }
        const json* name = member(each, "name");
        const std::string text = name == nullptr ? "" : read_text(*name, path);
        if (!sorted.emplace(text, each.value("extension", json(nullptr))).second) {
            throw ConfigError(path + ": duplicate name " + go_quote(text) + " in list");
        }
    }
    ordered_json all = ordered_json::array();
    for (const auto& [name, extension] : sorted) {
        ordered_json one;
        one["name"] = name;
        one["extension"] = extension;
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace yare
