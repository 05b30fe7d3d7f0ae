#include <algorithm>

#include "base/text.hpp"
#include "complete_arguments.hpp"
#include "flag_tables.hpp"
#include "verbs/complete_types.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_help_flag = {"help", 'h', FlagType::boolean, "false", "Say what the command does"};
constexpr FlagSpec k_version_flag = {"version", 0, FlagType::boolean, "false", "Print the version"};

bool is_repeatable(const FlagSpec& flag) {
    return flag.type == FlagType::list || flag.type == FlagType::array;
}

// A flag whose value can only come behind an equals sign, and that says little without one.
bool needs_equals(const FlagSpec& flag) {
    return flag.alone != nullptr || (flag.type == FlagType::boolean && flag.default_text[0] == 't');
}

// Conditions of the built-in types, for `--for condition=`.
struct Conditions {
    std::string_view type;
    std::string_view names;
};
constexpr Conditions k_conditions[] = {
    {"pods", "Ready PodScheduled Initialized ContainersReady"},
    {"deployments", "Available Progressing ReplicaFailure"},
    {"jobs", "Complete Failed Suspended"},
    {"nodes", "Ready MemoryPressure DiskPressure PIDPressure NetworkUnavailable"},
    {"customresourcedefinitions", "Established NamesAccepted"},
    {"apiservices", "Available"},
    {"certificatesigningrequests", "Approved Denied Failed"},
    {"poddisruptionbudgets", "DisruptionAllowed"},
    {"horizontalpodautoscalers", "AbleToScale ScalingActive ScalingLimited"},
    {"", "Available Complete Established Failed Progressing Ready"},
};

// `app=web,tier=fr`: what stands before the last requirement, with its comma. A comma between parentheses
// parts no requirements.
std::size_t last_requirement(const std::string& selector) {
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i < selector.size(); ++i) {
        depth += selector[i] == '(' ? 1 : selector[i] == ')' ? -1 : 0;
        begin = selector[i] == ',' && depth <= 0 ? i + 1 : begin;
    }
    return begin;
}

}  // namespace

void Completer::offer_flag(const FlagSpec& flag, std::vector<std::string_view>& offered) {
    if ((line_.has(flag.name) && !is_repeatable(flag)) ||
        std::find(offered.begin(), offered.end(), flag.name) != offered.end()) {
        return;
    }
    offered.emplace_back(flag.name);
    const auto description = first_sentence(flag.help);
    offer("--" + std::string(flag.name) + (needs_equals(flag) ? "=" : ""), description);
    if (flag.shorthand != 0) {
        offer(std::string("-") + flag.shorthand, description);
    }
}

void Completer::offer_flags() {
    std::vector<std::string_view> offered;
    if (line_.verb != nullptr) {
        for (const auto& flag : line_.verb->flags()) {
            offer_flag(flag, offered);
        }
    } else {
        offer_flag(k_version_flag, offered);
    }
    for (const auto& flag : global_flags()) {
        offer_flag(flag, offered);
    }
    offer_flag(k_help_flag, offered);
}

void Completer::offer_flag_value() {
    const auto what = offer_for_flag(line_.verb, *line_.flag);
    offer_value(what);
    if (found_.empty() && line_.current.empty() && !line_.before.empty()) {
        found_.push_back({line_.before, ""});  // `-p`, `-f`: complete, the value is the next word
        directive_ = k_no_files;
    }
}

void Completer::offer_value(const Offer& what) {
    switch (what.kind) {
        case Offer::Kind::nothing:
            break;
        case Offer::Kind::words:
            if (what.text.find("condition=") != std::string::npos &&
                line_.current.starts_with("condition=")) {
                offer_conditions();
                break;
            }
            offer_words(what.text, line_.flag->type == FlagType::list);
            break;
        case Offer::Kind::files:
            directive_ = 0;
            break;
        case Offer::Kind::manifests:
            offer_manifests();
            break;
        case Offer::Kind::directories:
            directive_ = k_directories;
            break;
        case Offer::Kind::types:
            offer_listed(cluster_.types(behind_comma()));
            break;
        case Offer::Kind::objects:
            offer_all(cluster_.names(what.text, line_.current));
            break;
        case Offer::Kind::containers:
            offer_containers();
            break;
        case Offer::Kind::labels:
            offer_labels();
            break;
        case Offer::Kind::shown_columns:
            offer_shown_columns();
            break;
        case Offer::Kind::contexts:
            offer_all(cluster_.contexts());
            break;
        case Offer::Kind::clusters:
            offer_all(cluster_.clusters());
            break;
        case Offer::Kind::users:
            offer_all(cluster_.users());
            break;
        case Offer::Kind::from_job:
            if (const auto slash = line_.current.find('/'); slash == std::string::npos) {
                offer("cronjob/", "");
            } else {
                offer_all(cluster_.names("cronjobs", line_.current.substr(slash + 1)),
                          line_.current.substr(0, slash + 1));
            }
            break;
    }
}

void Completer::offer_manifests() {
    if (!line_.before.empty()) {
        directive_ = 0;
        return;
    }
    directive_ = k_extensions;
    found_ = {{"json", ""}, {"yaml", ""}, {"yml", ""}};
}

void Completer::offer_conditions() {
    const auto type = builtin_plural(type_of_arguments());
    for (const auto& [plural, names] : k_conditions) {
        if (plural.empty() || type == plural) {
            for (const auto& name : split(names, ' ')) {
                offer("condition=" + name, "");
            }
            return;
        }
    }
}

// Of the pod or workload that the first argument names, or of the selected pods.
void Completer::offer_containers() {
    if (line_.arguments.empty()) {
        if (const auto selector = line_.value("selector"); !selector.empty()) {
            offer_all(cluster_.containers_of_selected(selector));
        }
        return;
    }
    const auto& target = line_.arguments.front();
    const auto slash = target.find('/');
    offer_all(slash == std::string::npos
                  ? cluster_.containers("pods", target)
                  : cluster_.containers(target.substr(0, slash), target.substr(slash + 1)));
}

void Completer::offer_labels() {
    const auto type = type_of_arguments();
    if (type.empty()) {
        return;
    }
    const auto begin = last_requirement(line_.current);
    const auto before = line_.current.substr(0, begin);
    const auto last = line_.current.substr(begin);
    const auto equals = last.find('=');
    if (last.find_first_of(" (") != std::string::npos) {
        return;  // `key in (a, b)`
    }
    if (equals == std::string::npos) {
        const auto negation = std::string(last.starts_with('!') ? "!" : "");
        for (const auto& key : cluster_.label_keys(type, last.substr(negation.size()))) {
            offer(before + negation + key.value + (negation.empty() ? "=" : ""), "");
        }
        return;
    }
    const auto key_end = equals > 0 && last[equals - 1] == '!' ? equals - 1 : equals;
    const auto value = last.find_first_not_of('=', equals);
    const auto value_at = value == std::string::npos ? last.size() : value;
    const auto requirements = before.empty() ? "" : before.substr(0, before.size() - 1);
    offer_all(cluster_.label_values(type, requirements, last.substr(0, key_end), last.substr(value_at)),
              before + last.substr(0, value_at));
}

void Completer::offer_shown_columns() {
    if (const auto type = type_of_arguments(); !type.empty()) {
        offer_listed(cluster_.label_keys(type, behind_comma()));
    }
}

}  // namespace yare
