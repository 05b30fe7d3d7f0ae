// Finding a program by its name, as Go's exec.LookPath (1.25) does.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// What stands behind the name of a program. `path` is empty when nothing was found. `problem` says in Go's
/// words why it is not to be run (`exec: "x": executable file not found in $PATH`), and is empty when it may
/// be.
struct Executable {
    std::string path;
    std::string problem;
};

/// Looks for `name` in the folders of `path_variable` (parted by `:`, an empty one is the current folder);
/// the first file that may be executed counts. A name with a `/` is looked for where it says. What lies
/// behind a relative entry has a path and the problem `cannot run executable found relative to current
/// directory` (exec.ErrDot). An empty name, `.` and `..` are never found. Never throws.
Executable find_executable(std::string_view name, std::string_view path_variable);

}  // namespace yare
