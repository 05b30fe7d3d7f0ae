// Small pure functions on text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

/// The parts of `text` between `separator`s; one part, maybe empty, when there is none.
std::vector<std::string> split(std::string_view text, char separator);

/// Without white space (space, \t \r \n \v \f) at either end.
std::string_view trim(std::string_view text);

/// ASCII only.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);

/// `text` between double quotes as Go's %q writes it: \" \\ \a \b \f \n \r \t \v, \x7f, \u00ad, \xff for bad
/// UTF-8.
std::string go_quote(std::string_view text);

/// Decodes the UTF-8 sequence at the start of `text` (not empty). Returns its length in bytes and sets
/// `code`; returns 0 when it is not well-formed (overlong, surrogate, cut).
std::size_t decode_utf8(std::string_view text, char32_t& code);

/// Whether `text` (not empty) could be the beginning of a UTF-8 sequence that goes on behind it.
bool is_cut_utf8(std::string_view text);

/// Appends `code` as UTF-8.
void append_utf8(std::string& out, char32_t code);

}  // namespace yare
