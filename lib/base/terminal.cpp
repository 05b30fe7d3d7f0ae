#include "base/terminal.hpp"

#include "base/text.hpp"

namespace yare {

namespace {

void append_hex_byte(std::string& out, unsigned char byte) {
    constexpr char hex[] = "0123456789abcdef";
    out += "\\x";
    out += hex[byte >> 4];
    out += hex[byte & 0xf];
}

// Characters that a terminal obeys or that reorder what stands beside them.
bool drives_terminal(char32_t code) {
    return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code <= 0x9f) ||
           (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0x200e ||
           code == 0x200f || code == 0x2028 || code == 0x2029;
}

void append_shown(std::string& out, char32_t code) {
    if (code < 0x20 || code == 0x7f) {
        out += '^';
        out += static_cast<char>(code ^ 0x40);
        return;
    }
    constexpr char hex[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        out += hex[(code >> shift) & 0xf];
    }
}

// Whether `text` could be the beginning of a UTF-8 sequence that goes on in the next piece.
bool is_unfinished(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() >= length) {
        return false;
    }
    for (const char c : text.substr(1)) {
        if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string harmless(std::string_view text, std::string& pending) {
    std::string joined;
    if (!pending.empty()) {
        joined = pending.append(text);
        pending.clear();
        text = joined;
    }
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        char32_t code = 0;
        const auto length = decode_utf8(text, code);
        if (length == 0) {
            if (is_unfinished(text)) {
                pending = text;
                return out;
            }
            append_hex_byte(out, static_cast<unsigned char>(text.front()));
            text.remove_prefix(1);
            continue;
        }
        if (drives_terminal(code)) {
            append_shown(out, code);
        } else {
            out.append(text.substr(0, length));
        }
        text.remove_prefix(length);
    }
    return out;
}

std::string harmless(std::string_view text) {
    std::string pending;
    std::string out = harmless(text, pending);
    for (const char c : pending) {
        append_hex_byte(out, static_cast<unsigned char>(c));
    }
    return out;
}

}  // namespace yare
