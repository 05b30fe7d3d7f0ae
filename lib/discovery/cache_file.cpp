#include "discovery/cache_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>  // rename
#include <cstdlib>

#include "base/descriptor.hpp"

namespace yare {

namespace {

constexpr off_t k_max_size = off_t{64} << 20;

bool is_trusted(const struct stat& file, std::chrono::seconds ttl) {
    if (!S_ISREG(file.st_mode) || file.st_uid != ::geteuid() || file.st_size > k_max_size) {
        return false;
    }
    const auto written = std::chrono::seconds(file.st_mtim.tv_sec);
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    return written <= now && now - written < ttl;
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
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0 || !is_trusted(status, ttl)) {
        return std::nullopt;
    }
    return read_whole(file.get(), static_cast<std::size_t>(status.st_size));
}

bool write_cache_file(const std::string& path, std::string_view text) {
    make_directories(path);
    std::string temporary = path + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));  // mode 0600
    if (!file) {
        return false;
    }
    if (write_whole(file.get(), text) != 0 || ::rename(temporary.c_str(), path.c_str()) != 0) {
        ::unlink(temporary.c_str());
        return false;
    }
    return true;
}

}  // namespace yare
