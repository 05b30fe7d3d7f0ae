// A file descriptor that somebody owns, and all of what it leads to.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace yare {

/// Closes a descriptor at the end of a block. A negative one stands for none.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

  private:
    int fd_;
};

/// Exactly `size` bytes, or nothing where there are fewer or reading fails.
std::optional<std::string> read_whole(int fd, std::size_t size);

/// Writes all of `text`; 0, or the errno of what kept it from that.
int write_whole(int fd, std::string_view text);

}  // namespace yare
