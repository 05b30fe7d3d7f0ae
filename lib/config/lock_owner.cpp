#include "config/lock_owner.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>

#include "base/time.hpp"

namespace yare {

namespace {

std::string user_name(uid_t uid) {
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 4096> buffer{};
    if (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        return found->pw_name;
    }
    return "user " + std::to_string(uid);
}

// The process that a lock of ours names; kubectl's are empty. 0: none.
pid_t read_process(const std::string& lock) {
    const int fd = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    if (fd < 0) {
        return 0;
    }
    std::array<char, 32> text{};
    const ssize_t length = ::read(fd, text.data(), text.size());
    ::close(fd);
    pid_t process = 0;
    if (length > 0) {
        std::from_chars(text.data(), text.data() + length, process);
    }
    return process > 0 ? process : 0;
}

}  // namespace

std::string lock_owner_words(const std::string& lock, const std::string& file) {
    struct stat status {};
    if (::lstat(lock.c_str(), &status) != 0) {
        return "another program was changing " + file + "; try again";
    }
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    const auto age = human_duration(
        std::max(now - std::chrono::seconds(status.st_mtim.tv_sec), std::chrono::microseconds(0)));
    const std::string owner = user_name(status.st_uid);
    const pid_t process = read_process(lock);
    if (process == 0) {
        return "made by " + owner + " " + age + " ago; remove it if nothing is changing " + file;
    }
    const std::string words = "process " + std::to_string(process) + " of " + owner;
    if (::kill(process, 0) != 0 && errno == ESRCH) {
        return words + " left it behind " + age + " ago; remove it";
    }
    return words + " has been changing " + file + " for " + age;
}

}  // namespace yare
