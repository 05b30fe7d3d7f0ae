// Cuts a stream of bytes into lines.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace yare {

/// A line, or a part of one that is longer than what a LineReader holds.
struct LinePart {
    std::string_view text;  // without the newline
    bool first = true;
    bool last = true;
    bool newline = true;  // whether one stood behind it: at the last part, but not at the end of a stream
};

class LineReader {
  public:
    using Take = std::function<void(const LinePart&)>;

    /// A line of up to `limit` bytes is given in one part. The first part of a longer one has exactly that
    /// many bytes, wherever pieces were cut; further parts come as the bytes do, and the last may be empty.
    explicit LineReader(std::size_t limit = std::size_t{64} << 10);

    /// Passes on each line that ends in `piece`; what follows the last newline is kept. Whole lines within
    /// `piece` are not copied.
    void feed(std::string_view piece, const Take& take);

    /// The stream has ended: what is kept, if anything, is a line without newline.
    void finish(const Take& take);

    /// Forgets what is kept.
    void drop();

    /// Whether a line has begun and not ended.
    bool is_within_line() const;

  private:
    void add(std::string_view text, bool whole, const Take& take);

    std::size_t limit_;
    std::string held_;     // the beginning of a line, up to limit_ bytes; empty once a part was given
    bool parted_ = false;  // the first part of the line has been given
};

}  // namespace yare
