// What completion offers: words that may stand at the cursor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

struct Candidate {
    std::string value;
    std::string description;  // one line; may be empty
    friend bool operator==(const Candidate&, const Candidate&) = default;
};
using Candidates = std::vector<Candidate>;

/// Whether a word that a server sent may reach a command line: not empty, at most 253 bytes (the longest name
/// of Kubernetes), begins with a letter, a digit or `_`, so that it is no flag, and goes on with those and
/// `-._:@+/`. Nothing a shell acts on is among them.
bool is_safe_word(std::string_view word);

/// Whether a name out of a kubeconfig may: as above, but also blanks, `,=#%^~` behind the start, and UTF-8;
/// still nothing that expands or ends a command.
bool is_safe_local_name(std::string_view name);

/// `text` as a description: without control characters and without what a shell could expand, at most 80
/// bytes.
std::string safe_description(std::string_view text);

/// The longest common beginning of all values; empty for none.
std::string common_prefix(const Candidates& candidates);

}  // namespace yare
