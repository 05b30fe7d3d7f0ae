#include "verb.hpp"

#include <algorithm>
#include <cctype>

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "create_flags.hpp"

namespace yare {

namespace {

constexpr const Verb* k_verbs[] = {
    &k_get_verb,
    &k_list_verb,
    &k_create_verb,
    &k_create_clusterrole_verb,
    &k_create_clusterrolebinding_verb,
    &k_create_configmap_verb,
    &k_create_cronjob_verb,
    &k_create_deployment_verb,
    &k_create_ingress_verb,
    &k_create_job_verb,
    &k_create_namespace_verb,
    &k_create_poddisruptionbudget_verb,
    &k_create_priorityclass_verb,
    &k_create_quota_verb,
    &k_create_role_verb,
    &k_create_rolebinding_verb,
    &k_create_secret_verb,
    &k_create_secret_docker_registry_verb,
    &k_create_secret_generic_verb,
    &k_create_secret_tls_verb,
    &k_create_service_verb,
    &k_create_service_clusterip_verb,
    &k_create_service_externalname_verb,
    &k_create_service_loadbalancer_verb,
    &k_create_service_nodeport_verb,
    &k_create_serviceaccount_verb,
    &k_create_token_verb,
    &k_apply_verb,
    &k_patch_verb,
    &k_update_verb,
    &k_replace_verb,
    &k_scale_verb,
    &k_delete_verb,
    &k_delete_collection_verb,
    &k_logs_verb,
    &k_status_verb,
    &k_wait_verb,
    &k_rollout_verb,
    &k_rollout_status_verb,
    &k_explain_verb,
    &k_completion_verb,
    &k_plugin_verb,
    &k_plugin_list_verb,
};

}  // namespace

std::span<const Verb* const> verbs() { return k_verbs; }

std::string_view last_word(const Verb& verb) {
    const std::string_view name = verb.name;
    return name.substr(name.rfind(' ') + 1);
}

std::vector<const Verb*> verbs_behind(const Verb* parent) {
    const std::string before = parent == nullptr ? "" : std::string(parent->name) + " ";
    std::vector<const Verb*> found;
    for (const auto* verb : verbs()) {
        const std::string_view name = verb->name;
        if (name.starts_with(before) && name.find(' ', before.size()) == std::string_view::npos) {
            found.push_back(verb);
        }
    }
    return found;
}

const Verb* find_verb(std::string_view word, const Verb* parent) {
    for (const auto* verb : verbs_behind(parent)) {
        const auto aliases = split(verb->aliases, ',');
        const bool is_alias = std::find(aliases.begin(), aliases.end(), word) != aliases.end();
        if (!word.empty() && (word == last_word(*verb) || is_alias)) {
            return verb;
        }
    }
    return nullptr;
}

std::string raw_path(const std::string& raw) {
    const auto refuse = [&](const std::string& why) {
        throw UsageError("--raw must be a valid URL path: parse " + go_quote(raw) + ": " + why);
    };
    if (std::any_of(raw.begin(), raw.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; })) {
        refuse("net/url: invalid control character in URL");
    }
    if (!raw.starts_with('/')) {
        refuse("invalid URI for request");
    }
    std::string path;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        const auto is_hex = [&](std::size_t i) {
            return i < raw.size() && std::isxdigit(static_cast<unsigned char>(raw[i])) != 0;
        };
        if (raw[at] == '%' && !(is_hex(at + 1) && is_hex(at + 2)) && at < raw.find('?')) {
            refuse("invalid URL escape " + go_quote(raw.substr(at, 3)));
        }
        const bool travels =
            raw[at] > ' ' && raw[at] < 0x7f && raw[at] != '"' && raw[at] != '<' && raw[at] != '>';
        path += travels ? std::string(1, raw[at]) : percent_encode_segment(raw.substr(at, 1));
    }
    return path;
}

Format read_format(const ParsedFlags& flags) {
    Format format;
    const std::string word = flags.text_or("output", "");
    format.show_labels = flags.is_true("show-labels");
    if (format.show_labels && !word.empty() && word != "wide") {
        throw UsageError("--show-labels option cannot be used with " + word + " printer");
    }
    format.label_columns = flags.values("label-columns");
    read_output(format, word, flags.text_or("template", ""), FormatSet::reading);
    format.allow_missing_keys = flags.is_true("allow-missing-template-keys", true);
    format.sort_by = flags.text_or("sort-by", "");
    format.sort_natural = flags.is_true("sort-natural");
    format.no_headers = flags.is_true("no-headers");
    format.show_kind = flags.is_true("show-kind");
    format.show_managed_fields = flags.is_true("show-managed-fields");
    format.server_print = flags.is_true("server-print", true);
    return format;
}

Selection read_selection(const ParsedFlags& flags) {
    Selection selection;
    selection.all_namespaces = flags.is_true("all-namespaces");
    selection.label_selector = trim(flags.text_or("selector", ""));
    selection.field_selector = trim(flags.text_or("field-selector", ""));
    selection.chunk_size = flags.integer("chunk-size").value_or(500);
    for (const auto& parameter : flags.values("query")) {
        const auto equals = parameter.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw UsageError("invalid argument " + go_quote(parameter) +
                             " for \"--query\" flag: must be KEY=VALUE");
        }
        selection.query.emplace_back(parameter.substr(0, equals), parameter.substr(equals + 1));
    }
    return selection;
}

Watching read_watching(const ParsedFlags& flags, ApiCommand& command) {
    Watching watching;
    watching.only_changes = flags.is_true("watch-only");
    watching.watch = flags.is_true("watch") || watching.only_changes;
    watching.show_events = flags.is_true("output-watch-events");
    if (watching.watch && !flags.text_or("sort-by", "").empty()) {
        command.notes.emplace_back(
            flags.is_true("watch")
                ? "warning: --watch requested, --sort-by will be ignored for watch events received"
                : "warning: --watch-only requested, --sort-by will be ignored");
    }
    if (watching.show_events && !watching.watch) {
        throw UsageError("--output-watch-events option can only be used with --watch or --watch-only");
    }
    return watching;
}

}  // namespace yare
