// How wide text may be that people read.
#pragma once

#include <cstddef>
#include <optional>

#include "config/overrides.hpp"

namespace yare {

/// The columns of the terminal behind a file descriptor; nothing where there is none, or it does not say.
std::optional<std::size_t> terminal_columns(int descriptor);

/// The columns of help: COLUMNS where it is a number, else the terminal's, from 60 to 100; 80 without either.
std::size_t help_columns(const Environment& environment, std::optional<std::size_t> terminal);

}  // namespace yare
