// Files that are there whole or not at all, and the locks that kubectl keeps beside them.
#pragma once

#include <chrono>
#include <csignal>
#include <string>
#include <string_view>
#include <vector>

namespace yare {

/// Replaces what `path` holds by `text`: written beside it, synced, and moved into its place with its mode
/// and, where allowed, its owner; a new file gets mode 0600. A symbolic link stays and what it points to is
/// replaced. A file that another file system is mounted over is overwritten in place. Throws ConfigError
/// `open PATH: permission denied`; then the old file is as it was and nothing else is left.
void replace_file(const std::string& path, std::string_view text);

/// kubectl's locks, `PATH.lock` beside each file (clientcmd/config.go, lockFile), held until the end of the
/// block. Signals that end a process wait for that, so that no lock stays behind.
class FileLocks {
  public:
    static constexpr std::chrono::milliseconds k_patience{2000};

    /// Makes missing folders, and waits for locks of others. Throws ConfigError `open PATH.lock: file exists:
    /// ...` with what is known of their owner.
    explicit FileLocks(std::vector<std::string> paths, std::chrono::milliseconds patience = k_patience);
    ~FileLocks();
    FileLocks(const FileLocks&) = delete;
    FileLocks& operator=(const FileLocks&) = delete;

  private:
    bool take_all(std::string& taken_by_other);
    void release();
    void block_signals();
    void unblock_signals();

    std::vector<std::string> names_;
    std::size_t held_ = 0;  // of names_, from the first one
    bool blocks_ = false;
    sigset_t before_{};
};

/// `message` of an errno, as Go writes it.
std::string file_error_words(int number);

}  // namespace yare
