// How Go writes JSON: strings and numbers.
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/json_tree.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr char k_hex[] = "0123456789abcdef";
constexpr char32_t k_replacement = 0xfffd;

char32_t hex4(const char* p) {
    char32_t value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = p[i];
        const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
}

bool is_high_surrogate(char32_t code) { return code >= 0xd800 && code < 0xdc00; }
bool is_low_surrogate(char32_t code) { return code >= 0xdc00 && code < 0xe000; }

// Decodes \uXXXX at the front of `raw` (checked by the parser), a surrogate pair as one character.
std::size_t decode_unicode_escape(std::string_view raw, std::string& out) {
    const char32_t code = hex4(raw.data() + 2);
    if (is_high_surrogate(code) && raw.size() >= 12 && raw[6] == '\\' && raw[7] == 'u') {
        const char32_t low = hex4(raw.data() + 8);
        if (is_low_surrogate(low)) {
            append_utf8(out, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
            return 12;
        }
    }
    append_utf8(out, is_high_surrogate(code) || is_low_surrogate(code) ? k_replacement : code);
    return 6;
}

char simple_escape(char c) {
    switch (c) {
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        default:
            return c;
    }
}

void append_u00(std::string& out, unsigned char c) {
    out += "\\u00";
    out += k_hex[c >> 4];
    out += k_hex[c & 0xf];
}

void append_escaped_ascii(std::string& out, unsigned char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            append_u00(out, c);
    }
}

bool needs_escape(unsigned char c) {
    return c < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&';
}

// Go's strconv.FormatFloat(value, 'f' or 'e', -1, 64) as encoding/json uses it.
void append_float(std::string& out, double value) {
    char text[64];
    const auto result = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific);
    std::string_view rest(text, static_cast<std::size_t>(result.ptr - text));
    if (rest.front() == '-') {
        out += '-';
        rest.remove_prefix(1);
    }
    const auto e = rest.find('e');
    int exponent = 0;
    const auto* exponent_begin = rest.data() + e + (rest[e + 1] == '+' ? 2 : 1);
    std::from_chars(exponent_begin, rest.data() + rest.size(), exponent);
    std::string digits(rest.substr(0, 1));
    if (e > 2) {
        digits += rest.substr(2, e - 2);
    }
    const double magnitude = std::fabs(value);
    const auto count = static_cast<int>(digits.size());
    if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
        out += digits[0];
        if (count > 1) {
            out += '.';
            out.append(digits, 1);
        }
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(exponent));
    } else if (exponent < 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-exponent - 1), '0');
        out += digits;
    } else if (exponent + 1 >= count) {
        out += digits;
        out.append(static_cast<std::size_t>(exponent + 1 - count), '0');
    } else {
        out.append(digits, 0, static_cast<std::size_t>(exponent + 1));
        out += '.';
        out.append(digits, static_cast<std::size_t>(exponent + 1));
    }
}

}  // namespace

void append_json_string_decoded(std::string& out, std::string_view raw) {
    while (!raw.empty()) {
        const auto c = static_cast<unsigned char>(raw.front());
        if (c == '\\' && raw[1] == 'u') {
            raw.remove_prefix(decode_unicode_escape(raw, out));
        } else if (c == '\\') {
            out += simple_escape(raw[1]);
            raw.remove_prefix(2);
        } else if (c < 0x80) {
            std::size_t run = 1;
            while (run < raw.size() && raw[run] != '\\' && static_cast<unsigned char>(raw[run]) < 0x80) {
                ++run;
            }
            out.append(raw.substr(0, run));
            raw.remove_prefix(run);
        } else {
            char32_t code = 0;
            const auto length = decode_utf8(raw, code);
            append_utf8(out, length == 0 ? k_replacement : code);
            raw.remove_prefix(length == 0 ? 1 : length);
        }
    }
}

void append_go_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t done = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x80) {
            if (needs_escape(c)) {
                out.append(text.substr(done, at - done));
                append_escaped_ascii(out, c);
                done = at + 1;
            }
            ++at;
            continue;
        }
        char32_t code = 0;
        const auto length = decode_utf8(text.substr(at), code);
        if (length == 0 || code == 0x2028 || code == 0x2029) {
            out.append(text.substr(done, at - done));
            out += length == 0 ? "\\ufffd" : code == 0x2028 ? "\\u2028" : "\\u2029";
            done = at + (length == 0 ? 1 : length);
        }
        at += length == 0 ? 1 : length;
    }
    out.append(text.substr(done));
    out += '"';
}

bool append_go_number(std::string& out, std::string_view raw) {
    const char* const end = raw.data() + raw.size();
    std::int64_t integer = 0;
    if (const auto read = std::from_chars(raw.data(), end, integer);
        read.ec == std::errc() && read.ptr == end) {
        out += integer == 0 ? "0" : raw;
        return true;
    }
    std::uint64_t natural = 0;
    if (const auto read = std::from_chars(raw.data(), end, natural);
        read.ec == std::errc() && read.ptr == end) {
        out += raw;
        return true;
    }
    double value = 0;
    const auto read = std::from_chars(raw.data(), end, value);
    if (read.ec == std::errc::result_out_of_range) {
        // Too small is zero in Go, too large an error: a mantissa of digits cannot tell, strtod can.
        value = std::strtod(std::string(raw).c_str(), nullptr);
    }
    if (read.ptr != end || !std::isfinite(value)) {
        return false;
    }
    append_float(out, value);
    return true;
}

}  // namespace yare
