#include "unknown_command.hpp"

#include "base/suggestions.hpp"
#include "base/text.hpp"
#include "writing_flags.hpp"

namespace yare {

std::string similar_verbs(const std::string& word, const Verb* parent) {
    Suggestions suggestions(word);
    for (const auto* verb : verbs_behind(parent)) {
        suggestions.consider(last_word(*verb));
        for (const auto& alias : split(verb->aliases, ',')) {
            suggestions.consider(alias, last_word(*verb));
        }
    }
    return suggestions.text();
}

UsageError unknown_command(const std::string& word, const std::string& program) {
    const std::string similar = similar_verbs(word, nullptr);
    return UsageError("unknown command " + go_quote(word) + " for " + go_quote(program) +
                      (similar.empty() ? "\nSee '" + program + " --help' for usage." : similar));
}

UsageError unknown_inner_command(const std::vector<std::string>& words, const std::string& program,
                                 const Verb& verb) {
    std::string joined;
    for (const auto& word : words) {
        joined += (joined.empty() ? "" : " ") + word;
    }
    const auto plain = usage_error("unknown command " + go_quote(joined), program, verb.name);
    return UsageError(plain.what() + (words.empty() ? "" : similar_verbs(words.front(), &verb)));
}

}  // namespace yare
