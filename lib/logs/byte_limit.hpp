// How much of a log may still be shown (--limit-bytes).
#pragma once

#include <cstdint>
#include <optional>

#include "logs/line_reader.hpp"

namespace yare {

/// Counts as a kubelet does that sends no timestamps: the bytes of lines with their newlines. A plain value:
/// a copy puts it back to where it was.
class ByteLimit {
  public:
    /// Nothing: no limit.
    explicit ByteLimit(std::optional<std::int64_t> bytes = std::nullopt) : left_(bytes) {}

    /// What of `part` is within the limit; one that is cut off is the last of its line and without newline.
    /// `has_hidden_stamp`: the line's timestamp is not counted.
    LinePart cut(LinePart part, bool has_hidden_stamp);

    /// Whether nothing more may be shown.
    bool is_reached() const { return left_ && *left_ <= 0; }

  private:
    std::optional<std::int64_t> left_;
};

}  // namespace yare
