// The files that an argument of -f stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace yare {

/// The reason of a failed system call in Go's words: `no such file or directory`.
std::string go_errno_words(int code);

/// Whether `name` matches the shell pattern, as Go's path/filepath.Match (one path element: `*`, `?`,
/// `[a-z]`, `[^a]`, `\c`). Throws Error `syntax error in pattern`.
bool matches_file_pattern(std::string_view pattern, std::string_view name);

/// What kubectl makes of a path: itself where it exists, else what it matches as a pattern, sorted. Throws
/// Error.
std::vector<std::string> expand_manifest_path(const std::string& path);

/// The files to read for a path: itself, or those of a directory whose names end in .json, .yaml or .yml, in
/// the order of Go's filepath.Walk; subdirectories only when `recursive`. Throws Error.
std::vector<std::string> find_manifest_files(const std::string& path, bool recursive);

}  // namespace yare
