// Columns of text, padded as Go's text/tabwriter pads them for kubectl.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/streams.hpp"
#include "output/cell_color.hpp"

namespace yare {

/// Lines of cells, kept until print(). A column is as wide as its widest cell (counted in Unicode code
/// points) plus 3 spaces, at least 6; the last cell of a line is not padded. All cells lie in one block of
/// memory.
class AlignedLines {
  public:
    /// Adds a cell to the line being made. A tab in `text` begins another cell, as it does in kubectl.
    void cell(std::string_view text);
    void end_line();
    /// As end_line(), for the line that names the columns.
    void end_header();
    /// Lines that follow do not widen the columns of those before (tabwriter's form feed).
    void end_block() { blocks_.push_back(lines_.size()); }
    bool empty() const { return lines_.empty(); }

    /// From here on what is printed is coloured: the header bold, cells as cell_color() says by the names of
    /// their columns. The text stays what it is without.
    void paint(const std::vector<std::string>& columns);

    /// Writes every line and forgets them, but not how wide the columns were: what is printed later is no
    /// narrower.
    void print(Output& out);

  private:
    struct Cell {
        std::uint32_t length;  // bytes
        std::uint32_t width;   // code points
    };
    std::vector<std::uint32_t> measure();
    void print_plain(Output& out, const std::vector<std::uint32_t>& widths) const;
    void print_painted(Output& out, const std::vector<std::uint32_t>& widths) const;
    bool is_over(std::size_t begin, std::size_t end, const char* at) const;

    std::string text_;  // of all cells
    std::vector<Cell> cells_;
    std::vector<std::size_t> lines_;     // where each line's cells end
    std::vector<std::size_t> blocks_;    // before which line each block ends
    std::vector<std::uint32_t> widest_;  // of each column so far
    std::vector<CellKind> kinds_;        // of the columns; empty: nothing is coloured
    std::vector<std::size_t> headers_;   // which lines are
};

}  // namespace yare
