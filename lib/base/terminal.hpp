// Makes bytes harmless for a terminal.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// Whether a terminal obeys `code`, or it reorders what stands beside it: C0 but newline and tab, DEL, C1
/// (U+0080 to U+009F), marks and overrides of direction, line and paragraph separators.
bool drives_terminal(char32_t code);

/// Appends `text` with every character of that kind shown instead of sent: C0 and DEL as `^[`, `^G`, `^?`,
/// others as `\u009b`; bytes that are not UTF-8 (lone C1 bytes, too) as `\xff`. `pending` carries an
/// unfinished UTF-8 sequence from one call to the next; pass the same string each time (empty at the start).
void append_harmless(std::string& out, std::string_view text, std::string& pending);

/// The same for a text that is whole.
void append_harmless(std::string& out, std::string_view text);

/// The same, returned.
std::string harmless(std::string_view text, std::string& pending);
std::string harmless(std::string_view text);

}  // namespace yare
