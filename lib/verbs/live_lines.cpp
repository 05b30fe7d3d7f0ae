#include "verbs/live_lines.hpp"

#include <sys/ioctl.h>

#include <algorithm>

#include "base/terminal.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::size_t k_usual_width = 80;
constexpr std::size_t k_usual_height = 24;

struct Size {
    std::size_t width = k_usual_width;
    std::size_t height = k_usual_height;
};

Size size_of(const Output& out) {
    winsize found{};
    if (out.descriptor() < 0 || ioctl(out.descriptor(), TIOCGWINSZ, &found) != 0 || found.ws_col == 0 ||
        found.ws_row == 0) {
        return {};
    }
    return {found.ws_col, found.ws_row};
}

// Columns that a text takes at most: what may be wide (from Hangul on) counts twice, what may combine once.
std::size_t columns_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    return (byte & 0xc0U) == 0x80 ? 0 : byte > 0xe2 ? 2 : 1;
}

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        columns += columns_at(text, at);
    }
    return columns;
}

// As much of the line as stands in `width` columns; what is cut shows.
std::string fit(const std::string& line, std::size_t width) {
    std::string shown;
    append_harmless(shown, line);
    std::size_t columns = 0;
    std::size_t cut = 0;  // where there is still room for the sign of the cut
    for (std::size_t at = 0; at < shown.size(); ++at) {
        const auto wide = columns_at(shown, at);
        if (wide > 0 && columns + 1 <= width) {
            cut = at;
        }
        columns += wide;
        if (columns > width) {
            return shown.substr(0, cut) + "…";
        }
    }
    return shown;
}

}  // namespace

LiveLines::LiveLines(Output& err, bool is_terminal, const Environment& environment) : err_(err) {
    const auto term = environment.find("TERM");
    draws_ = is_terminal && (term == environment.end() || term->second != "dumb");
}

LiveLines::~LiveLines() {
    try {
        clear();
    } catch (...) {
        // Nobody is there to see it.
    }
}

std::size_t LiveLines::room() const {
    const auto height = size_of(err_).height;
    return height > 2 ? height - 1 : 1;
}

// A terminal that has become narrower has wrapped the lines.
std::string LiveLines::erasure() const {
    if (drawn_.empty()) {
        return "";
    }
    const auto width = size_of(err_).width;
    std::size_t height = 0;
    for (const auto& line : split(drawn_.substr(0, drawn_.size() - 1), '\n')) {
        height += std::max<std::size_t>(1, (columns_of(line) + width - 1) / width);
    }
    return "\x1b[" + std::to_string(height) + "A\r\x1b[J";
}

void LiveLines::draw(const std::vector<std::string>& lines) {
    const auto size = size_of(err_);
    std::string text;
    std::size_t height = 0;
    for (const auto& line : lines) {
        if (height < room()) {
            text += fit(line, std::max<std::size_t>(size.width, 2) - 1) + "\n";
            ++height;
        }
    }
    if (!draws_ || text == drawn_) {
        return;
    }
    err_.write_trusted(erasure() + text);
    err_.flush();
    drawn_ = std::move(text);
}

void LiveLines::say(const std::string& line) {
    clear();
    err_.write(line + "\n");
    err_.flush();
}

void LiveLines::clear() {
    if (!drawn_.empty()) {
        err_.write_trusted(erasure());
        err_.flush();
        drawn_.clear();
    }
}

}  // namespace yare
