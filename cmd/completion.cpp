#include "completion.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "verb.hpp"
#include "writing_flags.hpp"

namespace yare {

namespace {

FlagTable completion_flags() { return {}; }

// The scripts speak of `yare` throughout. A program of another name gets its own, where that is a plain word.
std::string for_program(std::string script, const std::string& program) {
    const auto is_plain = [](char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    if (program.empty() || !std::all_of(program.begin(), program.end(), is_plain)) {
        return script;
    }
    constexpr std::string_view k_name = "yare";
    for (auto at = script.find(k_name); at != std::string::npos;
         at = script.find(k_name, at + program.size())) {
        script.replace(at, k_name.size(), program);
    }
    return script;
}

TextCommand say_completion(const ParsedFlags& flags, const std::string& program) {
    if (flags.arguments.empty()) {
        throw usage_error("Shell not specified.", program, "completion");
    }
    if (flags.arguments.size() > 1) {
        throw usage_error("Too many arguments. Expected only the shell type.", program, "completion");
    }
    const auto& shell = flags.arguments.front();
    if (shell == "bash") {
        return {for_program(k_bash_completion, program)};
    }
    if (shell == "zsh") {
        return {for_program(k_zsh_completion, program)};
    }
    if (shell == "fish") {
        return {for_program(k_fish_completion, program)};
    }
    throw usage_error("Unsupported shell type " + go_quote(shell) + ".", program, "completion");
}

}  // namespace

const Verb k_completion_verb = {
    "completion",
    "Print a shell's completion script",
    "Print the completion script for bash, zsh or fish.\n\n"
    " It completes verbs, flags, their values and types without a server, and names of objects by asking the "
    "cluster that the command line is about.",
    "  # Complete in this bash\n"
    "  source <(%s completion bash)\n"
    "  \n"
    "  # Complete in this zsh, which has run compinit\n"
    "  source <(%s completion zsh)\n"
    "  \n"
    "  # Complete in every fish from now on\n"
    "  %s completion fish > ~/.config/fish/completions/%s.fish\n"
    "  \n"
    "  # Complete kubectl as well: in bash, in zsh, in fish\n"
    "  complete -o default -F _%s kubectl\n"
    "  compdef _%s kubectl\n"
    "  echo 'complete -c kubectl -w %s' > ~/.config/fish/completions/kubectl.fish",
    "(bash|zsh|fish)",
    completion_flags,
    nullptr,
    "",
    say_completion,
};

}  // namespace yare
