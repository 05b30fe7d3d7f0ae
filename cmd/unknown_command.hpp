// Words that name no verb.
#pragma once

#include <string>
#include <vector>

#include "verb.hpp"

namespace yare {

/// `unknown command "gte" for "yare"` and what may have been meant (cobra's words), else where help is.
UsageError unknown_command(const std::string& word, const std::string& program);

/// `unknown command "WORDS"\nSee 'yare VERB -h' for help and examples` for words behind a verb that need one
/// of the verbs behind it (kubectl's words), and what may have been meant.
UsageError unknown_inner_command(const std::vector<std::string>& words, const std::string& program,
                                 const Verb& verb);

/// The verbs behind `parent` (null: the first ones) that `word` may mean: text to put behind a message, may
/// be empty.
std::string similar_verbs(const std::string& word, const Verb* parent);

}  // namespace yare
