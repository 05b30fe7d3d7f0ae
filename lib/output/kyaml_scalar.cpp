#include "output/kyaml_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "base/yaml_scalar_writer.hpp"
#include "base/yaml_timestamp.hpp"

namespace yare {

namespace {

constexpr char k_hex[] = "0123456789abcdef";
constexpr std::size_t k_longest_simple_key = 1024;  // YAML's, in characters

enum class ByteClass : std::uint8_t { as_is, escaped, beyond_ascii };

constexpr std::array<ByteClass, 256> k_classes = [] {
    std::array<ByteClass, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
        const bool as_is = c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
        table[c] = c >= 0x80 ? ByteClass::beyond_ascii : as_is ? ByteClass::as_is : ByteClass::escaped;
    }
    return table;
}();

// Letters and digits of ASCII, and `_`: what may stand anywhere in a key without quotes.
constexpr std::array<bool, 256> k_bare = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 0x80; ++c) {
        table[c] = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
    }
    return table;
}();

ByteClass class_of(char c) { return k_classes[static_cast<unsigned char>(c)]; }

void append_hex(std::string& out, char kind, char32_t code, int digits) {
    out += '\\';
    out += kind;
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
        out += k_hex[(code >> shift) & 0xf];
    }
}

// One character that does not stand for itself.
void append_escape(std::string& out, char32_t code) {
    const char name = yaml_escape_letter(code);
    if (name != '\0') {
        out += {'\\', name};
    } else if (code < 0x80) {
        append_hex(out, 'x', code, 2);
    } else if (code < 0x10000) {
        append_hex(out, 'u', code, 4);
    } else {
        append_hex(out, 'U', code, 8);
    }
}

// Text without line breaks; a tab stands for itself in values.
void append_line(std::string& out, std::string_view text, bool escape_tab) {
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (class_of(text[i]) == ByteClass::as_is) {
            ++i;
            continue;
        }
        char32_t code = static_cast<unsigned char>(text[i]);
        std::size_t size = 1;
        if (class_of(text[i]) == ByteClass::beyond_ascii) {
            size = std::max<std::size_t>(decode_utf8(text.substr(i), code), 1);
        }
        const bool as_is = code >= 0x80 ? is_printable(code) : code == '\t' && !escape_tab;
        if (!as_is) {
            out += text.substr(done, i - done);
            append_escape(out, code);
            done = i + size;
        }
        i += size;
    }
    out += text.substr(done);
}

// The digits of what Go's ParseInt takes with base 0 (no sign comes here, no underscores).
bool is_go_integer(std::string_view text) {
    int base = 10;
    if (text.size() > 1 && text[0] == '0') {
        const char mark = static_cast<char>(text[1] | 0x20);
        const bool has_mark = text.size() > 2 && (mark == 'x' || mark == 'b' || mark == 'o');
        base = !has_mark || mark == 'o' ? 8 : mark == 'x' ? 16 : 2;
        text.remove_prefix(has_mark ? 2 : 1);
    }
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value, base);
    return read.ec == std::errc() && read.ptr == end && text.front() != '-';
}

// Whether Go's ParseFloat takes it, too large a number apart.
bool is_go_float(const std::string& text) {
    const std::string lower = to_lower(text);
    if (lower == "inf" || lower == "infinity" || lower == "nan") {
        return true;
    }
    const bool is_hex = lower.starts_with("0x");
    const std::string_view digits = is_hex ? "0123456789abcdef" : "0123456789";
    std::string_view rest = std::string_view(lower).substr(is_hex ? 2 : 0);
    const auto take = [&](std::string_view set) {
        const std::size_t count = std::min(rest.find_first_not_of(set), rest.size());
        rest.remove_prefix(count);
        return count;
    };
    std::size_t mantissa = take(digits);
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        mantissa += take(digits);
    }
    const bool has_exponent = rest.starts_with(is_hex ? 'p' : 'e');
    if (has_exponent) {
        rest.remove_prefix(1);
        rest.remove_prefix(rest.starts_with('-') || rest.starts_with('+') ? 1 : 0);
    }
    const bool is_complete = has_exponent ? take("0123456789") > 0 : !is_hex;
    return mantissa > 0 && is_complete && rest.empty() && !std::isinf(std::strtod(lower.c_str(), nullptr));
}

// kyaml's isTypeAmbiguous, for keys of the characters that may stand without quotes.
bool looks_like_another_type(std::string_view key) {
    static constexpr std::array<std::string_view, 11> k_words = {"null",  "true", "t", "y",  "yes", "on",
                                                                 "false", "f",    "n", "no", "off"};
    const char first = key.front();
    const bool starts_with_digit = first >= '0' && first <= '9';
    constexpr std::string_view k_first_of_words = "nNtTyYoOfFiI_";
    if (!starts_with_digit && k_first_of_words.find(first) == std::string_view::npos) {
        return false;
    }
    constexpr std::size_t k_longest_word = 8;  // infinity
    if (!starts_with_digit && first != '_' && key.size() > k_longest_word &&
        key.find('_') == std::string_view::npos) {
        return false;
    }
    const std::string lower = to_lower(key);
    if (std::find(k_words.begin(), k_words.end(), lower) != k_words.end()) {
        return true;
    }
    std::string number(key);
    std::erase(number, '_');
    return (!number.empty() && (is_go_integer(number) || is_go_float(number))) || is_yaml_timestamp(key);
}

bool needs_quotes(std::string_view key) {
    if (key.empty()) {
        return true;
    }
    bool was_inner = true;  // whether the character before this may not stand at an end
    for (std::size_t i = 0; i < key.size();) {
        char32_t code = static_cast<unsigned char>(key[i]);
        if (k_bare[code]) {
            was_inner = false;
            ++i;
            continue;
        }
        std::size_t size = 1;
        if (code >= 0x80) {
            size = std::max<std::size_t>(decode_utf8(key.substr(i), code), 1);
        }
        const bool is_inner = code == '-' || code == '.' || code == '/';
        if ((is_inner && i == 0) || (!is_inner && !is_letter(code) && !is_number(code))) {
            return true;
        }
        was_inner = is_inner;
        i += size;
    }
    return was_inner || looks_like_another_type(key);
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

void append_kyaml_string(std::string& out, std::string_view text, std::size_t indent) {
    out += '"';
    std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        append_line(out, text, false);
        out += '"';
        return;
    }
    out += "\\\n";
    while (!text.empty()) {
        out.append(indent, ' ');
        // Blanks at the start of a line do not count in YAML unless they are escaped. kubectl puts a
        // backslash in front of the escapes of other white space, too, which makes `\\r` of `\r`: not done
        // here.
        const bool is_blank = text.front() == ' ' || text.front() == '\t';
        out += is_blank ? '\\' : ' ';
        append_line(out, text.substr(0, end), false);
        out += end == std::string_view::npos ? "\\\n" : "\\n\\\n";
        text.remove_prefix(std::min(end, text.size() - 1) + 1);
        end = text.find('\n');
    }
    out.append(indent, ' ');
    out += '"';
}

void append_kyaml_key(std::string& out, std::string_view key) {
    const std::size_t start = out.size();
    if (!needs_quotes(key)) {
        out += key;
    } else {
        out += '"';
        for (std::size_t end = key.find('\n'); end != std::string_view::npos; end = key.find('\n')) {
            append_line(out, key.substr(0, end), true);
            out += "\\n";
            key.remove_prefix(end + 1);
        }
        append_line(out, key, true);
        out += '"';
    }
    const std::size_t length = out.size() - start;
    if (length > k_longest_simple_key &&
        count_characters(std::string_view(out).substr(start)) > k_longest_simple_key) {
        out.insert(start, "? ");
    }
    out += ':';
}

}  // namespace yare
