// What Unicode says of a code point.
#pragma once

#include <span>

namespace yare {

/// Code points from first to last.
struct CodeRange {
    char32_t first;
    char32_t last;
};

/// A letter (general category L), as Go's unicode.IsLetter.
bool is_unicode_letter(char32_t code);

/// A decimal digit (general category Nd), as Go's unicode.IsDigit.
bool is_unicode_digit(char32_t code);

/// All of those above ASCII, in order.
std::span<const CodeRange> unicode_letters();
std::span<const CodeRange> unicode_digits();

}  // namespace yare
