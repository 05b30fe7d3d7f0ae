#include "logs/line_reader.hpp"

#include <algorithm>
#include <cstring>

namespace yare {

LineReader::LineReader(std::size_t limit) : limit_(std::max<std::size_t>(limit, 1)) {}

void LineReader::feed(std::string_view piece, const Take& take) {
    while (!piece.empty()) {
        const void* const found = std::memchr(piece.data(), '\n', piece.size());
        const bool whole = found != nullptr;
        const std::size_t length =
            whole ? static_cast<std::size_t>(static_cast<const char*>(found) - piece.data()) : piece.size();
        const std::string_view text = piece.substr(0, length);
        if (whole && held_.empty() && !parted_ && length <= limit_) {
            take({text, true, true, true});
        } else {
            add(text, whole, take);
        }
        piece.remove_prefix(length + (whole ? 1 : 0));
    }
}

// More of a line that is not whole within a piece, or too long for one part.
void LineReader::add(std::string_view text, bool whole, const Take& take) {
    if (!parted_) {
        const std::size_t room = limit_ - held_.size();
        if (text.size() <= room) {
            held_.append(text);
            if (whole) {
                take({held_, true, true, true});
                held_.clear();
            }
            return;
        }
        parted_ = true;
        if (held_.empty()) {
            take({text.substr(0, room), true, false, false});
        } else {
            held_.append(text.substr(0, room));
            take({held_, true, false, false});
            held_.clear();
        }
        text.remove_prefix(room);
    }
    parted_ = !whole;
    take({text, false, whole, whole});
}

void LineReader::finish(const Take& take) {
    if (is_within_line()) {
        const bool first = !parted_;
        parted_ = false;
        take({held_, first, true, false});
        held_.clear();
    }
}

void LineReader::drop() {
    held_.clear();
    parted_ = false;
}

bool LineReader::is_within_line() const { return parted_ || !held_.empty(); }

}  // namespace yare
