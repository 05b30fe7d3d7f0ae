#include <algorithm>

#include "base/text.hpp"
#include "command.hpp"
#include "flag_tables.hpp"
#include "help.hpp"

namespace yare {

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = std::min({above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

[[noreturn]] void refuse_verb(const std::string& word, const std::string& program) {
    std::string text = "unknown command " + go_quote(word) + " for " + go_quote(program);
    std::string suggestions;
    for (const auto* verb : verbs_behind(nullptr)) {
        if (edit_distance(to_lower(word), verb->name) <= 2 ||
            std::string_view(verb->name).starts_with(to_lower(word))) {
            suggestions += std::string("\t") + verb->name + "\n";
        }
    }
    if (suggestions.empty()) {
        throw UsageError(text + "\nSee '" + program + " --help' for usage.");
    }
    suggestions.pop_back();
    throw UsageError(text + "\n\nDid you mean this?\n" + suggestions);
}

// client-go/tools/clientcmd/config.go, ParseTimeout: a negative time with a unit passes, and means none.
Milliseconds read_timeout(const ParsedFlags& flags) {
    const auto text = flags.text_or("request-timeout", "0");
    const auto timeout = text.empty() ? Milliseconds(0) : parse_duration(text);
    const bool has_unit = !text.empty() && (text.back() < '0' || text.back() > '9');
    if (!timeout || (timeout->count() < 0 && !has_unit)) {
        throw Error(
            "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a "
            "corresponding time unit (e.g. 1s | 2m | 3h)");
    }
    return std::max(*timeout, Milliseconds(0));
}

ColorChoice read_color(const ParsedFlags& flags) {
    const auto word = flags.text_or("color", "auto");
    const auto choice = parse_color_choice(word);
    if (!choice) {
        throw UsageError("invalid argument " + go_quote(word) +
                         " for \"--color\" flag: must be auto, always or never");
    }
    return *choice;
}

std::optional<bool> optional_bool(const ParsedFlags& flags, std::string_view name) {
    return flags.given(name) ? std::optional(flags.is_true(name)) : std::nullopt;
}

Overrides read_overrides(const ParsedFlags& flags) {
    Overrides where;
    where.kubeconfig = flags.text("kubeconfig");
    where.context = flags.text("context");
    where.cluster = flags.text("cluster");
    where.user = flags.text("user");
    where.namespace_name = flags.text("namespace");
    where.server = flags.text("server");
    where.tls_server_name = flags.text("tls-server-name");
    where.certificate_authority = flags.text("certificate-authority");
    where.insecure_skip_tls_verify = optional_bool(flags, "insecure-skip-tls-verify");
    where.client_certificate = flags.text("client-certificate");
    where.client_key = flags.text("client-key");
    where.token = flags.text("token");
    where.username = flags.text("username");
    where.password = flags.text("password");
    where.as = flags.text("as");
    where.as_uid = flags.text("as-uid");
    where.as_groups = flags.values("as-group");
    where.as_user_extra = flags.values("as-user-extra");
    where.disable_compression = optional_bool(flags, "disable-compression");
    where.cache_dir = flags.text("cache-dir");
    where.request_timeout = read_timeout(flags);
    return where;
}

Command parse_verb(const Verb& verb, std::vector<std::string> args, const std::string& program) {
    ParsedFlags flags;
    try {
        flags = parse_flags(args, {verb.flags(), global_flags()});
    } catch (const UsageError& error) {
        throw UsageError(std::string(error.what()) + "\nSee '" + program + " " + verb.name +
                         " --help' for usage.");
    }
    if (flags.help) {
        return TextCommand{verb_help(verb, program)};
    }
    if (verb.say != nullptr) {
        return verb.say(flags, program);
    }
    if (verb.act != nullptr) {
        return verb.act(flags, program);
    }
    ApiCommand command;
    command.where =
        read_overrides(flags.only(global_flags()));  // `create rolebinding` has a --user of its own
    command.verbosity = static_cast<int>(std::clamp(flags.integer("v").value_or(0), 0LL, 99LL));
    command.warnings_as_errors = flags.is_true("warnings-as-errors");
    command.color = read_color(flags);
    verb.parse(flags, program, command);
    return command;
}

Command parse_help(const std::vector<std::string>& words, const std::string& program) {
    if (words.empty()) {
        return TextCommand{program_help(program)};
    }
    const auto* verb = find_verb(words.front());
    if (verb == nullptr) {
        refuse_verb(words.front(), program);
    }
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto* inner = find_verb(words[i], verb);
        verb = inner == nullptr ? verb : inner;
    }
    return TextCommand{verb_help(*verb, program)};
}

// Flags that may stand before a verb's further word: its own, and those of all that can follow.
std::vector<FlagTable> flags_around(const Verb& verb) {
    std::vector<FlagTable> tables = {verb.flags(), global_flags()};
    for (const auto* inner : verbs_behind(&verb)) {
        const auto more = flags_around(*inner);
        tables.insert(tables.end(), more.begin(), more.end());
    }
    return tables;
}

// `create -n x configmap a`: takes the word out of `args` for as long as one names a verb behind `verb`.
const Verb* find_inner_verb(const Verb* verb, std::vector<std::string>& args) {
    while (!verbs_behind(verb).empty()) {
        ParsedFlags leading;
        try {
            leading = parse_leading_flags(args, flags_around(*verb));
        } catch (const UsageError&) {
            return verb;  // parsing it whole says what is wrong
        }
        if (leading.arguments.empty() || leading.dash_at) {
            return verb;
        }
        const auto* inner = find_verb(leading.arguments.front(), verb);
        if (inner == nullptr) {
            return verb;
        }
        args.erase(args.end() - static_cast<std::ptrdiff_t>(leading.arguments.size()));
        verb = inner;
    }
    return verb;
}

}  // namespace

Command parse_command(const std::vector<std::string>& args, const std::string& program) {
    constexpr FlagSpec version_flag[] = {{"version", 0, FlagType::boolean, "false", ""}};
    ParsedFlags leading;
    try {
        // Flags of verbs may stand before the verb too (`-o json get pods`).
        std::vector<FlagTable> tables = {global_flags(), version_flag};
        for (const auto* verb : verbs()) {
            tables.push_back(verb->flags());
        }
        leading = parse_leading_flags(args, tables);
    } catch (const UsageError& error) {
        throw UsageError(std::string(error.what()) + "\nSee '" + program + " --help' for usage.");
    }
    const auto& rest = leading.arguments;
    if (leading.is_true("version") || (!rest.empty() && rest.front() == "version")) {
        return TextCommand{program + " " YARE_VERSION "\n"};
    }
    if (rest.empty() || rest.front() == "help") {
        return parse_help(rest.empty() ? rest : std::vector<std::string>(rest.begin() + 1, rest.end()),
                          program);
    }
    if (rest.front() == "options") {
        return TextCommand{options_help()};
    }
    const auto* verb = find_verb(rest.front());
    if (verb == nullptr) {
        refuse_verb(rest.front(), program);
    }
    // Flags before the verb count as much as those behind it.
    std::vector<std::string> all(args.begin(), args.end() - static_cast<std::ptrdiff_t>(rest.size()));
    if (leading.help) {
        return TextCommand{verb_help(*verb, program)};
    }
    all.insert(all.end(), rest.begin() + 1, rest.end());
    verb = find_inner_verb(verb, all);
    return parse_verb(*verb, std::move(all), program);
}

}  // namespace yare
