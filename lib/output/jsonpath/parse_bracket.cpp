// [...]: elements, slices, quoted keys, several of them.
#include <charconv>

#include "output/jsonpath/action_parser.hpp"

namespace yare::jsonpath {

void ActionParser::bracket(Path& path) {
    const std::size_t open = scanner_.at();
    do {
        scanner_.next();
        if (scanner_.at_end() || scanner_.byte() == '\n') {
            scanner_.fail("unterminated array", open);
        }
    } while (scanner_.byte() != ']');
    const std::size_t begin = open + 1;
    const std::size_t end = scanner_.at();
    scanner_.next();
    const std::string_view text = scanner_.between(begin, end);
    if (text.find(',') != std::string_view::npos) {
        join(path, begin, end);
        return;
    }
    const bool is_key = text.size() >= 2 && text.front() == '\'' && text.back() == '\'' &&
                        text.find('\'', 1) == text.size() - 1;
    if (is_key) {
        for (auto& node : piece(".", begin + 1, end - 1)) {
            path.push_back(std::move(node));
        }
        return;
    }
    Node node;
    node.kind = Node::Kind::slice;
    if (text != "*") {
        node.slice = slice(begin, end);
    }
    path.push_back(std::move(node));
}

void ActionParser::join(Path& path, std::size_t begin, std::size_t end) {
    Node node;
    node.kind = Node::Kind::join;
    const std::string_view text = scanner_.text();
    for (std::size_t from = begin; from <= end;) {
        std::size_t comma = text.substr(0, end).find(',', from);
        comma = comma == std::string_view::npos ? end : comma;
        std::size_t first = from;
        std::size_t last = comma;
        while (first < last && text[first] == ' ') {
            ++first;
        }
        while (last > first && text[last - 1] == ' ') {
            --last;
        }
        node.paths.push_back(piece("[", first, last, "]"));
        from = comma + 1;
    }
    path.push_back(std::move(node));
}

// One number of a slice; false when it is left out.
bool ActionParser::slice_part(std::string_view text, std::size_t at, std::int64_t& value) const {
    if (text.empty()) {
        return false;
    }
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        scanner_.fail("array index " + std::string(text) + " is not a number", at);
    }
    return true;
}

Slice ActionParser::slice(std::size_t begin, std::size_t end) const {
    const std::string_view text = scanner_.between(begin, end);
    std::string_view parts[3];
    std::size_t count = 1;
    std::size_t from = 0;
    bool good = true;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool at_end = i == text.size();
        if (at_end || text[i] == ':') {
            parts[count - 1] = text.substr(from, i - from);
            from = i + 1;
            count += at_end ? 0 : 1;
            if (count > 3) {
                good = false;
                break;
            }
        } else if ((text[i] < '0' || text[i] > '9') && (text[i] != '-' || i != from)) {
            good = false;
            break;
        }
    }
    if (!good) {
        scanner_.fail("invalid array index " + std::string(text), begin);
    }
    Slice slice;
    slice.has_start = slice_part(parts[0], begin, slice.start);
    if (count == 1) {
        // [n] is [n:n+1], and [] is [0]. The greatest number wraps as Go's does.
        slice.has_stop = true;
        slice.derived = true;
        slice.stop = static_cast<std::int64_t>(static_cast<std::uint64_t>(slice.start) + 1);
    } else {
        slice.has_stop = slice_part(parts[1], begin + parts[0].size() + 1, slice.stop);
        const std::size_t last = text.size() - parts[2].size();
        slice.has_step = count == 3 && slice_part(parts[2], begin + last, slice.step);
    }
    return slice;
}

}  // namespace yare::jsonpath
