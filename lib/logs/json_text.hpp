// Text within a JSON string.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// Appends `text` as the inside of a JSON string: quotes, backslashes and all that can drive a terminal
/// (base/terminal.hpp) escaped, bytes that are not UTF-8 as \ufffd each. `pending` carries an unfinished
/// UTF-8 sequence from one call to the next (empty at the start); `last`: none goes on.
void append_json_text(std::string& out, std::string_view text, std::string& pending, bool last);

/// The same for a text that is whole.
std::string json_text(std::string_view text);

}  // namespace yare
