#include "base/terminal.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/text.hpp"

namespace yare {

namespace {

void append_hex_byte(std::string& out, unsigned char byte) {
    constexpr char hex[] = "0123456789abcdef";
    out += "\\x";
    out += hex[byte >> 4];
    out += hex[byte & 0xf];
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

// How many bytes at the front of `text` are printable ASCII; stops early, at the latest at the first that is
// not.
std::size_t plain_length(std::string_view text) {
    constexpr std::uint64_t k_ones = 0x0101010101010101;
    std::size_t length = 0;
    for (std::uint64_t word = 0; length + sizeof word <= text.size(); length += sizeof word) {
        std::memcpy(&word, text.data() + length, sizeof word);
        // The high bit of a byte comes up where it is below 0x20, from 0x7f on, or (rarely) behind such a
        // byte.
        if ((((word - 0x20 * k_ones) | word | (word + k_ones)) & (0x80 * k_ones)) != 0) {
            break;
        }
    }
    while (length < text.size() && text[length] >= 0x20 && text[length] < 0x7f) {
        ++length;
    }
    return length;
}

// Appends `text` up to an unfinished UTF-8 sequence at its end; returns where that begins.
std::size_t append_up_to_cut(std::string& out, std::string_view text) {
    std::size_t done = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        at += plain_length(text.substr(at));
        if (at == text.size()) {
            break;
        }
        char32_t code = 0;
        const auto rest = text.substr(at);
        const auto length = decode_utf8(rest, code);
        if (length == 0 && is_cut_utf8(rest)) {
            break;
        }
        if (length != 0 && !drives_terminal(code)) {
            at += length;
            continue;
        }
        out.append(text.substr(done, at - done));
        if (length == 0) {
            append_hex_byte(out, static_cast<unsigned char>(rest.front()));
        } else {
            append_shown(out, code);
        }
        at += length == 0 ? 1 : length;
        done = at;
    }
    out.append(text.substr(done, at - done));
    return at;
}

}  // namespace

bool drives_terminal(char32_t code) {
    return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code <= 0x9f) ||
           (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0x200e ||
           code == 0x200f || code == 0x2028 || code == 0x2029;
}

void append_harmless(std::string& out, std::string_view text, std::string& pending) {
    if (pending.empty()) {
        const auto end = append_up_to_cut(out, text);
        if (end != text.size()) {
            pending = text.substr(end);
        }
        return;
    }
    pending.append(text);
    pending.erase(0, append_up_to_cut(out, pending));
}

void append_harmless(std::string& out, std::string_view text) {
    for (const char c : text.substr(append_up_to_cut(out, text))) {
        append_hex_byte(out, static_cast<unsigned char>(c));
    }
}

std::string harmless(std::string_view text, std::string& pending) {
    std::string out;
    out.reserve(text.size());
    append_harmless(out, text, pending);
    return out;
}

std::string harmless(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    append_harmless(out, text);
    return out;
}

}  // namespace yare
