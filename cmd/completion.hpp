// What the completion scripts of all shells know about verbs and flags, and the scripts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flags.hpp"

namespace yare {

/// What can be offered as the value of a flag.
struct FlagValues {
    enum class Kind { none, words, files, directories, types, objects, containers, kubeconfig };
    Kind kind = Kind::none;
    std::string text;  // the words; the type of the objects; the section of the kubeconfig
    friend bool operator==(const FlagValues&, const FlagValues&) = default;
};

/// One flag of one or several verbs.
struct CompletedFlag {
    std::string id;  // its name; `output@apply` where verbs have different flags of that name
    std::string name;
    char shorthand = 0;
    enum class Value { none, next_word, behind_equals } value = Value::none;
    bool repeatable = false;
    bool takes_list = false;  // values with commas between them
    FlagValues values;
    std::string summary;  // the first sentence of its help
};

struct CompletedVerb {
    enum class Arguments { none, types, objects, logs, shells };
    std::string name;  // of all its words; empty for what stands before the verb
    std::string summary;
    std::vector<std::string> aliases;  // of its last word
    Arguments arguments = Arguments::none;
    std::vector<const CompletedFlag*> flags;  // its own
};

/// Every flag once, and every verb; the first verb is the empty one, `flags` of which are --version alone.
struct CompletionTable {
    std::vector<CompletedFlag> flags;
    std::vector<const CompletedFlag*> global;  // --help among them
    std::vector<CompletedVerb> verbs;
    std::vector<std::string> carried;  // ids: where to go and as whom, for questions to the cluster
};

/// Made of the verbs and their flag tables. Its pointers hold for as long as it is not copied.
CompletionTable completion_table();

/// The flags of a verb as all three scripts have them: `output@apply,o=`. `=` stands for a value in the next
/// word, `:` for one that can only come behind an equals sign.
std::string completion_entry(const CompletedFlag& flag);
std::vector<std::string> completion_entries(const std::vector<const CompletedFlag*>& flags);

/// Words with `separator` between them, in lines of at most 110 columns; each line after `indent` and, but
/// for the last, before `end`.
std::string fold(const std::vector<std::string>& words, std::string_view separator, std::string_view indent,
                 std::string_view end = "");

/// The built-in types that can be listed, with their short names.
std::vector<std::string> completion_types();

/// Those that have pods, and so logs.
std::vector<std::string> completion_log_types();

/// The verbs of whose arguments `arguments` is true.
std::vector<std::string> verbs_taking(const CompletionTable& table, CompletedVerb::Arguments arguments);

/// `text` with every @NAME@ replaced.
using Replacements = std::vector<std::pair<std::string_view, std::string>>;
std::string fill_in(std::string text, const Replacements& replacements);

std::string bash_completion(const CompletionTable& table);
std::string zsh_completion(const CompletionTable& table);
std::string fish_completion(const CompletionTable& table);

/// The names of the verbs, in the order of the table.
std::vector<std::string> verb_names(const CompletionTable& table);

/// Appends a line to a text, behind a newline unless it is the first.
void append_line(std::string& text, const std::string& line);

/// Between single quotes where it is empty or holds a blank: a word of a list or pattern of bash and zsh.
std::string quote_blanks(const std::string& word);
std::vector<std::string> quote_blanks(std::vector<std::string> words);

}  // namespace yare
