// Inside of Regex: sets of characters that have a name.
#pragma once

#include <string_view>
#include <vector>

#include "base/regex_program.hpp"

namespace yare {

constexpr char32_t k_last_code = 0x10ffff;

using RegexClass = std::vector<RegexRange>;

/// \d \s \w by their letter, in capitals too (the set itself, not its complement). False for others.
bool find_perl_class(char letter, RegexClass& found);

/// alpha, digit, ... as in [:alpha:]. False for others.
bool find_posix_class(std::string_view name, RegexClass& found);

/// L and Nd (Unicode letters and digits) and Any. False for others.
bool find_unicode_class(std::string_view name, RegexClass& found);

/// Turns normalized ranges into everything else.
void negate(RegexClass& ranges);

/// Adds `more`, or with `negated` everything but it.
void add_class(RegexClass& ranges, RegexClass more, bool negated);

}  // namespace yare
