#include "base/yaml_key_order.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

#include "base/text.hpp"
#include "base/unicode.hpp"

namespace yare {

namespace {

constexpr bool is_ascii_letter(unsigned char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

std::u32string decoded(std::string_view text) {
    std::u32string out;
    while (!text.empty()) {
        char32_t code = 0xfffd;
        const std::size_t length = std::max<std::size_t>(decode_utf8(text, code), 1);
        out += code;
        text.remove_prefix(length);
    }
    return out;
}

// The value of the digits from `at` on, put behind `value` (wrapping around, as Go's int64).
std::int64_t number_at(const std::u32string& text, std::size_t& at, std::uint64_t value) {
    for (; at < text.size() && is_digit(text[at]); ++at) {
        value = value * 10 + (text[at] - U'0');
    }
    return static_cast<std::int64_t>(value);
}

// Whether the digits in front of `at` are more than zeros: then a zero at `at` is not a leading one.
bool follows_number(const std::u32string& text, std::size_t at) {
    while (at > 0 && is_digit(text[at - 1])) {
        if (text[--at] != '0') {
            return true;
        }
    }
    return false;
}

bool differing_less(const std::u32string& a, const std::u32string& b, std::size_t at) {
    const bool a_letter = is_letter(a[at]);
    const bool b_letter = is_letter(b[at]);
    if (a_letter && b_letter) {
        return a[at] < b[at];
    }
    if (a_letter || b_letter) {
        return b_letter;
    }
    const bool zero = a[at] == '0' || b[at] == '0';
    const std::uint64_t start = zero && follows_number(a, at) ? 1 : 0;
    std::size_t a_end = at;
    std::size_t b_end = at;
    const std::int64_t a_number = number_at(a, a_end, start);
    const std::int64_t b_number = number_at(b, b_end, start);
    if (a_number != b_number) {
        return a_number < b_number;
    }
    if (a_end != b_end) {
        return a_end < b_end;
    }
    return a[at] < b[at];
}

}  // namespace

bool yaml_key_less(std::string_view a, std::string_view b) {
    const std::size_t common = std::min(a.size(), b.size());
    const auto i = static_cast<std::size_t>(
        std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(common), b.begin()).first -
        a.begin());
    if (i == common) {
        return a.size() < b.size();
    }
    const auto x = static_cast<unsigned char>(a[i]);
    const auto y = static_cast<unsigned char>(b[i]);
    if (x < 0x80 && y < 0x80 && (is_ascii_letter(x) || is_ascii_letter(y))) {
        return is_ascii_letter(x) && is_ascii_letter(y) ? x < y : is_ascii_letter(y);
    }
    const std::u32string first = decoded(a);
    const std::u32string second = decoded(b);
    const auto at =
        std::mismatch(first.begin(), first.end(), second.begin(), second.end()).first - first.begin();
    if (static_cast<std::size_t>(at) >= std::min(first.size(), second.size())) {
        return first.size() < second.size();
    }
    return differing_less(first, second, static_cast<std::size_t>(at));
}

}  // namespace yare
