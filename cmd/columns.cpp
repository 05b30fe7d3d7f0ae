#include "columns.hpp"

#include <sys/ioctl.h>

#include <algorithm>
#include <charconv>

namespace yare {

namespace {

constexpr std::size_t k_narrowest = 60;
constexpr std::size_t k_widest = 100;  // longer lines are hard to read
constexpr std::size_t k_otherwise = 80;

}  // namespace

std::optional<std::size_t> terminal_columns(int descriptor) {
    winsize size = {};
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return std::nullopt;
    }
    return size.ws_col;
}

std::size_t help_columns(const Environment& environment, std::optional<std::size_t> terminal) {
    const auto entry = environment.find("COLUMNS");
    if (entry != environment.end()) {
        const auto& text = entry->second;
        std::size_t columns = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), columns);
        if (read.ec == std::errc() && read.ptr == text.data() + text.size() && columns > 0) {
            return std::clamp(columns, k_narrowest, k_widest);
        }
    }
    return terminal ? std::clamp(*terminal, k_narrowest, k_widest) : k_otherwise;
}

}  // namespace yare
