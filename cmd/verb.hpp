// The verbs: each parses its flags and arguments into a request.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command.hpp"
#include "flags.hpp"

namespace yare {

struct Verb {
    const char* name;         // `get`; `create configmap` for what stands behind another verb
    const char* summary;      // one line, for the list of verbs
    const char* description;  // for help and man page
    const char* examples;     // `%s` stands for the program
    const char* usage;        // what follows the verb
    FlagTable (*flags)();
    /// Fills the command from flags and arguments; throws UsageError.
    void (*parse)(const ParsedFlags& flags, const std::string& program, ApiCommand& command);
    const char* aliases = "";  // further names of its last word: `cm`, `ns,namespaces`
    /// In place of parse, for a verb that only says something and needs no server. Throws UsageError.
    TextCommand (*say)(const ParsedFlags& flags, const std::string& program) = nullptr;
    /// In place of parse, for a verb that needs this machine and no server. Throws UsageError.
    LocalCommand (*act)(const ParsedFlags& flags, const std::string& program) = nullptr;
};

extern const Verb k_get_verb;
extern const Verb k_list_verb;
extern const Verb k_apply_verb;
extern const Verb k_patch_verb;
extern const Verb k_update_verb;
extern const Verb k_replace_verb;
extern const Verb k_scale_verb;
extern const Verb k_delete_verb;
extern const Verb k_delete_collection_verb;
extern const Verb k_logs_verb;
extern const Verb k_status_verb;
extern const Verb k_wait_verb;
extern const Verb k_rollout_verb;
extern const Verb k_rollout_status_verb;
extern const Verb k_explain_verb;
extern const Verb k_completion_verb;
extern const Verb k_plugin_verb;
extern const Verb k_plugin_list_verb;

/// Every verb in the order of help, those of two or three words behind the one they belong to.
std::span<const Verb* const> verbs();

/// The verb that `word` names behind `parent` (null: at the start), or null.
const Verb* find_verb(std::string_view word, const Verb* parent = nullptr);

/// The verbs that stand right behind `parent` (null: those of one word).
std::vector<const Verb*> verbs_behind(const Verb* parent);

/// The last word of a verb's name.
std::string_view last_word(const Verb& verb);

/// The parts that several verbs share.
/// The path of --raw as it can travel: what is encoded stays as it is. Throws UsageError for what Go's
/// url.ParseRequestURI refuses.
std::string raw_path(const std::string& raw);

Format read_format(const ParsedFlags& flags);
Selection read_selection(const ParsedFlags& flags);
/// --watch and its companions; what they do not heed is noted in `command`. Throws UsageError.
Watching read_watching(const ParsedFlags& flags, ApiCommand& command);

}  // namespace yare
