#include "base/yaml_scalar_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"
#include "base/yaml_scalar.hpp"

namespace yare {

namespace {

constexpr std::size_t k_width = 80;             // libyaml's best_width
constexpr std::size_t k_longest_simple_key = 128;   // bytes

enum class Byte : std::uint8_t { ordinary, space, colon, hash, other };

constexpr std::array<Byte, 256> k_bytes = [] {
    std::array<Byte, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
        table[c] = c > 0x20 && c < 0x7f ? Byte::ordinary : Byte::other;
    }
    table[' '] = Byte::space;
    table[':'] = Byte::colon;
    table['#'] = Byte::hash;
    return table;
}();

Byte byte_kind(char c) { return k_bytes[static_cast<unsigned char>(c)]; }

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// One character of a text in UTF-8.
struct Character {
    char32_t code;
    std::size_t size;
};

Character character_at(std::string_view text, std::size_t at) {
    Character character{static_cast<unsigned char>(text[at]), 1};
    if (character.code >= 0x80) {
        character.size = std::max<std::size_t>(decode_utf8(text.substr(at), character.code), 1);
    }
    return character;
}

bool is_break(char32_t c) { return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029; }

// libyaml's idea of it: no tab, nothing beyond the basic plane.
bool is_printable(char32_t c) {
    return c == '\n' || (c >= 0x20 && c <= 0x7e) || (c >= 0xa0 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff);
}

bool starts_like_syntax(std::string_view text) {
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

// What libyaml's yaml_emitter_analyze_scalar finds out.
struct Analysis {
    bool multiline = false;
    bool plain = true;
    bool single_quoted = true;
    bool block = true;
};

struct Findings {
    bool leading = false;          // white space at the start
    bool trailing_space = false;
    bool trailing_break = false;
    bool break_space = false;      // a space behind a line break
    bool space_break = false;      // and the other way round
    bool special = false;          // characters that need an escape
    bool line_break = false;
    bool syntax = false;
};

Findings examine(std::string_view text) {
    enum class Previous { start, space, line_break, blank, other };
    Findings found;
    found.syntax = starts_like_syntax(text);
    Previous previous = Previous::start;
    for (std::size_t i = 0; i < text.size();) {
        if (byte_kind(text[i]) == Byte::ordinary) {
            previous = Previous::other;
            ++i;
            continue;
        }
        const Character c = character_at(text, i);
        const std::size_t next = i + c.size;
        const bool is_last = next >= text.size();
        if (c.code == ':' && i > 0 && (is_last || is_blank(text[next]))) {
            found.syntax = true;
        }
        if (c.code == '#' && previous != Previous::other) {
            found.syntax = true;
        }
        found.special = found.special || !is_printable(c.code);
        if (c.code == ' ') {
            found.leading = found.leading || i == 0;
            found.trailing_space = is_last;
            found.break_space = found.break_space || previous == Previous::line_break;
            previous = Previous::space;
        } else if (is_break(c.code)) {
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

Analysis analyze(std::string_view text) {
    Analysis result;
    if (text.empty()) {
        result.block = false;
        return result;
    }
    const Findings found = examine(text);
    result.multiline = found.line_break;
    const bool awkward = found.break_space || found.space_break || found.special;
    result.plain = !awkward && !found.leading && !found.trailing_space && !found.trailing_break && !found.line_break &&
                   !found.syntax;
    result.single_quoted = !awkward;
    result.block = !found.trailing_space && !found.space_break && !found.special;
    return result;
}

// Writes one scalar; knows the column.
class ScalarWriter {
  public:
    ScalarWriter(std::string& out, std::size_t line_start, std::size_t indent, bool may_fold)
        : out_(out), indent_(indent), may_fold_(may_fold) {
        for (std::size_t i = line_start; i < out.size(); ++i) {
            column_ += (static_cast<unsigned char>(out[i]) & 0xc0) != 0x80 ? 1 : 0;
        }
    }

    void plain(std::string_view text);
    void single_quoted(std::string_view text);
    void double_quoted(std::string_view text);
    // Returns whether it ended a line.
    bool literal(std::string_view text);

  private:
    void put(std::string_view bytes, std::size_t columns) {
        out_ += bytes;
        column_ += columns;
    }
    void ordinary_run(std::string_view text, std::size_t& i);
    void new_line() {
        out_ += '\n';
        out_.append(indent_, ' ');
        column_ = indent_;
    }
    void flow_text(std::string_view text, bool quoted);
    void escape(char32_t code);
    void hints(std::string_view text);

    std::string& out_;
    std::size_t indent_;
    bool may_fold_;
    std::size_t column_ = 0;
};

// Appends what needs no look, from `i` on.
void ScalarWriter::ordinary_run(std::string_view text, std::size_t& i) {
    std::size_t end = i;
    while (end < text.size() && byte_kind(text[end]) == Byte::ordinary && text[end] != '\'' && text[end] != '"' &&
           text[end] != '\\') {
        ++end;
    }
    put(text.substr(i, end - i), end - i);
    i = end;
}

void ScalarWriter::plain(std::string_view text) { flow_text(text, false); }

void ScalarWriter::single_quoted(std::string_view text) {
    put("'", 1);
    flow_text(text, true);
    put("'", 1);
}

// Plain and single quoted text. Of the line breaks only U+2028 and U+2029 get here, between quotes: `\n` asks for a literal,
// the others for escapes.
void ScalarWriter::flow_text(std::string_view text, bool quoted) {
    bool after_space = false;
    bool after_break = false;
    for (std::size_t i = 0; i < text.size();) {
        const Character c = character_at(text, i);
        if (c.code == ' ') {
            const bool is_inner = !quoted || (i > 0 && i + 1 < text.size());
            const bool space_follows = i + 1 < text.size() && text[i + 1] == ' ';
            if (may_fold_ && !after_space && column_ > k_width && is_inner && !space_follows) {
                new_line();
            } else {
                put(" ", 1);
            }
            after_space = true;
        } else if (is_break(c.code)) {
            out_ += text.substr(i, c.size);
            column_ = 0;
            after_break = true;
        } else {
            if (after_break && column_ < indent_) {
                out_.append(indent_ - column_, ' ');
                column_ = indent_;
            }
            put(c.code == '\'' && quoted ? "''" : text.substr(i, c.size), c.code == '\'' && quoted ? 2 : 1);
            after_space = false;
            after_break = false;
        }
        i += c.size;
        if (!after_space && !after_break) {
            ordinary_run(text, i);
        }
    }
}

void ScalarWriter::escape(char32_t code) {
    constexpr std::string_view k_named = "0......abtnvfr.............e";   // by code
    constexpr char k_hex[] = "0123456789ABCDEF";
    char name = code < k_named.size() && k_named[code] != '.' ? k_named[code] : '\0';
    switch (code) {
        case '"': name = '"'; break;
        case '\\': name = '\\'; break;
        case 0x85: name = 'N'; break;
        case 0xa0: name = '_'; break;
        case 0x2028: name = 'L'; break;
        case 0x2029: name = 'P'; break;
        default: break;
    }
    std::string text = "\\";
    if (name != '\0') {
        text += name;
    } else {
        const int digits = code <= 0xff ? 2 : code <= 0xffff ? 4 : 8;
        text += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            text += k_hex[(code >> shift) & 0xf];
        }
    }
    put(text, text.size());
}

void ScalarWriter::double_quoted(std::string_view text) {
    // go-yaml looks for the byte order mark at the start of the text whatever character it is at, and so escapes all of them.
    const bool escapes_all = text.starts_with("\xef\xbb\xbf");
    put("\"", 1);
    bool after_space = false;
    for (std::size_t i = 0; i < text.size();) {
        const Character c = character_at(text, i);
        if (escapes_all || !is_printable(c.code) || is_break(c.code) || c.code == '"' || c.code == '\\') {
            escape(c.code);
        } else if (c.code != ' ') {
            put(text.substr(i, c.size), 1);
        } else if (may_fold_ && !after_space && column_ > k_width && i > 0 && i + 1 < text.size()) {
            new_line();
            if (text[i + 1] == ' ') {
                put("\\", 1);
            }
        } else {
            put(" ", 1);
        }
        after_space = c.code == ' ' && !escapes_all;
        i += c.size;
        if (!after_space && !escapes_all) {
            ordinary_run(text, i);
        }
    }
    put("\"", 1);
}

// The indentation indicator and the chomping indicator.
void ScalarWriter::hints(std::string_view text) {
    const char32_t first = character_at(text, 0).code;
    if (first == ' ' || is_break(first)) {
        out_ += '2';
    }
    const auto ends_with_break = [](std::string_view part) {
        return part.ends_with('\n') || part.ends_with("\xe2\x80\xa8") || part.ends_with("\xe2\x80\xa9");
    };
    if (!ends_with_break(text)) {
        out_ += '-';
        return;
    }
    text.remove_suffix(text.ends_with('\n') ? 1 : 3);
    if (text.empty() || ends_with_break(text)) {
        out_ += '+';
    }
}

bool ScalarWriter::literal(std::string_view text) {
    out_ += '|';
    hints(text);
    out_ += '\n';
    bool after_break = true;
    for (std::size_t i = 0; i < text.size();) {
        const Character c = character_at(text, i);
        if (is_break(c.code)) {
            out_ += text.substr(i, c.size);
            i += c.size;
            after_break = true;
            continue;
        }
        if (after_break) {
            out_.append(indent_, ' ');
        }
        after_break = false;
        const std::size_t end = std::min(text.find_first_of("\n\xe2", i + c.size), text.size());
        out_ += text.substr(i, end - i);
        i = end;
    }
    return after_break;
}

}  // namespace

bool is_simple_yaml_key(std::string_view key) {
    const bool may_have_break = std::any_of(key.begin(), key.end(), [](char c) { return byte_kind(c) == Byte::other; });
    return key.size() <= k_longest_simple_key && !(may_have_break && analyze(key).multiline);
}

bool append_short_yaml_string(std::string& out, std::string_view text, std::size_t room) {
    if (text.empty()) {
        out += "\"\"";
        return true;
    }
    bool has_space = false;
    bool has_escape = false;
    const bool starts_with_letter = (text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z';
    bool is_syntax = !starts_with_letter && (byte_kind(text[0]) != Byte::ordinary || starts_like_syntax(text));
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (byte_kind(text[i])) {
            case Byte::ordinary: has_escape = has_escape || text[i] == '"' || text[i] == '\\'; break;
            case Byte::space: has_space = true; break;
            case Byte::colon: is_syntax = is_syntax || i + 1 == text.size() || text[i + 1] == ' '; break;
            case Byte::hash: is_syntax = is_syntax || text[i - 1] == ' '; break;
            case Byte::other: return false;
        }
    }
    if (has_space && (text.size() > room || text.back() == ' ')) {
        return false;
    }
    if (yaml_plain_is_string(text)) {
        if (is_syntax) {
            return false;
        }
        out += text;
        return true;
    }
    if (has_escape) {
        return false;
    }
    out += '"';
    out += text;
    out += '"';
    return true;
}

bool append_yaml_string(std::string& out, std::size_t line_start, std::string_view text, std::size_t indent,
                        bool is_simple_key) {
    ScalarWriter writer(out, line_start, indent, !is_simple_key);
    const Analysis analysis = analyze(text);
    const bool has_newline = text.find('\n') != std::string_view::npos;
    if (has_newline && analysis.block && !is_simple_key) {
        return writer.literal(text);
    }
    const bool as_is = !has_newline && yaml_plain_is_string(text) && !(is_simple_key && analysis.multiline);
    if (as_is && analysis.plain) {
        writer.plain(text);
    } else if (as_is && analysis.single_quoted) {
        writer.single_quoted(text);
    } else {
        writer.double_quoted(text);
    }
    return false;
}

}  // namespace yare
