// `yare __complete WORD... CURRENT`: what may stand at the cursor. The protocol is that of spf13/cobra
// (completions.go), so that scripts written for kubectl work.
#pragma once

#include <string>
#include <vector>

#include "app.hpp"

namespace yare {

/// cobra's ShellCompDirective bits.
enum Directive : int {
    k_complete_error = 1,
    k_no_space = 2,
    k_no_files = 4,
    k_extensions = 8,   // the candidates are extensions of files
    k_directories = 16  // only directories
};

/// Whether `args` ask for completion: `__complete` or `__completeNoDesc` is the first one.
bool asks_completion(const std::vector<std::string>& args);

/// Prints one candidate a line, `VALUE` or `VALUE<TAB>DESCRIPTION`, and `:N`, the sum of directives. A
/// candidate stands in place of the whole last word; behind `--flag=` or `-f=`, in place of what follows the
/// equals sign. Never fails, is silent on stderr, and asks a server for at most half a second.
int complete(const Process& process);

}  // namespace yare
