#include "base/text.hpp"
#include "completion.hpp"

namespace yare {

namespace {

constexpr const char* k_script =
#include "completion_zsh.inc"
    ;

using Kind = FlagValues::Kind;
using Arguments = CompletedVerb::Arguments;
using Value = CompletedFlag::Value;

// A pattern of `case`: `(a|b)`, blanks quoted.
std::string join_cases(const std::vector<std::string>& words, std::string_view indent) {
    // No blanks: they would be part of the pattern.
    return std::string(indent) + "(" + fold(quote_blanks(words), "|", "", "\\") + ")";
}

// Text within single quotes, with backslashes before `special`.
std::string escape(std::string_view text, std::string_view special) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\'') {
            escaped += "'\\''";
            continue;
        }
        escaped += special.find(c) == std::string_view::npos ? "" : "\\";
        escaped += c;
    }
    return escaped;
}

std::string summary_list(const CompletionTable& table) {
    std::string text;
    for (const auto& verb : table.verbs) {
        if (!verb.name.empty()) {
            append_line(text, "  " + quote_blanks(verb.name) + " '" + escape(verb.summary, "") + "'");
        }
    }
    return text;
}

std::string entry_list(const std::vector<const CompletedFlag*>& flags, std::string_view indent) {
    return fold(completion_entries(flags), " ", indent);
}

std::string flag_cases(const CompletionTable& table) {
    std::string text;
    for (const auto& verb : table.verbs) {
        if (!verb.flags.empty()) {
            append_line(text, "    (" + quote_blanks(verb.name) + ")\n      flags=(\n" +
                                  entry_list(verb.flags, "        ") + "\n      ) ;;");
        }
    }
    return text;
}

std::string alias_cases(const CompletionTable& table) {
    std::string text;
    for (const auto& verb : table.verbs) {
        const auto space = verb.name.rfind(' ');
        const std::string parent = space == std::string::npos ? "" : verb.name.substr(0, space);
        std::vector<std::string> words;
        for (const auto& alias : verb.aliases) {
            words.push_back(parent + "/" + alias);
        }
        if (!words.empty()) {
            append_line(text,
                        join_cases(words, "    ") + " REPLY=" + quote_blanks(verb.name) + "; return ;;");
        }
    }
    return text;
}

// What follows the description: `:message:action`.
std::string value_spec(const CompletedFlag& flag) {
    const auto& values = flag.values;
    const bool many = values.text.find(' ') != std::string::npos && flag.takes_list;
    switch (values.kind) {
        case Kind::words:
            return many ? "_values -s , value " + values.text : "(" + values.text + ")";
        case Kind::files:
            return "_files";
        case Kind::directories:
            return "_files -/";
        case Kind::types:
            return "_yare_types";
        case Kind::objects:
            return "_yare_objects " + values.text;
        case Kind::containers:
            return "_yare_containers";
        case Kind::kubeconfig:
            return "_yare_kubeconfig_names " + values.text;
        case Kind::none:
            break;
    }
    return " ";
}

std::string flag_spec(const CompletedFlag& flag) {
    const std::string text = "[" + escape(flag.summary, "[]\\") + "]";
    const std::string rest =
        flag.value == Value::none
            ? text
            : text + (flag.value == Value::behind_equals ? "::" : ":") + flag.name + ":" + value_spec(flag);
    const std::string end = flag.value == Value::next_word ? "=" : flag.value == Value::none ? "" : "=-";
    if (flag.shorthand == 0) {
        return std::string("'") + (flag.repeatable ? "*" : "") + "--" + flag.name + end + rest + "'";
    }
    const std::string small = std::string("-") + flag.shorthand;
    if (flag.value == Value::behind_equals) {
        // Its short form takes no value.
        const std::string before = "'(" + small + " --" + flag.name + ")";
        return before + small + text + "' " + before + "--" + flag.name + end + rest + "'";
    }
    const std::string both = "{" + small + (end.empty() ? "" : "+") + ",--" + flag.name + end + "}";
    const std::string others = flag.name == "help" ? "- : *" : small + " --" + flag.name;
    return (flag.repeatable ? "'*'" : "'(" + others + ")'") + both + "'" + rest + "'";
}

std::string spec_cases(const CompletionTable& table) {
    std::string text;
    for (const auto& flag : table.flags) {
        append_line(text, "    (" + flag.id + ")\n      specs+=(" + flag_spec(flag) + ") ;;");
    }
    return text;
}

std::string argument_cases(const CompletionTable& table) {
    std::string text;
    for (const auto& [arguments, call] :
         {std::pair(Arguments::objects, "_yare_target"),
          {Arguments::types, "_yare_target only"},
          {Arguments::logs, "_yare_log_target"},
          {Arguments::shells, "[[ -z $closed ]] && _wanted shells expl shell compadd bash zsh fish"}}) {
        const auto names = verbs_taking(table, arguments);
        if (!names.empty()) {
            append_line(text, join_cases(names, "    ") + " " + call + " ;;");
        }
    }
    return text;
}

}  // namespace

std::string zsh_completion(const CompletionTable& table) {
    return fill_in(k_script, {{"TYPES", fold(completion_types(), " ", "  ")},
                              {"LOG_TYPES", fold(completion_log_types(), " ", "  ")},
                              {"VERBS", fold(quote_blanks(verb_names(table)), " ", "  ")},
                              {"SUMMARIES", summary_list(table)},
                              {"GLOBAL", entry_list(table.global, "  ")},
                              {"FLAGS", flag_cases(table)},
                              {"SPECS", spec_cases(table)},
                              {"ALIASES", alias_cases(table)},
                              {"CARRIED", join_cases(table.carried, "    ")},
                              {"ARGUMENTS", argument_cases(table)}});
}

}  // namespace yare
