#include "base/yaml_analysis.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace yare {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

struct Findings {
    bool leading = false;  // white space at the start
    bool trailing_space = false;
    bool trailing_break = false;
    bool break_space = false;  // a space behind a line break
    bool space_break = false;  // and the other way round
    bool special = false;      // characters that need an escape
    bool line_break = false;
    bool syntax = false;
};

Findings examine(std::string_view text) {
    enum class Previous { start, space, line_break, blank, other };
    Findings found;
    found.syntax = starts_like_yaml_syntax(text);
    Previous previous = Previous::start;
    for (std::size_t i = 0; i < text.size();) {
        if (yaml_byte(text[i]) == YamlByte::ordinary) {
            previous = Previous::other;
            ++i;
            continue;
        }
        const YamlCharacter c = yaml_character_at(text, i);
        const std::size_t next = i + c.size;
        const bool is_last = next >= text.size();
        if (c.code == ':' && i > 0 && (is_last || is_blank(text[next]))) {
            found.syntax = true;
        }
        if (c.code == '#' && previous != Previous::other) {
            found.syntax = true;
        }
        found.special = found.special || !is_yaml_printable(c.code);
        if (c.code == ' ') {
            found.leading = found.leading || i == 0;
            found.trailing_space = is_last;
            found.break_space = found.break_space || previous == Previous::line_break;
            previous = Previous::space;
        } else if (is_yaml_break(c.code)) {
            found.line_break = true;
            found.leading = found.leading || i == 0;
            found.trailing_break = is_last;
            found.space_break = found.space_break || previous == Previous::space;
            previous = Previous::line_break;
        } else {
            previous = c.code == '\t' || c.code == 0 ? Previous::blank : Previous::other;
        }
        i = next;
    }
    return found;
}

}  // namespace

YamlCharacter yaml_character_at(std::string_view text, std::size_t at) {
    YamlCharacter character{static_cast<unsigned char>(text[at]), 1};
    if (character.code >= 0x80) {
        character.size = std::max<std::size_t>(decode_utf8(text.substr(at), character.code), 1);
    }
    return character;
}

bool is_yaml_break(char32_t c) { return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool is_yaml_printable(char32_t c) {
    return c == '\n' || (c >= 0x20 && c <= 0x7e) || (c >= 0xa0 && c <= 0xd7ff) ||
           (c >= 0xe000 && c <= 0xfffd && c != 0xfeff);
}

bool starts_like_yaml_syntax(std::string_view text) {
    if (text.starts_with("---") || text.starts_with("...")) {
        return true;
    }
    constexpr std::string_view k_indicators = "#,[]{}&*!|>'\"%@`";
    constexpr std::string_view k_indicators_before_blank = "?:-";
    if (k_indicators_before_blank.find(text[0]) != std::string_view::npos) {
        return text.size() == 1 || is_blank(text[1]);
    }
    return k_indicators.find(text[0]) != std::string_view::npos;
}

YamlAnalysis analyze_yaml_string(std::string_view text) {
    YamlAnalysis result;
    if (text.empty()) {
        result.block = false;
        return result;
    }
    const Findings found = examine(text);
    result.multiline = found.line_break;
    const bool awkward = found.break_space || found.space_break || found.special;
    result.plain = !awkward && !found.leading && !found.trailing_space && !found.trailing_break &&
                   !found.line_break && !found.syntax;
    result.single_quoted = !awkward;
    result.block = !found.trailing_space && !found.space_break && !found.special;
    return result;
}

}  // namespace yare
