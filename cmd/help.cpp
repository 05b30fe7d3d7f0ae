#include "help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "help_groups.hpp"
#include "wrap.hpp"

namespace yare {

namespace {

struct Entry {
    std::string name;
    std::string text;
};

// Names and what they mean in two columns. A name that is longer than its column has the text below it, as
// all have where there is little room.
std::string two_columns(const std::vector<Entry>& entries, std::size_t name_columns, std::size_t columns) {
    constexpr std::size_t k_gap = 2;
    constexpr std::size_t k_below = 8;        // indent of a text below its name
    constexpr std::size_t k_least_room = 40;  // for a text beside its name
    std::string out;
    for (const auto& [name, text] : entries) {
        std::string line = "  " + name;
        const bool beside = name_columns + k_gap + k_least_room <= columns;
        const std::size_t hang = beside ? name_columns + k_gap : k_below;
        if (line.size() + k_gap <= hang) {
            line.resize(hang, ' ');
        } else {
            line += '\n' + std::string(hang, ' ');
        }
        out += line + wrap(text, columns, hang, hang) + '\n';
    }
    return out;
}

std::string flag_name(const FlagSpec& flag) {
    const std::string shorthand = flag.shorthand == 0 ? "    " : fmt::format("-{}, ", flag.shorthand);
    const bool is_switch = flag.type == FlagType::boolean && std::string_view(flag.default_text) == "false";
    return fmt::format("{}--{}{}{}", shorthand, flag.name, is_switch ? "" : "=",
                       is_switch ? "" : flag.default_text);
}

std::string flag_lists(const std::vector<FlagGroup>& groups, std::size_t columns) {
    constexpr std::size_t k_name_columns = 28;
    std::string out;
    for (const auto& group : groups) {
        std::vector<Entry> entries;
        for (const auto* flag : group.flags) {
            entries.push_back({flag_name(*flag), flag->help});
        }
        out += group.title + ":\n" + two_columns(entries, k_name_columns, columns) + "\n";
    }
    return out;
}

// The last words of verbs and their summaries.
std::string verb_list(const std::vector<const Verb*>& verbs, std::size_t name_columns, std::size_t columns) {
    std::vector<Entry> entries;
    for (const auto* verb : verbs) {
        entries.push_back({std::string(last_word(*verb)), verb->summary});
    }
    return two_columns(entries, name_columns, columns);
}

std::size_t name_columns(const std::vector<const Verb*>& verbs) {
    std::size_t width = std::string_view("options").size();
    for (const auto* verb : verbs) {
        width = std::max(width, last_word(*verb).size());
    }
    return width + 2;
}

std::string with_program(std::string text, const std::string& program) {
    for (auto at = text.find("%s"); at != std::string::npos; at = text.find("%s", at + program.size())) {
        text.replace(at, 2, program);
    }
    return text;
}

// Examples, each line indented by two spaces at least, without spaces at the ends of lines.
std::string example_lines(std::string_view text) {
    std::string out;
    for (const auto& line : split(text, '\n')) {
        const auto end = line.find_last_not_of(' ');
        if (end != std::string::npos) {
            out += (line.starts_with("  ") ? "" : "  ") + line.substr(0, end + 1);
        }
        out += '\n';
    }
    return out;
}

std::string where_more_is(const Verb* verb, const std::string& program, std::size_t columns) {
    std::string text;
    if (verb == nullptr || !verbs_behind(verb).empty()) {
        text = fmt::format("Use \"{} {}<command> --help\" for more information about a given command.\n",
                           program, verb == nullptr ? "" : std::string(verb->name) + " ");
    }
    text += fmt::format(
        "Use \"{} options\" for a list of global command-line options (applies to all commands).", program);
    return wrap(text, columns) + "\n";
}

}  // namespace

std::string program_help(const std::string& program, std::size_t columns) {
    const std::size_t width = name_columns(verbs_behind(nullptr));
    std::string out =
        wrap(program + " reads and changes a Kubernetes cluster, in kubectl's words.", columns) + "\n\n";
    for (const auto& group : group_verbs()) {
        out += group.title + ":\n" + verb_list(group.verbs, width, columns) + "\n";
    }
    out += "Help:\n" + two_columns({{"help", "Say what a command does"},
                                    {"options", "Print the list of flags inherited by all commands"}},
                                   width, columns);
    out += fmt::format("\nUsage:\n  {} [flags] [options]\n\n", program);
    return out + where_more_is(nullptr, program, columns);
}

std::string verb_help(const Verb& verb, const std::string& program, std::size_t columns) {
    std::string out = wrap_paragraphs(verb.description, columns) + "\n\n";
    const std::string usage = fmt::format("{} {} {}", program, verb.name, verb.usage);
    out += "Usage:\n  " + wrap(usage, columns, 6, 2) + "\n\n";
    if (*verb.aliases != '\0') {
        std::string names(last_word(verb));
        for (const auto& alias : split(verb.aliases, ',')) {
            names += ", " + alias;
        }
        out += "Aliases:\n  " + wrap(names, columns, 2, 2) + "\n\n";
    }
    if (*verb.examples != '\0') {
        out += "Examples:\n" + example_lines(with_program(verb.examples, program)) + "\n";
    }
    const auto inner = verbs_behind(&verb);
    if (!inner.empty()) {
        out += "Available Commands:\n" + verb_list(inner, name_columns(inner), columns) + "\n";
    }
    out += flag_lists(group_flags(verb), columns);
    return out + where_more_is(&verb, program, columns);
}

std::string options_help(std::size_t columns) {
    std::string out = "The following options can be passed to any command:\n\n";
    out += flag_lists(group_global_flags(), columns);
    out.pop_back();
    return out;
}

TextCommand help_command(const Verb& verb, const std::string& program, int code) {
    return {"", code, [&verb, program](std::size_t columns) { return verb_help(verb, program, columns); }};
}

}  // namespace yare
