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
    const auto table = completion_table();
    const auto& shell = flags.arguments.front();
    if (shell == "bash") {
        return {for_program(bash_completion(table), program)};
    }
    if (shell == "zsh") {
        return {for_program(zsh_completion(table), program)};
    }
    if (shell == "fish") {
        return {for_program(fish_completion(table), program)};
    }
    throw usage_error("Unsupported shell type " + go_quote(shell) + ".", program, "completion");
}

std::string trim_end(const std::string& text) { return text.substr(0, text.find_last_not_of(' ') + 1); }

}  // namespace

std::string fill_in(std::string text, const Replacements& replacements) {
    for (const auto& [name, value] : replacements) {
        const std::string mark = "@" + std::string(name) + "@";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
            text.replace(at, mark.size(), value);
        }
    }
    return text;
}

std::string fold(const std::vector<std::string>& words, std::string_view separator, std::string_view indent,
                 std::string_view end) {
    constexpr std::size_t k_columns = 110;
    std::string text;
    std::string line(indent);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string piece = words[i] + std::string(i + 1 < words.size() ? separator : "");
        if (line.size() > indent.size() && line.size() + piece.size() + end.size() > k_columns) {
            text += trim_end(line) + std::string(end) + "\n";
            line = indent;
        }
        line += piece;
    }
    return text + line;
}

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
    "  %s completion fish > ~/.config/fish/completions/%s.fish",
    "(bash|zsh|fish)",
    completion_flags,
    nullptr,
    "",
    say_completion,
};

std::vector<std::string> verb_names(const CompletionTable& table) {
    std::vector<std::string> names;
    for (const auto& verb : table.verbs) {
        if (!verb.name.empty()) {
            names.push_back(verb.name);
        }
    }
    return names;
}

void append_line(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n") + line; }

std::string quote_blanks(const std::string& word) {
    return word.empty() || word.find(' ') != std::string::npos ? "'" + word + "'" : word;
}

std::vector<std::string> quote_blanks(std::vector<std::string> words) {
    for (auto& word : words) {
        word = quote_blanks(word);
    }
    return words;
}

}  // namespace yare
