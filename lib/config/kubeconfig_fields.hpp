// The fields of a kubeconfig, and what kubectl shows of them (clientcmd/api/v1/types.go).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

namespace yare {

enum class FieldKind {
    text,
    flag,
    bytes,       // base64
    texts,       // a list of strings
    text_map,    // string -> string
    texts_map,   // string -> list of strings
    variables,   // a list of {name, value}
    extensions,  // a list of {name, extension}
    structure
};

struct ConfigField {
    const char* name;
    FieldKind kind;
    bool always = false;                      // shown when it is empty, too
    bool secret = false;                      // shown as REDACTED
    const char* path_name = name;             // what `config set` calls it
    std::span<const ConfigField> inner = {};  // of a structure
};

using ConfigFields = std::span<const ConfigField>;

/// What the element of a list holds behind its name: `cluster` in `clusters`.
struct ConfigList {
    const char* name;
    const char* key;
    ConfigFields fields;
};

/// clusters, users, contexts: in the order in which kubectl writes them.
std::span<const ConfigList> config_lists();
const ConfigList& config_list(std::string_view name);

/// How secrets are shown.
enum class Secrets { hidden, shown };

/// `value`, the inside of an entry at `path`, as Go writes the structure it reads it into: known fields in
/// their order, empty ones left out. Throws ConfigError for a wrong type.
nlohmann::ordered_json normal_form(const nlohmann::json& value, ConfigFields fields, Secrets secrets,
                                   const std::string& path);

/// A list of {name, extension}, sorted by name.
nlohmann::ordered_json normal_extensions(const nlohmann::json& value, const std::string& path);

}  // namespace yare
