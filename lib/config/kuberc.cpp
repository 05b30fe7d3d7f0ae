#include "config/kuberc.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"
#include "config/load.hpp"
#include "config/plan_login.hpp"

namespace yare {

namespace {

using nlohmann::json;

constexpr std::size_t k_kuberc_limit = std::size_t{1} << 20;
constexpr const char* k_group = "kubectl.config.k8s.io/";

// kubectl shows these without its `error: `.
class KubercError : public ConfigError {
  public:
    explicit KubercError(const std::string& what)
        : ConfigError("error occurred while applying preferences " + what) {}
    std::string line() const override { return what(); }
};

// The file of the environment or of the user; where `named`, it must be there and be good.
struct Place {
    std::string file;  // empty: switched off
    bool named = false;
};

Place place_of(const Overrides& overrides, const Environment& environment) {
    if (to_lower(variable(environment, "KUBECTL_KUBERC")) == "false") {
        return {};
    }
    if (overrides.kuberc && overrides.kuberc->empty()) {
        throw KubercError("kuberc file is not found");
    }
    const std::string chosen = variable(environment, "KUBERC");
    if (chosen == "off") {
        if (overrides.kuberc) {
            throw KubercError(
                "kuberc error disabling kuberc via KUBERC=off and passing kuberc flag are mutually "
                "exclusive");
        }
        return {};
    }
    if (overrides.kuberc) {
        return {*overrides.kuberc, true};
    }
    const std::string home = variable(environment, "HOME");
    return !chosen.empty() ? Place{chosen, true} : Place{home.empty() ? "" : home + "/.kube/kuberc", false};
}

std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

// What a document says of plugins; `list` is nothing where it does not speak of one.
struct Preference {
    std::string policy;
    std::optional<std::vector<std::string>> list;
    std::string unknown;  // a field that this version does not have
};

// One entry: `command`, or `name` as it was called before 1.36. Nothing where these contradict each other.
std::optional<std::string> entry_of(const json& entry) {
    if (!entry.is_object()) {
        return std::nullopt;
    }
    for (const char* key : {"name", "command"}) {
        const auto found = entry.find(key);
        if (found != entry.end() && !found->is_string() && !found->is_null()) {
            return std::nullopt;
        }
    }
    const std::string name = text_of(entry, "name");
    const std::string command = text_of(entry, "command");
    if (!name.empty() && !command.empty() && name != command) {
        return std::nullopt;
    }
    return command.empty() ? name : command;
}

// Nothing for a document that is no Preference, or whose fields have wrong types.
std::optional<Preference> preference_of(const json& document) {
    if (!document.is_object() || text_of(document, "kind") != "Preference") {
        return std::nullopt;
    }
    const std::string version = text_of(document, "apiVersion");
    const auto policy = document.find("credentialPluginPolicy");
    const auto list = document.find("credentialPluginAllowlist");
    Preference out;
    if (version == std::string(k_group) + "v1alpha1") {
        out.unknown = policy != document.end() ? "credentialPluginPolicy"
                      : list != document.end() ? "credentialPluginAllowlist"
                                               : "";
        return out;
    }
    if (version != std::string(k_group) + "v1beta1") {
        return std::nullopt;
    }
    if (policy != document.end() && !policy->is_null()) {
        if (!policy->is_string()) {
            return std::nullopt;
        }
        out.policy = policy->get<std::string>();
    }
    if (list != document.end() && !list->is_null()) {
        if (!list->is_array()) {
            return std::nullopt;
        }
        out.list.emplace();
        for (const auto& each : *list) {
            auto entry = entry_of(each);
            if (!entry) {
                return std::nullopt;
            }
            out.list->push_back(*std::move(entry));
        }
    }
    return out;
}

// client-go's exec.go: ValidatePluginPolicy.
PluginPolicy checked(const Preference& preference) {
    const std::string quoted = go_quote(preference.policy);
    if (preference.policy.empty() || preference.policy == "AllowAll" || preference.policy == "DenyAll") {
        if (preference.list) {
            throw KubercError("misconfigured credential plugin allowlist: plugin policy is " + quoted +
                              " but allowlist is non-nil");
        }
        return {preference.policy == "DenyAll" ? PluginPolicy::Kind::deny_all : PluginPolicy::Kind::allow_all,
                {}};
    }
    if (preference.policy != "Allowlist") {
        throw KubercError("unknown plugin policy: " + quoted);
    }
    if (!preference.list) {
        throw KubercError("credential plugin policy set to " + quoted + ", but allowlist is unspecified");
    }
    if (preference.list->empty()) {
        throw KubercError("credential plugin policy set to " + quoted +
                          ", but allowlist is empty; use \"DenyAll\" policy instead");
    }
    for (std::size_t i = 0; i < preference.list->size(); ++i) {
        const std::string& entry = (*preference.list)[i];
        if (entry.empty()) {
            throw KubercError("misconfigured credential plugin allowlist: empty allowlist entry #" +
                              std::to_string(i + 1));
        }
        if (clean_path(entry) != entry) {
            throw KubercError("non-normalized file path: " + go_quote(entry) + " vs " +
                              go_quote(clean_path(entry)));
        }
    }
    return {PluginPolicy::Kind::allowlist, *preference.list};
}

// The first usable document; nothing for a text without any document. Throws ConfigError.
std::optional<Preference> read_preference(const std::string& file) {
    const std::string text = read_config_file(file, k_kuberc_limit);
    std::optional<Preference> found;
    bool any = false;
    YamlReading reading;
    reading.take = [&](YamlDocument&& document) {
        any = true;
        if (!found) {
            found = preference_of(document.value);
        }
    };
    reading.fail = [&](const YamlError&) { any = true; };
    read_yaml(text, reading);
    if (!found && any) {
        throw ConfigError("no valid preferences found in " + file + ", use --v=5 to see details");
    }
    return found;
}

bool is_missing(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) != 0 && errno == ENOENT;
}

}  // namespace

Kuberc load_kuberc(const Overrides& overrides, const Environment& environment) {
    const Place place = place_of(overrides, environment);
    if (place.file.empty() || (!place.named && is_missing(place.file))) {
        return {};
    }
    Kuberc out;
    std::optional<Preference> preference;
    try {
        preference = read_preference(place.file);
    } catch (const ConfigError& error) {
        if (place.named) {
            throw KubercError(std::string("kuberc error kuberc: ") + error.what());
        }
        out.notes.push_back("kuberc: no preferences loaded from " + place.file + ": " + error.what());
    }
    if (!preference) {
        return out;
    }
    if (!preference->unknown.empty()) {
        out.notes.push_back("kuberc: ignoring strict decoding error in " + place.file +
                            ": strict decoding error: unknown field " + go_quote(preference->unknown));
    }
    out.policy = checked(*preference);
    return out;
}

}  // namespace yare
