// `yare __complete WORD... CURRENT`: what may stand at the cursor. The protocol is that of spf13/cobra
// (completions.go), so that scripts written for kubectl work.
#pragma once

#include <string>
#include <vector>

#include "app.hpp"

namespace yare {

/// How long a completion may take: then what is known, if anything.
constexpr Milliseconds k_completion_limit{500};

/// Whether `args` ask for completion: `__complete` or `__completeNoDesc` is the first one.
bool asks_completion(const std::vector<std::string>& args);

/// Prints one candidate a line, `VALUE` or `VALUE<TAB>DESCRIPTION`, and `:N`, the sum of directives (see
/// Directive). A candidate stands in place of the whole last word; behind `--flag=` or `-f=`, in place of
/// what follows the equals sign. Returns 0, is silent on stderr, and waits for no server and no login longer
/// than k_completion_limit.
int complete(const Process& process);

}  // namespace yare
