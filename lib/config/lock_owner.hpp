// Whose a lock is that stands in the way.
#pragma once

#include <string>

namespace yare {

/// What is known of the owner of the lock file `lock`, and what can be done: `process 12 of alice has been
/// changing FILE for 3s`, `made by alice 5m0s ago; remove it if nothing is changing FILE`.
std::string lock_owner_words(const std::string& lock, const std::string& file);

}  // namespace yare
