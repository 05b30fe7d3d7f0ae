// The verbs: each parses its flags and arguments into a request.
#pragma once

#include <string>
#include <string_view>

#include "command.hpp"
#include "flags.hpp"

namespace yare {

struct Verb {
    const char* name;
    const char* summary;      // one line, for the list of verbs
    const char* description;  // for help and man page
    const char* examples;     // `%s` stands for the program
    const char* usage;        // what follows the verb
    FlagTable (*flags)();
    /// Fills the command from flags and arguments; throws UsageError.
    void (*parse)(const ParsedFlags& flags, const std::string& program, ApiCommand& command);
};

extern const Verb k_get_verb;
extern const Verb k_list_verb;

/// Every verb, in the order of help.
std::span<const Verb* const> verbs();

/// The verb of that name, or null.
const Verb* find_verb(std::string_view name);

/// The parts that several verbs share.
Format read_format(const ParsedFlags& flags);
Selection read_selection(const ParsedFlags& flags);

}  // namespace yare
