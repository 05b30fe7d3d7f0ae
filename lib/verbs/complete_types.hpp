// The names of resource types, for completion.
#pragma once

#include <string>
#include <string_view>

#include "discovery/api_resources.hpp"
#include "verbs/candidates.hpp"

namespace yare {

/// Types that can be listed and begin with `typed`: plural names, with the group where an earlier type has
/// that name or where a dot has been typed, short names, and categories (`all`). The built-in table, and
/// what `served` (may be null) adds to it. Of a server's names only the safe ones.
Candidates type_candidates(const ApiResources* served, std::string_view typed);

/// The same for the types `words` (plural names of built-in types, with blanks between them).
Candidates listed_type_candidates(std::string_view words, std::string_view typed);

/// The plural name of the built-in type that `word` names (`deploy`); empty where there is none.
std::string builtin_plural(std::string_view word);

}  // namespace yare
