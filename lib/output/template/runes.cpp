#include "output/template/runes.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "base/unicode.hpp"

namespace yare::gotemplate {

namespace {

constexpr char32_t k_replacement = 0xfffd;
constexpr char32_t k_last = 0x10ffff;

bool is_valid(char32_t code) { return code <= k_last && (code < 0xd800 || code > 0xdfff); }

void append_hex(std::string& out, char32_t value, int digits, const char* alphabet) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
        out += alphabet[(value >> shift) & 0xf];
    }
}

constexpr char k_lower_hex[] = "0123456789abcdef";
constexpr char k_upper_hex[] = "0123456789ABCDEF";

void append_escaped(std::string& out, char32_t code, char quote, bool ascii) {
    constexpr std::string_view codes = "\a\b\f\n\r\t\v";
    constexpr std::string_view letters = "abfnrtv";
    if (code == static_cast<unsigned char>(quote) || code == '\\') {
        out += '\\';
        out += static_cast<char>(code);
    } else if (code < 0x80 ? code >= 0x20 && code != 0x7f : !ascii && is_printable(code)) {
        append_utf8(out, code);
    } else if (const auto at = codes.find(static_cast<char>(code)); code < 0x20 && at != codes.npos) {
        out += '\\';
        out += letters[at];
    } else if (code < 0x80) {
        out += "\\x";
        append_hex(out, code, 2, k_lower_hex);
    } else {
        const bool is_short = code < 0x10000;
        out += is_short ? "\\u" : "\\U";
        append_hex(out, code, is_short ? 4 : 8, k_lower_hex);
    }
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

struct Unquoted {
    char32_t code;
    bool is_byte;  // \x41 and \101 stand for a byte
};

// `count` digits of base 8 or 16 from the front of `rest`, behind `value`.
std::optional<char32_t> read_digits(std::string_view& rest, std::size_t count, unsigned base,
                                    char32_t value) {
    if (rest.size() < count) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const int digit = hex_digit(rest[i]);
        if (digit < 0 || digit >= static_cast<int>(base)) {
            return std::nullopt;
        }
        value = value * base + static_cast<char32_t>(digit);
    }
    rest.remove_prefix(count);
    return value;
}

std::optional<Unquoted> read_escape(std::string_view& rest, char quote) {
    constexpr std::string_view letters = "abfnrtv\\";
    constexpr std::string_view codes = "\a\b\f\n\r\t\v\\";
    const char c = rest[0];
    rest.remove_prefix(1);
    if (const auto at = letters.find(c); at != letters.npos) {
        return Unquoted{static_cast<unsigned char>(codes[at]), true};
    }
    if (c == quote) {
        return Unquoted{static_cast<unsigned char>(c), true};
    }
    if (c == 'x' || c == 'u' || c == 'U') {
        const auto code = read_digits(rest, c == 'x' ? 2 : c == 'u' ? 4 : 8, 16, 0);
        if (!code || !is_valid(*code)) {
            return std::nullopt;
        }
        return Unquoted{*code, c == 'x'};
    }
    if (c >= '0' && c <= '7') {
        const auto code = read_digits(rest, 2, 8, static_cast<char32_t>(c - '0'));
        if (code && *code <= 255) {
            return Unquoted{*code, true};
        }
    }
    return std::nullopt;
}

// Takes a character or an escape from the front of `rest`.
std::optional<Unquoted> read_char(std::string_view& rest, char quote) {
    if (rest.empty() || rest[0] == quote) {
        return std::nullopt;
    }
    if (rest[0] == '\\') {
        rest.remove_prefix(1);
        return rest.empty() ? std::nullopt : read_escape(rest, quote);
    }
    const Rune rune = decode_rune(rest);
    rest.remove_prefix(rune.length);
    return Unquoted{rune.code, false};
}

}  // namespace

Rune decode_rune(std::string_view text) {
    char32_t code = 0;
    const auto length = decode_utf8(text, code);
    return length == 0 ? Rune{k_replacement, 1} : Rune{code, length};
}

std::size_t rune_count(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) {
        text.remove_prefix(decode_rune(text).length);
    }
    return count;
}

std::string_view first_runes(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (; count > 0 && end < text.size(); --count) {
        end += decode_rune(text.substr(end)).length;
    }
    return text.substr(0, end);
}

std::string show_rune(char32_t code) {
    int digits = 4;
    while (digits < 8 && (code >> (digits * 4)) != 0) {
        ++digits;
    }
    std::string out = "U+";
    append_hex(out, code, digits, k_upper_hex);
    if (is_printable(code)) {
        out += " '";
        append_utf8(out, code);
        out += '\'';
    }
    return out;
}

std::string quote_text(std::string_view text, bool ascii) {
    std::string out = "\"";
    while (!text.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(text, code);
        if (length == 0) {
            out += "\\x";
            append_hex(out, static_cast<unsigned char>(text[0]), 2, k_lower_hex);
        } else {
            append_escaped(out, code, '"', ascii);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return out + '"';
}

std::string quote_rune(char32_t code, bool ascii) {
    std::string out = "'";
    append_escaped(out, is_valid(code) ? code : k_replacement, '\'', ascii);
    return out + '\'';
}

bool can_backquote(std::string_view text) {
    while (!text.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(text, code);
        const bool control = code < 0x20 && code != '\t';
        if (length == 0 || code == 0xfeff || control || code == '`' || code == 0x7f) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

bool unquote_text(std::string_view quoted, std::string& out) {
    const char quote = quoted.front();
    std::string_view rest = quoted.substr(1, quoted.size() - 2);
    out.clear();
    if (quote == '`') {
        std::copy_if(rest.begin(), rest.end(), std::back_inserter(out), [](char c) { return c != '\r'; });
        return true;
    }
    while (!rest.empty()) {
        const auto read = read_char(rest, quote);
        if (!read) {
            return false;
        }
        if (read->is_byte) {
            out += static_cast<char>(static_cast<unsigned char>(read->code));
        } else {
            append_utf8(out, read->code);
        }
    }
    return true;
}

const char* unquote_rune(std::string_view quoted, char32_t& code) {
    std::string_view rest = quoted.substr(1);
    const auto read = read_char(rest, '\'');
    if (!read) {
        return "invalid syntax";
    }
    code = read->code;
    return rest == "'" ? nullptr : "malformed character constant";
}

}  // namespace yare::gotemplate
