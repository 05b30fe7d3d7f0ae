#include "logs/byte_limit.hpp"

#include <algorithm>

#include "logs/timestamp.hpp"

namespace yare {

LinePart ByteLimit::cut(LinePart part, bool has_hidden_stamp) {
    if (!left_) {
        return part;
    }
    std::size_t hidden = 0;
    if (part.first && has_hidden_stamp) {
        hidden = part.text.size() - split_stamp(part.text).message.size();
    }
    const auto left = static_cast<std::size_t>(std::max<std::int64_t>(*left_, 0));
    const auto size = part.text.size() - hidden + (part.newline && part.last ? 1 : 0);
    if (size > left) {
        part.text = part.text.substr(0, hidden + left);
        part.last = true;
        part.newline = false;
    }
    *left_ -= static_cast<std::int64_t>(std::min(size, left));
    return part;
}

}  // namespace yare
