// A line that is longer than what is worth holding in memory, kept until it is whole.
#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace yare {

/// Collects bytes: up to `limit` in memory, from there on in a temporary file without a name. Throws Error
/// when that cannot be made, written or read, with the system's words.
class LongLine {
  public:
    explicit LongLine(std::size_t limit = std::size_t{1} << 20);

    void append(std::string_view bytes);
    bool empty() const;
    /// Hands on all bytes in pieces, in order. They stay: clear() forgets them.
    void pass(const std::function<void(std::string_view)>& take);
    void clear();

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    void write(std::string_view bytes);

    std::size_t limit_;
    std::string text_;  // empty once there is a file
    std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace yare
