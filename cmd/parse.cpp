#include <algorithm>

#include "base/text.hpp"
#include "command.hpp"
#include "flag_tables.hpp"
#include "help.hpp"
#include "unknown_command.hpp"

namespace yare {

namespace {

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
    where.kuberc = flags.text("kuberc");
    where.request_timeout = read_timeout(flags);
    return where;
}

// pflag's words, where help is, and what may have been meant.
UsageError with_place_of_help(const UsageError& error, const std::string& command) {
    const auto* unknown = dynamic_cast<const UnknownFlag*>(&error);
    return UsageError(std::string(error.what()) + "\nSee '" + command + " --help' for usage." +
                      (unknown == nullptr ? "" : unknown->suggestion()));
}

Command parse_verb(const Verb& verb, std::vector<std::string> args, const std::string& program) {
    ParsedFlags flags;
    try {
        flags = parse_flags(args, {verb.flags(), global_flags()});
    } catch (const UsageError& error) {
        throw with_place_of_help(error, program + " " + verb.name);
    }
    if (flags.help) {
        return help_command(verb, program);
    }
    const auto color = read_color(flags);
    const auto colored = [&](Command command) {
        std::visit(
            [&](auto& each) {
                if constexpr (requires { each.color; }) each.color = color;
            },
            command);
        return command;
    };
    if (verb.say != nullptr && (verb.says == nullptr || verb.says(flags))) {
        return verb.say(flags, program);
    }
    if (verb.configure != nullptr) {
        return colored(verb.configure(flags, program, read_overrides(flags.only(global_flags()))));
    }
    if (verb.act != nullptr) {
        return colored(verb.act(flags, program));
    }
    ApiCommand command;
    command.where =
        read_overrides(flags.only(global_flags()));  // `create rolebinding` has a --user of its own
    command.verbosity = static_cast<int>(std::clamp(flags.integer("v").value_or(0), 0LL, 99LL));
    command.warnings_as_errors = flags.is_true("warnings-as-errors");
    command.color = color;
    verb.parse(flags, program, command);
    return command;
}

Command parse_help(const std::vector<std::string>& words, const std::string& program) {
    if (words.empty()) {
        return TextCommand{"", 0, [program](std::size_t width) { return program_help(program, width); }};
    }
    const auto* verb = find_verb(words.front());
    if (verb == nullptr) {
        throw unknown_command(words.front(), program);
    }
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto* inner = find_verb(words[i], verb);
        verb = inner == nullptr ? verb : inner;
    }
    return help_command(*verb, program);
}

// The verb in `args` with a space before it, where flags cannot be told from their values: as cobra
// (stripFlags), an unknown flag is taken to have one.
std::string command_in(const std::vector<std::string>& args) {
    const Verb* verb = nullptr;
    for (std::size_t at = 0; at < args.size() && args[at] != "--"; ++at) {
        const std::string& arg = args[at];
        if (arg.starts_with('-')) {
            const auto flags = global_flags();
            const bool is_switch = std::any_of(flags.begin(), flags.end(), [&](const FlagSpec& flag) {
                return flag.type == FlagType::boolean && arg == std::string("--") + flag.name;
            });
            const bool has_value =
                arg.starts_with("--") ? arg.find('=') == std::string::npos : arg.size() == 2;
            at += has_value && !is_switch ? 1 : 0;
            continue;
        }
        const auto* next = find_verb(arg, verb);
        if (next == nullptr) {
            break;
        }
        verb = next;
    }
    return verb == nullptr ? "" : std::string(" ") + verb->name;
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

// What is wrong with flags before a verb; of an unknown one, the verb's own flags may have been meant.
UsageError refusal_before_verb(const UsageError& error, const std::vector<std::string>& args,
                               const std::string& program) {
    const std::string command = command_in(args);
    const Verb* verb = nullptr;
    for (const auto& word : split(trim(command), ' ')) {
        verb = find_verb(word, verb);
    }
    try {
        parse_flags(args, {verb == nullptr ? FlagTable{} : verb->flags(), global_flags()});
    } catch (const UnknownFlag& own) {
        if (std::string_view(own.what()) == error.what()) {
            return with_place_of_help(own, program + command);
        }
    } catch (const UsageError&) {  // the first error is the one to tell
    }
    return with_place_of_help(error, program + command);
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
        throw refusal_before_verb(error, args, program);
    }
    const auto& rest = leading.arguments;
    if (leading.is_true("version")) {
        return TextCommand{program + " " YARE_VERSION "\n"};
    }
    if (rest.empty() || rest.front() == "help") {
        return parse_help(rest.empty() ? rest : std::vector<std::string>(rest.begin() + 1, rest.end()),
                          program);
    }
    if (rest.front() == "options") {
        return TextCommand{"", 0, [](std::size_t width) { return options_help(width); }};
    }
    const auto* verb = find_verb(rest.front());
    if (verb == nullptr) {
        throw unknown_command(rest.front(), program);
    }
    // Flags before the verb count as much as those behind it.
    std::vector<std::string> all(args.begin(), args.end() - static_cast<std::ptrdiff_t>(rest.size()));
    all.insert(all.end(), rest.begin() + 1, rest.end());
    verb = find_inner_verb(verb, all);
    if (leading.help) {
        return help_command(*verb, program);
    }
    return parse_verb(*verb, std::move(all), program);
}

}  // namespace yare
