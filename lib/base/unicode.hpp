// Classes and cases of characters, as Go's package unicode has them (Go 1.27, which kubectl 1.36 is built
// with).
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace yare {

/// Code points from first to last.
struct CodeRange {
    char32_t first;
    char32_t last;
};

/// Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols, and of the spaces only U+0020.
bool is_printable(char32_t code);

/// Go's unicode.IsLetter.
bool is_letter(char32_t code);

/// Go's unicode.IsNumber: digits, but fractions, numerals and the like, too.
bool is_number(char32_t code);

/// Go's unicode.IsDigit: decimal digits alone.
bool is_digit(char32_t code);

/// All letters and decimal digits above ASCII, in order.
std::span<const CodeRange> letter_ranges();
std::span<const CodeRange> digit_ranges();

/// Go's strings.ToUpper: character by character (`ß` stays); what is not UTF-8 becomes U+FFFD, byte by
/// byte.
std::string go_upper(std::string_view text);

}  // namespace yare
