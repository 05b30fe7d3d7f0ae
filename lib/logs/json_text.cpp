#include "logs/json_text.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/terminal.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::uint64_t k_ones = 0x0101010101010101;
constexpr std::string_view k_replacement = "\\ufffd";

// The high bit of each byte that is zero, and maybe of one behind such a byte.
std::uint64_t zero_bytes(std::uint64_t word) { return (word - k_ones) & ~word; }

bool is_plain(char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

// How many bytes at the front of `text` are printable ASCII and need no escape.
std::size_t plain_length(std::string_view text) {
    std::size_t length = 0;
    for (std::uint64_t word = 0; length + sizeof word <= text.size(); length += sizeof word) {
        std::memcpy(&word, text.data() + length, sizeof word);
        const auto controls = (word - 0x20 * k_ones) | word | (word + k_ones);
        const auto escaped = zero_bytes(word ^ ('"' * k_ones)) | zero_bytes(word ^ ('\\' * k_ones));
        if (((controls | escaped) & (0x80 * k_ones)) != 0) {
            break;
        }
    }
    while (length < text.size() && is_plain(text[length])) {
        ++length;
    }
    return length;
}

void append_escape(std::string& out, char32_t code) {
    constexpr std::string_view k_short = "\"\\\b\f\n\r\t";
    constexpr std::string_view k_letters = "\"\\bfnrt";
    const auto at = code < 0x80 ? k_short.find(static_cast<char>(code)) : std::string_view::npos;
    if (at != std::string_view::npos) {
        out += '\\';
        out += k_letters[at];
        return;
    }
    constexpr char hex[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        out += hex[(code >> shift) & 0xf];
    }
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
        if (length != 0 && code >= 0x80 && !drives_terminal(code)) {
            at += length;
            continue;
        }
        out.append(text.substr(done, at - done));
        if (length == 0) {
            out += k_replacement;
        } else {
            append_escape(out, code);
        }
        at += length == 0 ? 1 : length;
        done = at;
    }
    out.append(text.substr(done, at - done));
    return at;
}

}  // namespace

void append_json_text(std::string& out, std::string_view text, std::string& pending, bool last) {
    if (pending.empty()) {
        const auto end = append_up_to_cut(out, text);
        if (end != text.size()) {
            pending = text.substr(end);
        }
    } else {
        pending.append(text);
        pending.erase(0, append_up_to_cut(out, pending));
    }
    if (last) {
        for (; !pending.empty(); pending.pop_back()) {
            out += k_replacement;
        }
    }
}

std::string json_text(std::string_view text) {
    std::string out;
    std::string pending;
    append_json_text(out, text, pending, true);
    return out;
}

}  // namespace yare
