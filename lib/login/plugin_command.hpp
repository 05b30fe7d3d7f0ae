// Finding the program of a credential plugin, and whether it may run.
#pragma once

#include <string>

#include "config/login.hpp"

namespace yare {

/// What looking for a command came to.
struct FoundCommand {
    std::string path;  // what to run; the command itself where it was not found
    std::string
        error;  // Go's exec.Error; empty when it was found, or has a slash in it and was not looked for
};

/// Go's exec.LookPath: a file that may be executed, `command` itself where it has a slash, else in the
/// folders of `search_path` (PATH). What is found in a relative folder is an error.
FoundCommand look_path(const std::string& command, const std::string& search_path);

/// client-go's exec.go: the command to run. Throws Error in its words when `policy` forbids it.
FoundCommand allowed_command(const std::string& command, const PluginPolicy& policy,
                             const std::string& search_path);

}  // namespace yare
