#include "discovery/cache_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>  // rename
#include <cstdlib>

namespace yare {

namespace {

constexpr off_t k_max_size = off_t{64} << 20;

/// Closes a descriptor at the end of a block.
class OpenFile {
  public:
    explicit OpenFile(int fd) : fd_(fd) {}
    ~OpenFile() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int fd() const { return fd_; }

  private:
    int fd_;
};

bool is_trusted(const struct stat& file, std::chrono::seconds ttl) {
    if (!S_ISREG(file.st_mode) || file.st_uid != ::geteuid() || file.st_size > k_max_size) {
        return false;
    }
    const auto written = std::chrono::seconds(file.st_mtim.tv_sec);
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    return written <= now && now - written < ttl;
}

std::optional<std::string> read_whole(int fd, std::size_t size) {
    std::string text(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        const ssize_t got = ::read(fd, text.data() + have, size - have);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return std::nullopt;
        }
        have += static_cast<std::size_t>(got);
    }
    return text;
}

bool write_whole(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void make_directories(const std::string& path) {
    for (std::size_t slash = path.find('/', 1); slash != std::string::npos;
         slash = path.find('/', slash + 1)) {
        // What cannot be made is there already (also on a read-only file system), or shows when the file is
        // made.
        static_cast<void>(::mkdir(path.substr(0, slash).c_str(), 0750));
    }
}

}  // namespace

std::optional<std::string> read_cache_file(const std::string& path, std::chrono::seconds ttl) {
    // O_NONBLOCK: a named pipe in its place must not hang the run.
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0 || !is_trusted(status, ttl)) {
        return std::nullopt;
    }
    return read_whole(file.fd(), static_cast<std::size_t>(status.st_size));
}

bool write_cache_file(const std::string& path, std::string_view text) {
    make_directories(path);
    std::string temporary = path + ".XXXXXX";
    const OpenFile file(::mkostemp(temporary.data(), O_CLOEXEC));  // mode 0600
    if (file.fd() < 0) {
        return false;
    }
    if (!write_whole(file.fd(), text) || ::rename(temporary.c_str(), path.c_str()) != 0) {
        ::unlink(temporary.c_str());
        return false;
    }
    return true;
}

}  // namespace yare
