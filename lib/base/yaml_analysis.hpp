// What a string is made of, as far as its style in YAML is concerned (libyaml's yaml_emitter_analyze_scalar).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace yare {

/// The bytes that a writer may have to look at twice; `ordinary` are the printable ones of ASCII but for
/// space, `:` and `#`.
enum class YamlByte : std::uint8_t { ordinary, space, colon, hash, other };

inline constexpr std::array<YamlByte, 256> k_yaml_bytes = [] {
    std::array<YamlByte, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
        table[c] = c > 0x20 && c < 0x7f ? YamlByte::ordinary : YamlByte::other;
    }
    table[' '] = YamlByte::space;
    table[':'] = YamlByte::colon;
    table['#'] = YamlByte::hash;
    return table;
}();

inline YamlByte yaml_byte(char c) { return k_yaml_bytes[static_cast<unsigned char>(c)]; }

/// One character of a text in UTF-8.
struct YamlCharacter {
    char32_t code;
    std::size_t size;
};

YamlCharacter yaml_character_at(std::string_view text, std::size_t at);

/// YAML 1.1's line breaks.
bool is_yaml_break(char32_t c);

/// libyaml's idea of it: no tab, nothing beyond the basic plane.
bool is_yaml_printable(char32_t c);

/// Whether `text` (not empty) begins with what would be syntax in a block.
bool starts_like_yaml_syntax(std::string_view text);

/// Whether the text has line breaks, and the styles that it may have.
struct YamlAnalysis {
    bool multiline = false;
    bool plain = true;
    bool single_quoted = true;
    bool block = true;
};

YamlAnalysis analyze_yaml_string(std::string_view text);

}  // namespace yare
