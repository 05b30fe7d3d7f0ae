#include "base/streams.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/terminal.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::size_t k_buffer_size = std::size_t{64} << 10;

// The system's words as Go has them: in lower case.
std::string system_words(int number) {
    std::string words = std::strerror(number);
    if (!words.empty() && words.size() > 1 && !(words[1] >= 'A' && words[1] <= 'Z')) {
        words[0] = to_lower(words.substr(0, 1))[0];
    }
    return words;
}

class Closer {
  public:
    explicit Closer(int fd) : fd_(fd) {}
    ~Closer() { ::close(fd_); }
    Closer(const Closer&) = delete;
    Closer& operator=(const Closer&) = delete;

  private:
    int fd_;
};

void wait_for(int fd, short events) {
    pollfd waiting{fd, events, 0};
    ::poll(&waiting, 1, -1);
}

// Reads to the end; returns errno, or 0. EFBIG when more than `limit` bytes come.
int read_to_end(int fd, std::size_t limit, std::string& out) {
    char piece[std::size_t{64} << 10];
    for (;;) {
        const ssize_t got = ::read(fd, piece, sizeof piece);
        if (got > 0) {
            out.append(piece, static_cast<std::size_t>(got));
            if (out.size() > limit) {
                return EFBIG;
            }
        } else if (got == 0) {
            return 0;
        } else if (errno == EAGAIN) {
            wait_for(fd, POLLIN);
        } else if (errno != EINTR) {
            return errno;
        }
    }
}

}  // namespace

FdOutput::FdOutput(int fd) : fd_(fd), terminal_(::isatty(fd) == 1) {}

void FdOutput::write(std::string_view bytes) {
    if (terminal_) {
        buffer_ += harmless(bytes, pending_);
        if (buffer_.size() >= k_buffer_size) {
            flush();
        }
        return;
    }
    if (bytes.size() >= k_buffer_size) {
        flush();
        write_all(bytes);
        return;
    }
    buffer_.append(bytes);
    if (buffer_.size() >= k_buffer_size) {
        flush();
    }
}

void FdOutput::flush() {
    std::string bytes;
    bytes.swap(buffer_);  // what could not be written is not tried again
    write_all(bytes);
    bytes.clear();
    buffer_.swap(bytes);
}

void FdOutput::write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::write(fd_, bytes.data(), bytes.size());
        if (sent >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EPIPE) {
            throw BrokenPipe();
        } else if (errno == EAGAIN) {
            wait_for(fd_, POLLOUT);
        } else if (errno != EINTR) {
            const std::string name = fd_ == 1   ? "/dev/stdout"
                                     : fd_ == 2 ? "/dev/stderr"
                                                : std::to_string(fd_);
            throw OutputError("write " + name + ": " + system_words(errno));
        }
    }
}

void occupy_standard_streams() {
    for (int fd = 0; fd <= 2; ++fd) {
        if (::fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            // open() gives the lowest free number, which is this one. Its mode is the wrong one on purpose:
            // to write to a closed stream stays an error.
            static_cast<void>(::open("/dev/null", (fd == 0 ? O_WRONLY : O_RDONLY) | O_CLOEXEC));
        }
    }
}

void HeldOutput::write(std::string_view bytes) {
    if (!passes_ && held_.size() + bytes.size() <= limit_) {
        held_.append(bytes);
        return;
    }
    release();
    out_.write(bytes);
}

void HeldOutput::release() {
    out_.write(held_);
    held_ = {};
    passes_ = true;
}

std::string read_all(int fd, std::size_t limit) {
    std::string text;
    if (const int number = read_to_end(fd, limit, text); number != 0) {
        throw Error("read " + std::string(fd == 0 ? "/dev/stdin" : "input") + ": " + system_words(number));
    }
    return text;
}

std::string read_file(const std::string& path, std::size_t limit) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        throw Error("open " + path + ": " + system_words(errno));
    }
    const Closer closer(fd);
    std::string text;
    if (const int number = read_to_end(fd, limit, text); number != 0) {
        throw Error("read " + path + ": " + system_words(number));
    }
    return text;
}

}  // namespace yare
