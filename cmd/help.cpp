#include "help.hpp"

#include <fmt/format.h>

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

}  // namespace

std::string program_help(const std::string& program) {
    std::string text = program +
                       " reads and changes a Kubernetes cluster, in kubectl's words.\n\n"
                       "Commands:\n";
    for (const auto* verb : verbs_behind(nullptr)) {
        text += fmt::format("  {:<15} {}\n", verb->name, verb->summary);
    }
    text += fmt::format("  {:<15} {}\n", "options", "Print the list of flags inherited by all commands");
    text += fmt::format("  {:<15} {}\n", "version", "Print the version of this program");
    text += fmt::format(
        "\nUsage:\n  {0} [flags] [options]\n\n"
        "Use \"{0} <command> --help\" for more information about a given command.\n"
        "Use \"{0} options\" for a list of global command-line options (applies to all commands).\n",
        program);
    return text;
}

std::string verb_help(const Verb& verb, const std::string& program) {
    std::string inner;
    for (const auto* each : verbs_behind(&verb)) {
        inner += fmt::format("  {:<19} {}\n", last_word(*each), each->summary);
    }
    if (!inner.empty()) {
        inner = "Available Commands:\n" + inner + "\n";
    }
    return fmt::format(
        "{}\n\nExamples:\n{}\n\n{}Options:\n{}Usage:\n  {} {} {}\n\n"
        "Use \"{} options\" for a list of global command-line options (applies to all commands).\n",
        verb.description, with_program(verb.examples, program), inner, flag_help(verb.flags()), program,
        verb.name, verb.usage, program);
}

std::string options_help() {
    return "The following options can be passed to any command:\n\n" + flag_help(global_flags());
}

}  // namespace yare
