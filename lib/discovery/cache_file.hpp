// A file that may be lost at any time.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace yare {

/// The text of the file at `path`, or nothing where it cannot be trusted or read: missing, no regular file,
/// of another user, larger than 64 MiB, last written `ttl` ago or longer, or in the future.
std::optional<std::string> read_cache_file(const std::string& path, std::chrono::seconds ttl);

/// Replaces the file at `path` by one that holds `text`, in one step, so that nobody reads half of it; makes
/// its directories (0750; the file 0600). Returns whether it could.
bool write_cache_file(const std::string& path, std::string_view text);

}  // namespace yare
