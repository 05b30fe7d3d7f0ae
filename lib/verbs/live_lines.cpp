#include "verbs/live_lines.hpp"

#include <sys/ioctl.h>

#include <algorithm>

#include "base/terminal.hpp"

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

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }

// As much of the line as stands in `width` columns; what is cut shows.
std::string fit(const std::string& line, std::size_t width) {
    std::string shown;
    append_harmless(shown, line);
    std::size_t columns = 0;
    std::size_t cut = 0;  // where the last column but one ends
    for (std::size_t at = 0; at < shown.size(); ++at) {
        if (!begins_character(shown[at])) {
            continue;
        }
        if (columns + 1 == width) {
            cut = at;
        }
        if (++columns > width) {
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

std::string LiveLines::erasure() const {
    return height_ == 0 ? "" : "\x1b[" + std::to_string(height_) + "A\r\x1b[J";
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
    height_ = height;
}

void LiveLines::say(const std::string& line) {
    clear();
    err_.write(line + "\n");
    err_.flush();
}

void LiveLines::clear() {
    if (height_ > 0) {
        err_.write_trusted(erasure());
        err_.flush();
        height_ = 0;
        drawn_.clear();
    }
}

}  // namespace yare
