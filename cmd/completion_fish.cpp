#include <algorithm>

#include "base/text.hpp"
#include "completion.hpp"

namespace yare {

namespace {

constexpr const char* k_script =
#include "completion_fish.inc"
    ;

using Kind = FlagValues::Kind;
using Arguments = CompletedVerb::Arguments;
using Value = CompletedFlag::Value;

// A word of a list or of `case`.
std::string quote(const std::string& word) {
    const bool is_plain = !word.empty() && word.find_first_of(" @'") == std::string::npos;
    return is_plain ? word : "'" + word + "'";
}

std::vector<std::string> quote(std::vector<std::string> words) {
    for (auto& word : words) {
        word = quote(word);
    }
    return words;
}

// A description, between double quotes where it has single ones.
std::string describe(const std::string& text) {
    if (text.find('\'') == std::string::npos) {
        std::string escaped;
        for (const char c : text) {
            escaped += c == '\\' ? "\\\\" : std::string(1, c);
        }
        return "'" + escaped + "'";
    }
    std::string escaped = "\"";
    for (const char c : text) {
        escaped += c == '"' || c == '\\' || c == '$' ? "\\" : "";
        escaped += c;
    }
    return escaped + "\"";
}

std::string parent_of(const CompletedVerb& verb) {
    const auto space = verb.name.rfind(' ');
    return space == std::string::npos ? "" : verb.name.substr(0, space);
}

std::string flag_cases(const CompletionTable& table) {
    std::string text;
    for (const auto& verb : table.verbs) {
        if (!verb.flags.empty()) {
            text += "        case " + quote(verb.name) + "\n            printf '%s\\n' \\\n" +
                    fold(completion_entries(verb.flags), " ", "                ", " \\") + "\n";
        }
    }
    text.pop_back();
    return text;
}

std::string alias_cases(const CompletionTable& table) {
    std::string text;
    for (const auto& verb : table.verbs) {
        std::vector<std::string> words;
        for (const auto& alias : verb.aliases) {
            words.push_back(quote(parent_of(verb) + "/" + alias));
        }
        if (!words.empty()) {
            text += (text.empty() ? "" : "\n") + std::string("        case ") + fold(words, " ", "") +
                    "\n            set name " + quote(verb.name);
        }
    }
    return text;
}

// The options of `complete` for a flag's value.
std::string value_options(const CompletedFlag& flag) {
    if (flag.value == Value::none) {
        return "";
    }
    const std::string must = flag.value == Value::next_word ? " -x" : "";
    switch (flag.values.kind) {
        case Kind::words:
            return must + " -a '" + flag.values.text + "'";
        case Kind::files:
            return " -r -F";
        case Kind::directories:
            return must + " -a '(__fish_complete_directories)'";
        case Kind::types:
            return must + " -a '(__yare_types)'";
        case Kind::objects:
            return must + " -a '(__yare_objects " + flag.values.text + ")'";
        case Kind::containers:
            return must + " -a '(__yare_containers)'";
        case Kind::kubeconfig:
            return must + " -a '(__yare_kubeconfig_names " + flag.values.text + ")'";
        case Kind::none:
            break;
    }
    return must;
}

// `__yare_verb_is get "create namespace"`, as the value of -n.
std::string condition(const std::vector<std::string>& verbs) {
    std::string text = "-n '__yare_verb_is";
    for (const auto& verb : verbs) {
        const bool is_plain = !verb.empty() && verb.find(' ') == std::string::npos;
        text += is_plain ? " " + verb : " \"" + verb + "\"";
    }
    return text + "'";
}

std::string verb_lines(const CompletionTable& table) {
    std::string text;
    for (const auto& verb : table.verbs) {
        if (!verb.name.empty()) {
            const auto parent = parent_of(verb);
            const auto space = verb.name.rfind(' ');
            text += "complete -c yare -n '__yare_verb_ends \"" + parent + "\"' -a " +
                    verb.name.substr(space == std::string::npos ? 0 : space + 1) + " -d " +
                    describe(verb.summary) + "\n";
        }
    }
    text += "complete -c yare -n '__yare_verb_is help' -a '(__yare_help_words)'\n";
    auto names = verbs_taking(table, Arguments::types);
    const auto more = verbs_taking(table, Arguments::objects);
    names.insert(names.end(), more.begin(), more.end());
    text += "complete -c yare " + condition(names) + " -a '(__yare_target)'\n";
    text +=
        "complete -c yare " + condition(verbs_taking(table, Arguments::logs)) + " -a '(__yare_log_target)'\n";
    for (const auto& name : verbs_taking(table, Arguments::shells)) {
        text += "complete -c yare -n '__yare_verb_ends \"" + name + "\"' -a 'bash zsh fish'\n";
    }
    return text;
}

std::string flag_lines(const CompletionTable& table) {
    std::string text;
    for (const auto& flag : table.flags) {
        std::vector<std::string> owners;
        for (const auto& verb : table.verbs) {
            if (std::find(verb.flags.begin(), verb.flags.end(), &flag) != verb.flags.end()) {
                owners.push_back(verb.name);
            }
        }
        text += "complete -c yare" + (owners.empty() ? "" : " " + condition(owners)) +
                (flag.shorthand == 0 ? "" : std::string(" -s ") + flag.shorthand) + " -l " + flag.name +
                value_options(flag) + " -d " + describe(flag.summary) + "\n";
    }
    text.pop_back();
    return text;
}

}  // namespace

std::string fish_completion(const CompletionTable& table) {
    return fill_in(k_script,
                   {{"TYPES", fold(completion_types(), " ", "        ", " \\")},
                    {"LOG_TYPES", fold(completion_log_types(), " ", "        ", " \\")},
                    {"VERBS", fold(quote(verb_names(table)), " ", "    ", " \\")},
                    {"GLOBAL", fold(completion_entries(table.global), " ", "    ", " \\")},
                    {"FLAGS", flag_cases(table)},
                    {"ALIASES", alias_cases(table)},
                    {"CARRIED", std::string(trim(fold(quote(table.carried), " ", "            ", " \\")))},
                    {"TYPE_VERBS", fold(quote(verbs_taking(table, Arguments::types)), " ", "")},
                    {"COMPLETIONS", verb_lines(table) + "\n" + flag_lines(table)}});
}

}  // namespace yare
