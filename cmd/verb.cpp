#include "verb.hpp"

#include "base/text.hpp"

namespace yare {

namespace {

constexpr const Verb* k_verbs[] = {&k_get_verb, &k_list_verb};

std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) {
        text += text.empty() ? word : "," + word;
    }
    return text;
}

}  // namespace

std::span<const Verb* const> verbs() { return k_verbs; }

const Verb* find_verb(std::string_view name) {
    for (const auto* verb : verbs()) {
        if (name == verb->name) {
            return verb;
        }
    }
    return nullptr;
}

Format read_format(const ParsedFlags& flags) {
    Format format;
    const std::string word = flags.text_or("output", "");
    format.show_labels = flags.is_true("show-labels");
    if (format.show_labels && !word.empty() && word != "wide") {
        throw UsageError("--show-labels option cannot be used with " + word + " printer");
    }
    // Upper case passes but for wide.
    const std::string lower = to_lower(word);
    const auto kind = lower == "wide" && word != lower ? std::nullopt : parse_format(lower);
    if (!kind) {
        throw Error("unable to match a printer suitable for the output format " + go_quote(word) +
                    ", allowed formats are: " + join(format_words()));
    }
    format.kind = *kind;
    format.no_headers = flags.is_true("no-headers");
    format.show_kind = flags.is_true("show-kind");
    format.label_columns = flags.values("label-columns");
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

}  // namespace yare
