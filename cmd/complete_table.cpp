#include "complete_table.hpp"

#include "base/text.hpp"
#include "complete_line.hpp"

namespace yare {

namespace {

using Kind = Offer::Kind;

// The arguments of verbs. A verb that is not here takes TYPE and NAME where its usage says so, else nothing
// that could be offered. `text`: see ArgumentKind.
struct ArgumentRule {
    std::string_view verb;
    ArgumentKind kind;
    const char* text = "";
};
constexpr ArgumentRule k_argument_rules[] = {
    {"auth can-i", ArgumentKind::verb_types},
    {"auth reconcile", ArgumentKind::none},
    {"completion", ArgumentKind::words, "bash zsh fish"},
    {"config delete-cluster", ArgumentKind::one_cluster},
    {"config delete-context", ArgumentKind::one_context},
    {"config delete-user", ArgumentKind::one_user},
    {"config get-contexts", ArgumentKind::contexts},
    {"config rename-context", ArgumentKind::one_context},
    {"config set-cluster", ArgumentKind::one_cluster},
    {"config set-context", ArgumentKind::one_context},
    {"config set-credentials", ArgumentKind::one_user},
    {"config use", ArgumentKind::one_context},
    {"config use-context", ArgumentKind::one_context},
    {"create token", ArgumentKind::named, "serviceaccounts"},
    {"explain", ArgumentKind::one_type},
    {"logs", ArgumentKind::logs},
    {"replace", ArgumentKind::objects},  // beside -f, for subresources of another kind
    {"rollout status", ArgumentKind::objects, "deployments daemonsets statefulsets"},
    {"scale", ArgumentKind::objects, "deployments replicasets replicationcontrollers statefulsets"},
    {"update", ArgumentKind::objects},
};

// The values of flags. The verb is its own, `*` for any verb's own flag of that name, empty for a global one;
// the first row that fits counts.
struct ValueRule {
    std::string_view verb;
    std::string_view flag;
    Kind kind;
    const char* text = "";
};
constexpr ValueRule k_value_rules[] = {
    {"", "as", Kind::nothing},
    {"", "cache-dir", Kind::directories},
    {"", "certificate-authority", Kind::files},
    {"", "client-certificate", Kind::files},
    {"", "client-key", Kind::files},
    {"", "cluster", Kind::clusters},
    {"", "context", Kind::contexts},
    {"", "kubeconfig", Kind::files},
    {"", "color", Kind::words, "always auto never"},
    {"", "kuberc", Kind::files},
    {"", "namespace", Kind::objects, "namespaces"},
    {"", "user", Kind::users},
    {"", "v", Kind::words, "0 1 2 3 4 5 6 7 8 9 10"},
    {"api-resources", "sort-by", Kind::words, "kind name"},
    {"api-resources", "verbs", Kind::words, "create delete deletecollection get list patch update watch"},
    {"apply", "subresource", Kind::words, "scale status"},
    {"config set-context", "cluster", Kind::clusters},
    {"config set-context", "namespace", Kind::objects, "namespaces"},
    {"config set-context", "user", Kind::users},
    {"create clusterrole", "resource", Kind::types},
    {"create cronjob", "restart", Kind::words, "Never OnFailure"},
    {"create ingress", "class", Kind::objects, "ingressclasses"},
    {"create job", "from", Kind::from_job},
    {"create poddisruptionbudget", "selector", Kind::nothing},
    {"create priorityclass", "preemption-policy", Kind::words, "Never PreemptLowerPriority"},
    {"create quota", "scopes", Kind::words,
     "BestEffort CrossNamespacePodAffinity NotBestEffort NotTerminating PriorityClass Terminating"},
    {"create role", "resource", Kind::types},
    {"create token", "bound-object-kind", Kind::words, "Node Pod Secret"},
    {"explain", "output", Kind::words, "plaintext plaintext-openapiv2"},
    {"get", "subresource", Kind::words, "scale status"},
    {"logs", "container", Kind::containers},
    {"logs", "since", Kind::words, "10s 1m 5m 1h 24h"},
    {"logs", "tail", Kind::words, "-1 10 100 1000"},
    {"patch", "subresource", Kind::words, "scale status"},
    {"patch", "type", Kind::words, "apply json merge strategic"},
    {"replace", "subresource", Kind::words, "approval ephemeralcontainers finalize scale status"},
    {"status", "fail-on", Kind::words, "condition= failed jsonpath= none"},
    {"status", "for", Kind::words, "complete condition= current deleted exists jsonpath="},
    {"update", "subresource", Kind::words, "approval ephemeralcontainers finalize scale status"},
    {"wait", "for", Kind::words, "condition= create delete jsonpath="},
    {"*", "cascade", Kind::words, "background foreground orphan"},
    {"*", "cert", Kind::files},
    {"*", "certificate-authority", Kind::files},
    {"*", "client-certificate", Kind::files},
    {"*", "client-key", Kind::files},
    {"*", "clusterrole", Kind::objects, "clusterroles"},
    {"*", "dry-run", Kind::words, "client none server"},
    {"*", "filename", Kind::manifests},
    {"*", "from-env-file", Kind::files},
    {"*", "from-file", Kind::files},
    {"*", "key", Kind::files},
    {"*", "label-columns", Kind::shown_columns},
    {"*", "output-directory", Kind::directories},
    {"*", "patch-file", Kind::manifests},
    {"*", "role", Kind::objects, "roles"},
    {"*", "selector", Kind::labels},
    {"*", "validate", Kind::words, "ignore strict warn"},
    {"*", "verb", Kind::words, "create delete deletecollection get list patch update watch"},
};

// -o says what it takes: `One of: (json, yaml).`, `Use "-o name" ...`.
std::string output_words(std::string_view help) {
    for (const std::string_view before : {"One of: (", "One of ("}) {
        const auto begin = help.find(before);
        if (begin == std::string_view::npos) {
            continue;
        }
        const auto from = begin + before.size();
        std::string words;
        for (const auto& each : split(help.substr(from, help.find(')', from) - from), ',')) {
            words += (words.empty() ? "" : " ") + std::string(trim(each));
        }
        return words;
    }
    if (help.find("One of 'yaml' or 'json'") != std::string_view::npos) {
        return "json yaml";
    }
    return help.find("-o name") == std::string_view::npos ? "" : "name";
}

// Usage says it: `TYPE NAME`, `TYPE[,TYPE] (-l label ...`. Words are cut at everything but letters.
ArgumentKind kind_of_usage(std::string_view usage) {
    bool has_type = false;
    bool has_name = false;
    std::string word;
    for (const char c : std::string(usage) + " ") {
        if ((c >= 'A' && c <= 'Z') || c == '_') {
            word += c;
            continue;
        }
        has_type = has_type || word == "TYPE";
        has_name = has_name || word == "NAME";
        word.clear();
    }
    return !has_type ? ArgumentKind::none : has_name ? ArgumentKind::objects : ArgumentKind::types;
}

}  // namespace

Offer offer_for_flag(const Verb* verb, const FlagSpec& flag) {
    const std::string_view owner = is_global(flag) ? "" : verb == nullptr ? "*" : verb->name;
    for (const auto& rule : k_value_rules) {
        const bool fits = rule.verb == owner || (rule.verb == "*" && !owner.empty());
        if (fits && rule.flag == flag.name) {
            return {rule.kind, rule.text};
        }
    }
    if (std::string_view(flag.name) == "output") {
        return {Kind::words, output_words(flag.help)};
    }
    return flag.type == FlagType::boolean ? Offer{Kind::words, "false true"} : Offer{};
}

ArgumentOffer offer_for_arguments(const Verb& verb) {
    for (const auto& rule : k_argument_rules) {
        if (rule.verb == verb.name) {
            return {rule.kind, rule.text};
        }
    }
    return {kind_of_usage(verb.usage), ""};
}

std::string first_sentence(std::string_view help) {
    constexpr std::size_t k_longest = 90;
    auto end = help.size();
    for (auto at = help.find(". "); at != std::string_view::npos; at = help.find(". ", at + 1)) {
        if (!help.substr(0, at).ends_with("e.g") && !help.substr(0, at).ends_with("i.e")) {
            end = at;
            break;
        }
    }
    auto text = help.substr(0, end);
    if (text.size() > k_longest) {
        return std::string(text.substr(0, text.rfind(' ', k_longest))) + " ...";
    }
    text.remove_suffix(text.ends_with('.') ? 1 : 0);
    return std::string(text);
}

}  // namespace yare
