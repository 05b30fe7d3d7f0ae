// Escapes of texts.
#include "base/encoding.hpp"
#include "base/unicode.hpp"
#include "output/template/functions.hpp"
#include "output/template/runes.hpp"

namespace yare::gotemplate {

namespace {

// The byte of `text` that Go's decoder names when it refuses it.
std::size_t base64_error_offset(std::string_view text) {
    const auto skip_newlines = [&](std::size_t at) {
        while (at < text.size() && (text[at] == '\n' || text[at] == '\r')) {
            ++at;
        }
        return at;
    };
    std::size_t digits = 0;  // of the group of four
    for (std::size_t at = skip_newlines(0); at < text.size(); at = skip_newlines(at)) {
        const char c = text[at++];
        if (c != '=') {
            const bool valid = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                               c == '+' || c == '/';
            if (!valid) {
                return at - 1;
            }
            digits = (digits + 1) % 4;
            continue;
        }
        if (digits < 2) {
            return at - 1;
        }
        at = skip_newlines(at);
        if (digits == 2) {
            if (at == text.size()) {
                return at;
            }
            if (text[at] != '=') {
                return at - 1;
            }
            at = skip_newlines(at + 1);
        }
        return at;  // what is behind the padding
    }
    return text.size() - digits;  // the group that is not whole
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '\0':
                out += "\xef\xbf\xbd";
                break;
            case '"':
                out += "&#34;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string escape_js(std::string_view text) {
    constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    while (!text.empty()) {
        const Rune rune = decode_rune(text);
        const char32_t code = rune.code;
        if (code == '\\' || code == '\'' || code == '"') {
            out += '\\';
            out += static_cast<char>(code);
        } else if (code < 0x20 || code == '<' || code == '>' || code == '&' || code == '=') {
            out += "\\u00";
            out += hex[code >> 4];
            out += hex[code & 0xf];
        } else if (code < 0x80 || is_printable(code)) {
            out += text.substr(0, rune.length);
        } else {
            const std::string shown = show_rune(code);  // U+XXXX
            out += "\\u" + shown.substr(2);
        }
        text.remove_prefix(rune.length);
    }
    return out;
}

std::string decode_base64(std::string_view text) {
    auto decoded = base64_decode(text);
    if (!decoded) {
        throw Error("base64 decode failed: illegal base64 data at input byte " +
                    std::to_string(base64_error_offset(text)));
    }
    return *decoded;
}

}  // namespace yare::gotemplate
