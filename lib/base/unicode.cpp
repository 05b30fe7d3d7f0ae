#include "base/unicode.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/text.hpp"

namespace yare {

namespace {

// Those of every `step`th character differ from their upper case by `distance`.
struct CaseRange {
    char32_t first, last;
    std::uint8_t step;
    std::int32_t distance;
};

#include "base/unicode_ranges.inc"
#include "base/upper_case.inc"

// The range that `code` is in, or null.
template <class Range, std::size_t N>
const Range* find_range(char32_t code, const Range (&ranges)[N]) {
    const auto* range = std::lower_bound(std::begin(ranges), std::end(ranges), code,
                                         [](const Range& each, char32_t c) { return each.last < c; });
    return range != std::end(ranges) && range->first <= code ? range : nullptr;
}

char32_t upper(char32_t code) {
    if (code < 0x80) {
        return code >= 'a' && code <= 'z' ? code - 'a' + 'A' : code;
    }
    const auto* range = find_range(code, k_upper_case);
    const bool has_upper = range != nullptr && (code - range->first) % range->step == 0;
    return has_upper ? static_cast<char32_t>(static_cast<std::int32_t>(code) + range->distance) : code;
}

}  // namespace

bool is_printable(char32_t code) {
    return code < 0x80 ? code >= 0x20 && code != 0x7f : find_range(code, k_printable) != nullptr;
}

bool is_letter(char32_t code) {
    return code < 0x80 ? (code | 0x20) >= 'a' && (code | 0x20) <= 'z'
                       : find_range(code, k_letters) != nullptr;
}

std::string go_upper(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        char32_t code = 0xfffd;
        const std::size_t size = std::max<std::size_t>(decode_utf8(text, code), 1);
        append_utf8(out, upper(code));
        text.remove_prefix(size);
    }
    return out;
}

bool is_number(char32_t code) {
    return code < 0x80 ? code >= '0' && code <= '9' : find_range(code, k_numbers) != nullptr;
}

bool is_digit(char32_t code) {
    return code < 0x80 ? code >= '0' && code <= '9' : find_range(code, k_digits) != nullptr;
}

std::span<const CodeRange> letter_ranges() { return k_letters; }

std::span<const CodeRange> digit_ranges() { return k_digits; }

}  // namespace yare
