// Colours for people: when, and how.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/streams.hpp"

namespace yare {

/// What --color says.
enum class ColorChoice { automatic, always, never };

/// `auto`, `always` or `never`; nothing for another word.
std::optional<ColorChoice> parse_color_choice(std::string_view word);

/// Whether what goes to a stream is coloured. An automatic choice goes, in this order, by NO_COLOR
/// (no-color.org: not empty) against it, CLICOLOR_FORCE (other than empty and 0) for it, CLICOLOR=0 and
/// TERM=dumb against it, and by whether the stream is a terminal.
bool allows_color(ColorChoice choice, const std::map<std::string, std::string, std::less<>>& environment,
                  bool is_terminal);

enum class Color { none, bold, red, green, yellow };

/// Writes `text` in that colour: the colour as bytes of our own, the text as any other.
void write_colored(Output& out, Color color, std::string_view text);

/// Writes the line of an error, `error: ` or `Error from server (NotFound): ` at the start of any of its
/// lines in red.
void write_error_colored(Output& out, std::string_view text);

}  // namespace yare
