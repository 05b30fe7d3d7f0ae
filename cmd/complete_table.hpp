// What can stand as a flag's value and as a verb's arguments: the table behind completion.
#pragma once

#include <string>

#include "verb.hpp"

namespace yare {

/// What can be offered at one place of a command line.
struct Offer {
    enum class Kind {
        nothing,
        words,        // `text`: words with blanks between them
        files,        // any file
        manifests,    // files to read objects from
        directories,  //
        types,        // TYPE
        objects,      // the names of objects of the type `text`
        containers,   // of the pod or workload among the arguments
        labels,       // KEY, KEY=VALUE,KEY=VALUE of the type among the arguments
        contexts,     // of the kubeconfig
        clusters,
        users,
        shown_columns,  // label keys alone, with commas between them
        from_job        // cronjob/NAME
    };
    Kind kind = Kind::nothing;
    std::string text;
};

/// For the value of `flag` of `verb` (null: none yet).
Offer offer_for_flag(const Verb* verb, const FlagSpec& flag);

/// What the arguments of a verb are.
enum class ArgumentKind {
    none,
    words,        // one word of `text`
    types,        // TYPE[,TYPE]
    one_type,     // TYPE
    objects,      // TYPE NAME..., TYPE/NAME..., TYPE[,TYPE]; types of `text` first, where it has any
    named,        // NAME..., objects of the type `text`
    logs,         // POD [CONTAINER], TYPE/NAME...
    verb_types,   // API-VERB TYPE, API-VERB TYPE/NAME
    contexts,     // any number
    one_context,  //
    one_cluster,  //
    one_user,     //
    files
};
struct ArgumentOffer {
    ArgumentKind kind = ArgumentKind::none;
    std::string text;
};
ArgumentOffer offer_for_arguments(const Verb& verb);

/// A help text as a description: its first sentence, or as many of its words as fit.
std::string first_sentence(std::string_view help);

}  // namespace yare
