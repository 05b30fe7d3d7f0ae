#include "base/yaml_scalar_writer.hpp"

#include <algorithm>

#include "base/yaml_analysis.hpp"
#include "base/yaml_scalar.hpp"

namespace yare {

namespace {

constexpr std::size_t k_width = 80;                // libyaml's best_width
constexpr std::size_t k_longest_simple_key = 128;  // bytes

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
    while (end < text.size() && yaml_byte(text[end]) == YamlByte::ordinary && text[end] != '\'' &&
           text[end] != '"' && text[end] != '\\') {
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

// Plain and single quoted text. Of the line breaks only U+2028 and U+2029 get here, between quotes: `\n` asks
// for a literal, the others for escapes.
void ScalarWriter::flow_text(std::string_view text, bool quoted) {
    bool after_space = false;
    bool after_break = false;
    for (std::size_t i = 0; i < text.size();) {
        const YamlCharacter c = yaml_character_at(text, i);
        if (c.code == ' ') {
            const bool is_inner = !quoted || (i > 0 && i + 1 < text.size());
            const bool space_follows = i + 1 < text.size() && text[i + 1] == ' ';
            if (may_fold_ && !after_space && column_ > k_width && is_inner && !space_follows) {
                new_line();
            } else {
                put(" ", 1);
            }
            after_space = true;
        } else if (is_yaml_break(c.code)) {
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
    constexpr char k_hex[] = "0123456789ABCDEF";
    const char name = yaml_escape_letter(code);
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
    // go-yaml looks for the byte order mark at the start of the text whatever character it is at, and so
    // escapes all of them.
    const bool escapes_all = text.starts_with("\xef\xbb\xbf");
    put("\"", 1);
    bool after_space = false;
    for (std::size_t i = 0; i < text.size();) {
        const YamlCharacter c = yaml_character_at(text, i);
        if (escapes_all || !is_yaml_printable(c.code) || is_yaml_break(c.code) || c.code == '"' ||
            c.code == '\\') {
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
    const char32_t first = yaml_character_at(text, 0).code;
    if (first == ' ' || is_yaml_break(first)) {
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
        const YamlCharacter c = yaml_character_at(text, i);
        if (is_yaml_break(c.code)) {
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

char yaml_escape_letter(char32_t code) {
    constexpr std::string_view k_below_space = "0......abtnvfr.............e";  // by code
    switch (code) {
        case '"':
        case '\\':
            return static_cast<char>(code);
        case 0x85:
            return 'N';
        case 0xa0:
            return '_';
        case 0x2028:
            return 'L';
        case 0x2029:
            return 'P';
        default:
            return code < k_below_space.size() && k_below_space[code] != '.' ? k_below_space[code] : '\0';
    }
}

bool is_simple_yaml_key(std::string_view key) {
    const bool may_have_break =
        std::any_of(key.begin(), key.end(), [](char c) { return yaml_byte(c) == YamlByte::other; });
    return key.size() <= k_longest_simple_key && !(may_have_break && analyze_yaml_string(key).multiline);
}

bool append_short_yaml_string(std::string& out, std::string_view text, std::size_t room) {
    if (text.empty()) {
        out += "\"\"";
        return true;
    }
    bool has_space = false;
    bool has_escape = false;
    const bool starts_with_letter = (text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z';
    bool is_syntax =
        !starts_with_letter && (yaml_byte(text[0]) != YamlByte::ordinary || starts_like_yaml_syntax(text));
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (yaml_byte(text[i])) {
            case YamlByte::ordinary:
                has_escape = has_escape || text[i] == '"' || text[i] == '\\';
                break;
            case YamlByte::space:
                has_space = true;
                break;
            case YamlByte::colon:
                is_syntax = is_syntax || i + 1 == text.size() || text[i + 1] == ' ';
                break;
            case YamlByte::hash:
                is_syntax = is_syntax || text[i - 1] == ' ';
                break;
            case YamlByte::other:
                return false;
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
    const YamlAnalysis analysis = analyze_yaml_string(text);
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
