// Lines of text in columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yare {

/// Breaks each line of `text` at spaces so that it is at most `columns` wide (code points); a word that is
/// longer stands alone. The first line starts behind `start` columns that are filled already; those that
/// follow are indented by `hang`, a line that is indented itself by as much more. No newline at the end.
std::string wrap(std::string_view text, std::size_t columns, std::size_t hang = 0, std::size_t start = 0);

/// The same for paragraphs (between empty lines), each without the space kubectl puts before it. Lines that
/// begin with two spaces or more stay as they are, but for items of lists, whose text is broken behind their
/// mark.
std::string wrap_paragraphs(std::string_view text, std::size_t columns);

}  // namespace yare
