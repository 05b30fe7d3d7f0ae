#include "output/align.hpp"

#include <algorithm>

namespace yare {

namespace {

constexpr std::uint32_t k_padding = 3;
constexpr std::uint32_t k_min_width = 6;

// Go's utf8.RuneCount of well-formed text, which is all that gets here: what comes out of JSON and what is
// made upper case has U+FFFD in the place of anything else. Wide and combining characters count as one, too.
std::uint32_t code_points(std::string_view text) {
    const auto count = std::count_if(text.begin(), text.end(),
                                     [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
    return static_cast<std::uint32_t>(count);
}

}  // namespace

void AlignedLines::cell(std::string_view text) {
    for (;;) {
        const auto tab = text.find_first_of("\t\v");
        const auto first = text.substr(0, tab);
        text_.append(first);
        cells_.push_back({static_cast<std::uint32_t>(first.size()), code_points(first)});
        if (tab == std::string_view::npos) {
            return;
        }
        text.remove_prefix(tab + 1);
    }
}

void AlignedLines::end_line() { lines_.push_back(cells_.size()); }

void AlignedLines::end_header() {
    headers_.push_back(lines_.size());
    end_line();
}

void AlignedLines::paint(const std::vector<std::string>& columns) {
    kinds_.clear();
    for (const auto& column : columns) {
        kinds_.push_back(cell_kind(column));
    }
}

// The padded width of each cell that another follows on its line. A column's width holds over neighbouring
// lines that have that column, as text/tabwriter's column blocks do; kubectl's fork (liggitt/tabwriter,
// RememberWidths) lets no later block of a column be narrower than an earlier one.
std::vector<std::uint32_t> AlignedLines::measure() {
    std::vector<std::uint32_t> widths(cells_.size(), 0);
    const auto begin_of = [&](std::size_t line) { return line == 0 ? 0 : lines_[line - 1]; };
    for (std::size_t column = 0;; ++column) {
        bool any = false;
        std::uint32_t width = column < widest_.size() ? widest_[column] : k_min_width;
        auto block = blocks_.begin();
        for (std::size_t line = 0; line < lines_.size();) {
            std::size_t end = line;
            block = std::upper_bound(block, blocks_.end(), line);
            const std::size_t last = block == blocks_.end() ? lines_.size() : *block;
            while (end < last && lines_[end] - begin_of(end) > column + 1) {
                width = std::max(width, cells_[begin_of(end) + column].width + k_padding);
                ++end;
            }
            for (std::size_t i = line; i < end; ++i) {
                widths[begin_of(i) + column] = width;
            }
            any = any || end > line;
            line = end < last || end == line ? end + 1 : end;
        }
        if (!any) {
            return widths;
        }
        widest_.resize(std::max(widest_.size(), column + 1), k_min_width);
        widest_[column] = width;
    }
}

// Whether a status in the line that begins with cell `begin`, at `at`, says that its work is over.
bool AlignedLines::is_over(std::size_t begin, std::size_t end, const char* at) const {
    for (std::size_t cell = begin; cell < end; at += cells_[cell++].length) {
        const bool has_kind = cell - begin < kinds_.size() && kinds_[cell - begin] == CellKind::status;
        if (has_kind && is_finished({at, cells_[cell].length})) {
            return true;
        }
    }
    return false;
}

void AlignedLines::print_painted(Output& out, const std::vector<std::uint32_t>& widths) const {
    const char* at = text_.data();
    std::size_t cell = 0;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
        const std::size_t begin = cell;
        const bool is_header = std::find(headers_.begin(), headers_.end(), line) != headers_.end();
        const bool over = !is_header && is_over(begin, lines_[line], at);
        for (; cell < lines_[line]; ++cell) {
            const std::string_view text(at, cells_[cell].length);
            const auto kind = cell - begin < kinds_.size() ? kinds_[cell - begin] : CellKind::plain;
            const bool is_count = text.find('/') != std::string_view::npos;
            write_colored(out,
                          is_header          ? Color::bold
                          : over && is_count ? Color::none
                                             : cell_color(kind, text),
                          text);
            if (cell + 1 < lines_[line]) {
                out.write(std::string(widths[cell] - cells_[cell].width, ' '));
            }
            at += text.size();
        }
        out.write("\n");
    }
}

void AlignedLines::print(Output& out) {
    const auto widths = measure();
    if (kinds_.empty()) {
        print_plain(out, widths);
    } else {
        print_painted(out, widths);
    }
    text_.clear();
    cells_.clear();
    lines_.clear();
    blocks_.clear();
    headers_.clear();
}

void AlignedLines::print_plain(Output& out, const std::vector<std::uint32_t>& widths) const {
    std::string line;
    std::size_t cell = 0;
    const char* at = text_.data();
    for (const std::size_t end : lines_) {
        line.clear();
        for (; cell < end; ++cell) {
            line.append(at, cells_[cell].length);
            at += cells_[cell].length;
            if (cell + 1 < end) {
                line.append(widths[cell] - cells_[cell].width, ' ');
            }
        }
        line += '\n';
        out.write(line);
    }
}

}  // namespace yare
