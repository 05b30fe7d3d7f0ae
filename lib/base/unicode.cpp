#include "base/unicode.hpp"

#include <algorithm>
#include <iterator>

namespace yare {

namespace {

#include "base/unicode_ranges.inc"

template <typename Ranges>
bool contains(const Ranges& ranges, char32_t code) {
    const auto* const found =
        std::lower_bound(std::begin(ranges), std::end(ranges), code,
                         [](const CodeRange& range, char32_t value) { return range.last < value; });
    return found != std::end(ranges) && found->first <= code;
}

}  // namespace

bool is_unicode_letter(char32_t code) {
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    }
    return contains(k_letters, code);
}

bool is_unicode_digit(char32_t code) {
    return code < 0x80 ? code >= '0' && code <= '9' : contains(k_digits, code);
}

std::span<const CodeRange> unicode_letters() { return k_letters; }

std::span<const CodeRange> unicode_digits() { return k_digits; }

}  // namespace yare
