// The verbs behind `config`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verb.hpp"

namespace yare {

extern const Verb k_config_verb;
extern const Verb k_config_current_context_verb;
extern const Verb k_config_delete_cluster_verb;
extern const Verb k_config_delete_context_verb;
extern const Verb k_config_delete_user_verb;
extern const Verb k_config_get_clusters_verb;
extern const Verb k_config_get_contexts_verb;
extern const Verb k_config_get_users_verb;
extern const Verb k_config_rename_context_verb;
extern const Verb k_config_set_verb;
extern const Verb k_config_set_cluster_verb;
extern const Verb k_config_set_context_verb;
extern const Verb k_config_set_credentials_verb;
extern const Verb k_config_unset_verb;
extern const Verb k_config_use_context_verb;
extern const Verb k_config_view_verb;

/// What kubectl does about wrong arguments of these verbs: it prints their help, and then says what is wrong
/// (`Unexpected args: [a b]`).
TextCommand refuse_arguments(const Verb& verb, const ParsedFlags& flags, const std::string& program,
                             const char* words = "Unexpected args: ");

/// The same with an error of the verb's own.
TextCommand refuse_call(const Verb& verb, const std::string& program, std::string error);

/// `[a b]`, as Go prints a list.
std::string go_list(const std::vector<std::string>& words);

/// The value of a flag that may stand alone, or nothing where it was not given.
std::optional<bool> optional_flag(const ParsedFlags& flags, const char* name);

}  // namespace yare
