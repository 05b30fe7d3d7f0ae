// The headings of help, and what stands under each.
#pragma once

#include <string>
#include <vector>

#include "flags.hpp"
#include "verb.hpp"

namespace yare {

struct FlagGroup {
    std::string title;  // `Output flags`
    std::vector<const FlagSpec*> flags;
};

/// A verb's flags under headings, none of them empty. A flag that no heading names is the verb's own matter:
/// those come first, under `Flags`.
std::vector<FlagGroup> group_flags(const Verb& verb);

/// The flags of every verb under headings; one that no heading names comes first, under `Flags`.
std::vector<FlagGroup> group_global_flags();

struct VerbGroup {
    std::string title;
    std::vector<const Verb*> verbs;
};

/// The verbs of one word under headings, none of them empty; one that no heading names comes last, under
/// `Other commands`.
std::vector<VerbGroup> group_verbs();

}  // namespace yare
