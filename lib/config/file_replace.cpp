#include "config/file_replace.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <system_error>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "config/lock_owner.hpp"

namespace yare {

namespace {

[[noreturn]] void fail(const char* operation, const std::string& path, int number) {
    throw ConfigError(std::string(operation) + " " + path + ": " + file_error_words(number));
}

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) {
        return ".";
    }
    return slash == 0 ? "/" : path.substr(0, slash);
}

// The file that `path` stands for, behind symbolic links; it need not be there.
std::string behind_links(std::string path) {
    constexpr int k_most_links = 40;
    for (int i = 0; i < k_most_links; ++i) {
        std::string target(4096, '\0');
        const ssize_t length = ::readlink(path.c_str(), target.data(), target.size());
        if (length < 0) {
            return path;
        }
        target.resize(static_cast<std::size_t>(length));
        path = target.starts_with('/') ? target : folder_of(path) + "/" + target;
    }
    fail("open", path, ELOOP);
}

void make_folders(const std::string& folder) {
    for (auto slash = folder.find('/', 1);; slash = folder.find('/', slash + 1)) {
        const std::string part = folder.substr(0, slash);
        struct stat status {};
        if (::stat(part.c_str(), &status) != 0 && ::mkdir(part.c_str(), 0755) != 0 && errno != EEXIST) {
            fail("mkdir", part, errno);
        }
        if (slash == std::string::npos) {
            return;
        }
    }
}

// Mode and owner of the old file. A group that cannot be kept gets no rights.
int keep_rights(int fd, const struct stat& old) {
    mode_t mode = old.st_mode & 07777;
    struct stat own {};
    if (::fstat(fd, &own) != 0) {
        return errno;
    }
    const bool same_owner = own.st_uid == old.st_uid && own.st_gid == old.st_gid;
    if (!same_owner && ::fchown(fd, old.st_uid, old.st_gid) != 0 &&
        ::fchown(fd, static_cast<uid_t>(-1), old.st_gid) != 0) {
        mode &= ~static_cast<mode_t>(07070);
    }
    return ::fchmod(fd, mode) == 0 ? 0 : errno;
}

// Where a file is mounted over another one nothing can be moved into its place.
int overwrite(const std::string& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.get() < 0) {
        return errno;
    }
    if (const int number = write_whole(file.get(), text); number != 0) {
        return number;
    }
    return ::ftruncate(file.get(), static_cast<off_t>(text.size())) == 0 && ::fsync(file.get()) == 0 ? 0
                                                                                                     : errno;
}

int write_beside(const std::string& temporary, int fd, const std::string& target, std::string_view text,
                 const std::optional<struct stat>& old) {
    int number = write_whole(fd, text);
    if (number == 0 && old) {
        number = keep_rights(fd, *old);
    }
    if (number == 0 && ::fsync(fd) != 0) {
        number = errno;
    }
    if (number == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) {
        number = errno;
    }
    return number;
}

std::optional<struct stat> check_target(const std::string& path, const std::string& target) {
    struct stat old {};
    if (::stat(target.c_str(), &old) != 0) {
        if (errno != ENOENT) {
            fail("open", path, errno);
        }
        return std::nullopt;
    }
    if (!S_ISREG(old.st_mode)) {
        throw ConfigError("write " + path + ": " +
                          (S_ISDIR(old.st_mode) ? "is a directory" : "is not a regular file"));
    }
    if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) {
        fail("open", path, errno);
    }
    return old;
}

}  // namespace

std::string file_error_words(int number) {
    std::string words = std::generic_category().message(number);
    if (!words.empty()) {
        words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
    }
    return words;
}

void replace_file(const std::string& path, std::string_view text) {
    const std::string target = behind_links(path);
    const auto old = check_target(path, target);
    const std::string folder = folder_of(target);
    const std::string name = target.substr(target.rfind('/') + 1);
    std::string temporary = folder + (folder.ends_with('/') ? "." : "/.") + name + ".XXXXXX";
    const Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));  // mode 0600
    if (file.get() < 0) {
        fail("open", path, errno);
    }
    int number = write_beside(temporary, file.get(), target, text, old);
    if (number != 0) {
        ::unlink(temporary.c_str());
    }
    if (number == EBUSY && old) {
        number = overwrite(target, text);
    }
    if (number != 0) {
        fail("write", path, number);
    }
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() >= 0) {
        static_cast<void>(::fsync(directory.get()));  // the file is whole either way
    }
}

FileLocks::FileLocks(std::vector<std::string> paths, std::chrono::milliseconds patience) {
    constexpr useconds_t k_pause = 20000;
    for (const auto& path : paths) {
        make_folders(folder_of(path));
        names_.push_back(path + ".lock");
        // who comes by another name, through a link, finds the same lock
        if (const auto target = behind_links(path); target != path) {
            names_.push_back(target + ".lock");
        }
    }
    std::sort(names_.begin(), names_.end());  // as kubectl does, against deadlocks
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    const auto end = std::chrono::steady_clock::now() + patience;
    std::string other;
    while (!take_all(other)) {
        if (std::chrono::steady_clock::now() >= end) {
            const std::string file = other.substr(0, other.size() - std::string_view(".lock").size());
            throw ConfigError("open " + other + ": file exists: " + lock_owner_words(other, file));
        }
        ::usleep(k_pause);
    }
}

FileLocks::~FileLocks() { release(); }

bool FileLocks::take_all(std::string& taken_by_other) {
    block_signals();
    for (const auto& name : names_) {
        const Descriptor file(::open(name.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
        const int number = errno;
        if (file.get() < 0) {
            release();
            if (number != EEXIST) {
                fail("open", name, number);
            }
            taken_by_other = name;
            return false;
        }
        ++held_;
        // only for the words of who has to wait
        static_cast<void>(write_whole(file.get(), std::to_string(::getpid()) + "\n"));
    }
    return true;
}

void FileLocks::release() {
    for (std::size_t i = 0; i < held_; ++i) {
        ::unlink(names_[i].c_str());
    }
    held_ = 0;
    unblock_signals();
}

void FileLocks::block_signals() {
    sigset_t ending;
    sigemptyset(&ending);
    for (const int each : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE, SIGALRM, SIGXFSZ}) {
        sigaddset(&ending, each);
    }
    blocks_ = ::pthread_sigmask(SIG_BLOCK, &ending, &before_) == 0;
}

void FileLocks::unblock_signals() {
    if (blocks_) {
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
        blocks_ = false;
    }
}

}  // namespace yare
