#include "completion.hpp"

namespace yare {

namespace {

constexpr const char* k_script =
#include "completion_bash.inc"
    ;

using Kind = FlagValues::Kind;
using Arguments = CompletedVerb::Arguments;

std::string join_cases(const std::vector<std::string>& words, std::string_view indent) {
    return fold(quote_blanks(words), " | ", indent, " \\");
}

std::string flag_cases(const CompletionTable& table) {
    std::string text;
    for (const auto& verb : table.verbs) {
        if (!verb.flags.empty()) {
            append_line(text, "        " + quote_blanks(verb.name) + ")\n            REPLY='\n" +
                                  fold(completion_entries(verb.flags), " ", "                ") +
                                  "'\n            ;;");
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
            append_line(text, join_cases(words, "        ") + ")\n            REPLY=" +
                                  quote_blanks(verb.name) + "\n            return\n            ;;");
        }
    }
    return text;
}

// What offers the values of one kind.
std::string value_call(const FlagValues& values) {
    switch (values.kind) {
        case Kind::words:
            return "__yare_offer_list \"$2\" \"$3\" '" + values.text + "'";
        case Kind::files:
            return "compopt -o default 2> /dev/null";
        case Kind::directories:
            return "compopt -o dirnames 2> /dev/null";
        case Kind::types:
            return "__yare_offer_list \"$2\" \"$3\" \"$__yare_types\"";
        case Kind::objects:
            return "__yare_offer \"$2\" \"$3\" < <(__yare_ask " + values.text + ")";
        case Kind::containers:
            return "__yare_offer \"$2\" \"$3\" < <(__yare_containers)";
        case Kind::kubeconfig:
            return "__yare_offer \"$2\" \"$3\" < <(__yare_kubeconfig_names " + values.text + ")";
        case Kind::none:
            break;
    }
    return "";
}

std::string value_cases(const CompletionTable& table) {
    std::vector<std::pair<std::string, std::vector<std::string>>> calls;
    for (const auto& flag : table.flags) {
        const auto call = flag.value == CompletedFlag::Value::none ? "" : value_call(flag.values);
        if (call.empty()) {
            continue;
        }
        auto at = calls.begin();
        while (at != calls.end() && at->first != call) {
            ++at;
        }
        if (at == calls.end()) {
            at = calls.insert(at, {call, {}});
        }
        at->second.push_back(flag.id);
    }
    std::string text;
    for (const auto& [call, ids] : calls) {
        append_line(text, join_cases(ids, "        ") + ")\n            " + call + "\n            ;;");
    }
    return text;
}

std::string argument_cases(const CompletionTable& table) {
    std::string text;
    for (const auto& [arguments, call] :
         {std::pair(Arguments::objects, "__yare_target \"$1\""),
          {Arguments::types, "__yare_target \"$1\" only"},
          {Arguments::logs, "__yare_log_target \"$1\""},
          {Arguments::shells,
           "if [[ -z $closed ]]; then __yare_offer_words '' \"$1\" 'bash zsh fish'; fi"}}) {
        const auto names = verbs_taking(table, arguments);
        if (!names.empty()) {
            append_line(text, join_cases(names, "        ") + ")\n            " + call + "\n            ;;");
        }
    }
    return text;
}

}  // namespace

std::string bash_completion(const CompletionTable& table) {
    return fill_in(k_script, {{"TYPES", fold(completion_types(), " ", "    ")},
                              {"LOG_TYPES", fold(completion_log_types(), " ", "    ")},
                              {"VERBS", fold(quote_blanks(verb_names(table)), " ", "    ")},
                              {"GLOBAL", fold(completion_entries(table.global), " ", "    ")},
                              {"FLAGS", flag_cases(table)},
                              {"ALIASES", alias_cases(table)},
                              {"CARRIED", join_cases(table.carried, "        ")},
                              {"VALUES", value_cases(table)},
                              {"ARGUMENTS", argument_cases(table)}});
}

}  // namespace yare
