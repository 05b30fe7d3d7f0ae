// Strings as go-yaml v2 writes them: the choice of a style, folding, escapes (the rules of libyaml's emitter
// with unicode on, a width of 80 and block scalars).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yare {

/// The letter behind the backslash of a double-quoted scalar that stands for `code` (YAML 1.2,
/// section 5.7), or 0 where it is written as a number.
char yaml_escape_letter(char32_t code);

/// Whether `key` is written in front of a `:` rather than behind a `? `.
bool is_simple_yaml_key(std::string_view key);

/// Appends a string that needs nothing but itself or a pair of double quotes, which most do, and returns
/// true; else leaves `out` alone. `room` is the number of columns left on the line before text with spaces
/// might have to be folded.
bool append_short_yaml_string(std::string& out, std::string_view text, std::size_t room);

/// Appends any string (valid UTF-8) to the line that begins at `line_start` of `out`. Lines that follow are
/// indented by `indent`; a simple key stays on one line. Returns whether the cursor stands at the beginning
/// of a line now.
bool append_yaml_string(std::string& out, std::size_t line_start, std::string_view text, std::size_t indent,
                        bool is_simple_key);

}  // namespace yare
