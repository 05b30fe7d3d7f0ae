// JsonTree, JsonWriter and ListScanner: what parses is written, parses again and gives the same bytes; a list
// is cut alike in any pieces.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/json_tree.hpp"
#include "base/json_write.hpp"
#include "base/list_scanner.hpp"

namespace {

std::vector<std::string> cut(std::string_view text, std::size_t piece, bool& whole) {
    std::vector<std::string> elements;
    yare::ListScanner scanner([&](std::string_view element) { elements.emplace_back(element); });
    whole = false;
    try {
        for (std::size_t at = 0; at < text.size(); at += piece) {
            scanner.feed(text.substr(at, piece));
        }
        scanner.finish();
        whole = true;
    } catch (const yare::Error&) {
        // not a list: both ways of cutting must say so
    }
    return elements;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    yare::JsonTree tree;
    try {
        const std::string once = yare::to_go_json(tree.parse(text));
        yare::JsonTree again;
        if (yare::to_go_json(again.parse(once)) != once) {
            std::abort();
        }
    } catch (const yare::Error&) {
        // not JSON, or a number out of range
    }
    bool whole = false;
    bool whole_too = false;
    if (cut(text, 3, whole) != cut(text, text.size() + 1, whole_too) || whole != whole_too) {
        std::abort();
    }
    return 0;
}
