// Breaking descriptions into lines, in the two ways in which kubectl does it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace yare {

/// As kubectl/pkg/explain/formatter.go: joins lines of a paragraph and fills lines up to `width` bytes; keeps
/// what is indented by four blanks, empty lines, and the begin of list items.
std::vector<std::string> fill_lines(std::string_view text, std::size_t width);

/// As mitchellh/go-wordwrap: keeps all line ends and puts one in the place of the blanks before a word that
/// would go beyond `width` characters; longer words stay whole.
std::string wrap_words(std::string_view text, std::size_t width);

/// `blanks` blanks at the start of every line, be it empty.
std::string indent_lines(std::string_view text, std::size_t blanks);

}  // namespace yare
