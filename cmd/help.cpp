#include "help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "flag_tables.hpp"

namespace yare {

namespace {

std::string flag_help(FlagTable flags) {
    std::string text;
    for (const auto& flag : flags) {
        const std::string shorthand = flag.shorthand == 0 ? "" : fmt::format("-{}, ", flag.shorthand);
        text += fmt::format("    {}--{}={}:\n\t{}\n\n", shorthand, flag.name, flag.default_text, flag.help);
    }
    return text;
}

std::string with_program(std::string text, const std::string& program) {
    for (auto at = text.find("%s"); at != std::string::npos; at = text.find("%s", at + program.size())) {
        text.replace(at, 2, program);
    }
    return text;
}

// The last words of verbs and their summaries, in two columns.
std::string verb_list(const std::vector<const Verb*>& verbs) {
    std::size_t width = 0;
    for (const auto* verb : verbs) {
        width = std::max(width, last_word(*verb).size());
    }
    std::string text;
    for (const auto* verb : verbs) {
        text += fmt::format("  {:<{}}   {}\n", last_word(*verb), width, verb->summary);
    }
    return text;
}

}  // namespace

std::string program_help(const std::string& program) {
    std::string text = program +
                       " reads and changes a Kubernetes cluster, in kubectl's words.\n\n"
                       "Commands:\n";
    for (const auto* verb : verbs_behind(nullptr)) {
        text += fmt::format("  {:<15} {}\n", verb->name, verb->summary);
    }
    text += fmt::format("  {:<15} {}\n", "options", "Print the list of flags inherited by all commands");
    text += fmt::format(
        "\nUsage:\n  {0} [flags] [options]\n\n"
        "Use \"{0} <command> --help\" for more information about a given command.\n"
        "Use \"{0} options\" for a list of global command-line options (applies to all commands).\n",
        program);
    return text;
}

std::string verb_help(const Verb& verb, const std::string& program) {
    std::string text = verb.description + std::string("\n\n");
    if (*verb.aliases != '\0') {
        text += "Aliases:\n" + std::string(last_word(verb));
        for (const auto& alias : split(verb.aliases, ',')) {
            text += ", " + alias;
        }
        text += "\n\n";
    }
    if (*verb.examples != '\0') {
        text += "Examples:\n" + with_program(verb.examples, program) + "\n\n";
    }
    const auto inner = verbs_behind(&verb);
    if (!inner.empty()) {
        text += "Available Commands:\n" + verb_list(inner) + "\n";
    }
    if (!verb.flags().empty()) {
        text += "Options:\n" + flag_help(verb.flags());
    }
    text += fmt::format("Usage:\n  {} {} {}\n\n", program, verb.name, verb.usage);
    if (!inner.empty()) {
        text += fmt::format("Use \"{} {} <command> --help\" for more information about a given command.\n",
                            program, verb.name);
    }
    return text + fmt::format(
                      "Use \"{} options\" for a list of global command-line options (applies to all "
                      "commands).\n",
                      program);
}

std::string options_help() {
    return "The following options can be passed to any command:\n\n" + flag_help(global_flags());
}

}  // namespace yare
