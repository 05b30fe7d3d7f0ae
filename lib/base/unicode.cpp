#include "base/unicode.hpp"

#include <algorithm>
#include <iterator>

namespace yare {

namespace {

#include "base/unicode_ranges.inc"

template <std::size_t N>
bool is_within(char32_t code, const CodeRange (&ranges)[N]) {
    const auto* range = std::lower_bound(std::begin(ranges), std::end(ranges), code,
                                         [](const CodeRange& each, char32_t c) { return each.last < c; });
    return range != std::end(ranges) && range->first <= code;
}

}  // namespace

bool is_printable(char32_t code) {
    return code < 0x80 ? code >= 0x20 && code != 0x7f : is_within(code, k_printable);
}

bool is_letter(char32_t code) {
    return code < 0x80 ? (code | 0x20) >= 'a' && (code | 0x20) <= 'z' : is_within(code, k_letters);
}

bool is_number(char32_t code) {
    return code < 0x80 ? code >= '0' && code <= '9' : is_within(code, k_numbers);
}

bool is_digit(char32_t code) { return code < 0x80 ? code >= '0' && code <= '9' : is_within(code, k_digits); }

std::span<const CodeRange> letters() { return k_letters; }

std::span<const CodeRange> digits() { return k_digits; }

}  // namespace yare
