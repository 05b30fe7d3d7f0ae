// What the parts of the lexer agree on.
#pragma once

#include <string_view>

#include "output/template/runes.hpp"

namespace yare::gotemplate {

inline constexpr std::string_view k_left_delim = "{{";
inline constexpr std::string_view k_right_delim = "}}";
inline constexpr std::size_t k_trim_length = 2;  // a minus sign and the space beside it
inline constexpr char32_t k_end_of_text = 0xffffffff;

inline bool is_template_space(char32_t code) {
    return code == ' ' || code == '\t' || code == '\r' || code == '\n';
}

/// Whether ` -` stands at the front of `text`, of which the delimiter comes next.
inline bool has_right_trim(std::string_view text) {
    return text.size() >= 2 && is_template_space(static_cast<unsigned char>(text[0])) && text[1] == '-';
}

}  // namespace yare::gotemplate
