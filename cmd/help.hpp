// Help texts, laid out to a number of columns.
#pragma once

#include <cstddef>
#include <string>

#include "verb.hpp"

namespace yare {

constexpr std::size_t k_help_columns = 80;  // where nothing says how wide it may be

/// Everything below ends with a newline. Lines are at most `columns` wide, but for examples, which stay as
/// they are to be copied, and words that are longer. A flag's entry is `  -o, --output=''  TEXT` with more
/// lines of text indented deeper; what is behind `=` is its default, a flag without one is off. Titles end
/// with a colon.
std::string program_help(const std::string& program, std::size_t columns = k_help_columns);
std::string verb_help(const Verb& verb, const std::string& program, std::size_t columns = k_help_columns);
std::string options_help(std::size_t columns = k_help_columns);

/// verb_help() as what to say, ending with `code`.
TextCommand help_command(const Verb& verb, const std::string& program, int code = 0);

}  // namespace yare
