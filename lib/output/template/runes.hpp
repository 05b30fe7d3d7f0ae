// Text as Go sees it: runes, with U+FFFD for each byte that is no UTF-8, and how Go quotes them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yare::gotemplate {

struct Rune {
    char32_t code;
    std::size_t length;  // in bytes
};

/// The rune at the start of `text` (not empty).
Rune decode_rune(std::string_view text);

std::size_t rune_count(std::string_view text);

/// The first `count` runes of `text`, or all of it.
std::string_view first_runes(std::string_view text, std::size_t count);

/// Go's %#U: `U+0040 '@'`, without the character where it does not print.
std::string show_rune(char32_t code);

/// Go's %q of a string, %+q with `ascii`.
std::string quote_text(std::string_view text, bool ascii);

/// Go's %q of a rune, %+q with `ascii`. What is no character becomes U+FFFD.
std::string quote_rune(char32_t code, bool ascii);

/// Go's strconv.CanBackquote.
bool can_backquote(std::string_view text);

/// Go's strconv.Unquote of a string in double quotes or backquotes (quotes included). Returns false for bad
/// syntax.
bool unquote_text(std::string_view quoted, std::string& out);

/// The character of a constant in single quotes (quotes included). Returns null, or what is wrong with it.
const char* unquote_rune(std::string_view quoted, char32_t& code);

}  // namespace yare::gotemplate
