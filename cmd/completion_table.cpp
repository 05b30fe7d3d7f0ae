#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "completion.hpp"
#include "flag_tables.hpp"
#include "verb.hpp"

namespace yare {

namespace {

using Kind = FlagValues::Kind;

constexpr std::string_view k_types =
    "all apiservices certificatesigningrequests cj clusterrolebindings clusterroles cm componentstatuses "
    "configmaps controllerrevisions crd crds cronjobs cs csidrivers csinodes csistoragecapacities csr "
    "customresourcedefinitions daemonsets deploy deployments ds endpoints endpointslices ep ev events "
    "flowschemas horizontalpodautoscalers hpa ing ingressclasses ingresses jobs leases limitranges limits "
    "mutatingwebhookconfigurations namespaces netpol networkpolicies no nodes ns pc pdb "
    "persistentvolumeclaims persistentvolumes po poddisruptionbudgets pods podtemplates priorityclasses "
    "prioritylevelconfigurations pv pvc quota rc replicasets replicationcontrollers resourcequotas "
    "rolebindings roles rs runtimeclasses sa sc secrets serviceaccounts services statefulsets "
    "storageclasses sts svc validatingwebhookconfigurations volumeattachments";

constexpr std::string_view k_log_types =
    "daemonsets deployments jobs pods replicasets replicationcontrollers services statefulsets";

// Global flags that say nothing about where to go and as whom.
constexpr std::array<std::string_view, 7> k_not_carried = {
    "help", "kuberc", "log-flush-frequency", "request-timeout", "v", "vmodule", "warnings-as-errors"};

// What can be offered for a flag. The verb is its own, `*` for any but the global flags, empty for those.
struct ValueRule {
    const char* verb;
    const char* flag;
    Kind kind;
    const char* text;
};

constexpr ValueRule k_value_rules[] = {
    {"", "cache-dir", Kind::directories, ""},
    {"", "certificate-authority", Kind::files, ""},
    {"", "client-certificate", Kind::files, ""},
    {"", "client-key", Kind::files, ""},
    {"", "cluster", Kind::kubeconfig, "clusters"},
    {"", "context", Kind::kubeconfig, "contexts"},
    {"", "kubeconfig", Kind::files, ""},
    {"", "kuberc", Kind::words, "off"},
    {"", "namespace", Kind::objects, "namespaces"},
    {"", "user", Kind::kubeconfig, "users"},
    {"", "v", Kind::words, "0 1 2 3 4 5 6 7 8 9 10"},
    {"apply", "subresource", Kind::words, "scale status"},
    {"get", "subresource", Kind::words, "scale status"},
    {"logs", "container", Kind::containers, ""},
    {"patch", "subresource", Kind::words, "scale status"},
    {"patch", "type", Kind::words, "apply json merge strategic"},
    {"status", "fail-on", Kind::words, "condition= failed jsonpath= none"},
    {"status", "for", Kind::words, "complete condition= current deleted exists jsonpath="},
    {"wait", "for", Kind::words, "condition= create delete jsonpath="},
    {"replace", "subresource", Kind::words, "approval ephemeralcontainers finalize scale status"},
    {"update", "subresource", Kind::words, "approval ephemeralcontainers finalize scale status"},
    {"create clusterrole", "resource", Kind::types, ""},
    {"create cronjob", "restart", Kind::words, "Never OnFailure"},
    {"create ingress", "class", Kind::objects, "ingressclasses"},
    {"create priorityclass", "preemption-policy", Kind::words, "Never PreemptLowerPriority"},
    {"create role", "resource", Kind::types, ""},
    {"create token", "bound-object-kind", Kind::words, "Node Pod Secret"},
    {"*", "cascade", Kind::words, "background foreground orphan"},
    {"*", "cert", Kind::files, ""},
    {"*", "clusterrole", Kind::objects, "clusterroles"},
    {"*", "dry-run", Kind::words, "client none server"},
    {"*", "filename", Kind::files, ""},
    {"*", "from-env-file", Kind::files, ""},
    {"*", "from-file", Kind::files, ""},
    {"*", "key", Kind::files, ""},
    {"*", "patch-file", Kind::files, ""},
    {"*", "role", Kind::objects, "roles"},
    {"*", "validate", Kind::words, "ignore strict warn"},
    {"*", "verb", Kind::words, "create delete deletecollection get list patch update watch"},
};

// -o says what it takes: `One of: (json, yaml).`, `Use "-o name" ...`.
std::string output_words(std::string_view help) {
    constexpr std::string_view k_before = "One of: (";
    const auto begin = help.find(k_before);
    if (begin == std::string_view::npos) {
        return help.find("-o name") == std::string_view::npos ? "" : "name";
    }
    const auto from = begin + k_before.size();
    std::string words;
    for (const auto& each : split(help.substr(from, help.find(')', from) - from), ',')) {
        words += (words.empty() ? "" : " ") + std::string(trim(each));
    }
    return words;
}

FlagValues find_values(const Verb* verb, const FlagSpec& flag) {
    for (const auto& rule : k_value_rules) {
        const std::string_view owner = rule.verb;
        const bool fits = verb == nullptr ? owner.empty() : owner == "*" || owner == verb->name;
        if (fits && std::string_view(rule.flag) == flag.name) {
            return {rule.kind, rule.text};
        }
    }
    if (verb != nullptr && std::string_view(flag.name) == "output") {
        return {Kind::words, output_words(flag.help)};
    }
    return flag.type == FlagType::boolean ? FlagValues{Kind::words, "false true"} : FlagValues{};
}

// The first sentence of a help text, or as many of its words as fit.
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

CompletedFlag complete_flag(const Verb* verb, const FlagSpec& spec) {
    using Value = CompletedFlag::Value;
    CompletedFlag flag;
    flag.id = flag.name = spec.name;
    flag.shorthand = spec.shorthand;
    flag.value = spec.alone != nullptr            ? Value::behind_equals
                 : spec.type != FlagType::boolean ? Value::next_word
                 : spec.default_text[0] == 't'    ? Value::behind_equals
                                                  : Value::none;
    flag.repeatable = spec.type == FlagType::list || spec.type == FlagType::array;
    flag.takes_list = spec.type == FlagType::list;
    flag.values = find_values(verb, spec);
    flag.summary = first_sentence(spec.help);
    return flag;
}

bool same_flag(const CompletedFlag& a, const CompletedFlag& b) {
    return a.name == b.name && a.shorthand == b.shorthand && a.value == b.value &&
           a.repeatable == b.repeatable && a.takes_list == b.takes_list && a.values == b.values &&
           a.summary == b.summary;
}

// Adds a flag unless it is there; its place.
std::size_t intern(std::vector<CompletedFlag>& flags, CompletedFlag flag, std::string_view verb) {
    for (std::size_t i = 0; i < flags.size(); ++i) {
        if (same_flag(flags[i], flag)) {
            return i;
        }
    }
    if (std::any_of(flags.begin(), flags.end(), [&](const auto& each) { return each.name == flag.name; })) {
        flag.id += "@" + std::string(verb);
        std::replace(flag.id.begin(), flag.id.end(), ' ', '-');
    }
    flags.push_back(std::move(flag));
    return flags.size() - 1;
}

// Usage says it: `TYPE NAME`, `TYPE[,TYPE] (-l label ...`. Words are cut at everything but letters.
CompletedVerb::Arguments find_arguments(const Verb& verb) {
    using Arguments = CompletedVerb::Arguments;
    const std::string_view name = verb.name;
    if (name == "completion") {
        return Arguments::shells;
    }
    if (name == "logs") {
        return Arguments::logs;
    }
    if (name == "update" || name == "replace") {
        return Arguments::objects;  // beside -f, for subresources of another kind
    }
    bool has_type = false;
    bool has_name = false;
    std::string word;
    for (const char c : std::string(verb.usage) + " ") {
        if ((c >= 'A' && c <= 'Z') || c == '_') {
            word += c;
            continue;
        }
        has_type = has_type || word == "TYPE";
        has_name = has_name || word == "NAME";
        word.clear();
    }
    if (!has_type) {
        return Arguments::none;
    }
    return has_name ? Arguments::objects : Arguments::types;
}

constexpr FlagSpec k_help_flag = {"help", 'h', FlagType::boolean, "false", "Say what the command does"};
constexpr FlagSpec k_version_flag = {"version", 0, FlagType::boolean, "false", "Print the version"};

// The flags by place; pointers come when the last one has been added.
struct Places {
    std::vector<std::size_t> global;
    std::vector<std::vector<std::size_t>> verbs;
};

Places intern_all(CompletionTable& table) {
    Places places;
    const auto add = [&](const Verb* verb, const FlagSpec& spec) {
        return intern(table.flags, complete_flag(verb, spec), verb == nullptr ? "" : verb->name);
    };
    for (const auto& spec : global_flags()) {
        places.global.push_back(add(nullptr, spec));
    }
    places.global.push_back(add(nullptr, k_help_flag));
    places.verbs.push_back({add(nullptr, k_version_flag)});
    for (const auto* verb : verbs()) {
        auto& own = places.verbs.emplace_back();
        for (const auto& spec : verb->flags()) {
            own.push_back(add(verb, spec));
        }
    }
    return places;
}

}  // namespace

CompletionTable completion_table() {
    CompletionTable table;
    const auto places = intern_all(table);
    table.verbs.emplace_back();
    for (const auto* verb : verbs()) {
        CompletedVerb each;
        each.name = verb->name;
        each.summary = verb->summary;
        const std::string aliases = verb->aliases;
        each.aliases = aliases.empty() ? std::vector<std::string>{} : split(aliases, ',');
        each.arguments = find_arguments(*verb);
        table.verbs.push_back(std::move(each));
    }
    for (std::size_t i = 0; i < table.verbs.size(); ++i) {
        for (const auto place : places.verbs[i]) {
            table.verbs[i].flags.push_back(&table.flags[place]);
        }
    }
    for (const auto place : places.global) {
        table.global.push_back(&table.flags[place]);
        const auto& id = table.flags[place].id;
        if (std::find(k_not_carried.begin(), k_not_carried.end(), id) == k_not_carried.end()) {
            table.carried.push_back(id);
        }
    }
    table.carried.emplace_back("all-namespaces");
    return table;
}

std::string completion_entry(const CompletedFlag& flag) {
    using Value = CompletedFlag::Value;
    return flag.id + (flag.shorthand == 0 ? "" : std::string(",") + flag.shorthand) +
           (flag.value == Value::next_word       ? "="
            : flag.value == Value::behind_equals ? ":"
                                                 : "");
}

std::vector<std::string> completion_entries(const std::vector<const CompletedFlag*>& flags) {
    std::vector<std::string> entries;
    for (const auto* flag : flags) {
        entries.push_back(completion_entry(*flag));
    }
    return entries;
}

std::vector<std::string> completion_types() { return split(k_types, ' '); }

std::vector<std::string> completion_log_types() { return split(k_log_types, ' '); }

std::vector<std::string> verbs_taking(const CompletionTable& table, CompletedVerb::Arguments arguments) {
    std::vector<std::string> names;
    for (const auto& verb : table.verbs) {
        if (verb.arguments == arguments) {
            names.push_back(verb.name);
        }
    }
    return names;
}

}  // namespace yare
