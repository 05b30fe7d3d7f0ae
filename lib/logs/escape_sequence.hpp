// Control sequences of terminals (ECMA-48) in a text.
#pragma once

#include <cstddef>
#include <string_view>

namespace yare {

struct EscapeSequence {
    std::size_t length = 0;  // 0: there is none
    bool is_cut = false;     // the text ends before it does
};

/// The longest sequence of colours that counts as one.
constexpr std::size_t k_longest_sgr = 64;

/// The sequence SGR (colours and the like: `ESC [ digits ; : m`, up to k_longest_sgr bytes) at the front of
/// `text`, which begins with ESC.
EscapeSequence find_sgr(std::string_view text);

/// Any sequence at the front of `text`, which begins with ESC: control sequences, strings (titles, links) up
/// to their end, and short ones. Where one is broken, as much as a terminal would take for it.
EscapeSequence find_escape(std::string_view text);

/// Whether an SGR sequence is a reset: `ESC[m`, `ESC[0m`.
bool is_reset(std::string_view sgr);

}  // namespace yare
