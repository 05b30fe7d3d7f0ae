// What stands on a command line that is not finished.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/overrides.hpp"
#include "verb.hpp"

namespace yare {

/// A flag that was given, with its value (`true` where it stands alone).
struct GivenFlag {
    const FlagSpec* spec = nullptr;
    std::string value;
};

/// The words before the cursor, understood as far as they go, and what is wanted at the cursor.
struct UnfinishedLine {
    enum class Place {
        argument,     // a verb or an argument
        flag_name,    // `--outp`, `-`
        flag_value,   // of `flag`
        whole_flags,  // `-A`: short flags without values, complete as they are
        nothing       // behind an unknown flag or verb
    };

    const Verb* verb = nullptr;          // the innermost one; null: none yet
    bool is_help = false;                // `help [VERB...]`: `verb` is the one that is asked about
    bool may_name_verb = false;          // a verb behind `verb` may stand at the cursor
    std::vector<std::string> arguments;  // without the verb's words
    std::vector<GivenFlag> flags;        // in order
    bool flags_ended = false;            // `--` was there

    Place place = Place::argument;
    const FlagSpec* flag = nullptr;
    std::string current;  // what has been typed of the word, name or value itself
    std::string before;   // what of the word stands before it and belongs to every candidate: `-o`

    /// The last value of a flag; empty where it was not given.
    std::string value(std::string_view name) const;
    bool has(std::string_view name) const;
    bool is_true(std::string_view name) const;
};

/// Reads the line as parse_command() would. Nothing is wrong here: what makes no sense is passed over.
/// `current` is the word at the cursor.
UnfinishedLine read_unfinished(const std::vector<std::string>& words, const std::string& current);

/// Where the line goes and as whom, as read_overrides() has it of a finished one.
Overrides overrides_of(const UnfinishedLine& line);

/// The flags that can stand on the line: those of its verb (of every verb before there is one), and the
/// global ones.
std::vector<FlagTable> tables_for(const Verb* verb);

/// Whether `spec` is an entry of the table of global flags.
bool is_global(const FlagSpec& spec);

}  // namespace yare
