#include "base/natural_order.hpp"

#include <algorithm>

namespace yare {

namespace {

bool starts_with_digit(std::string_view text) {
    return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

// Takes the digits at the front of `text` and returns them without leading zeros.
std::string_view take_number(std::string_view& text) {
    std::string_view digits = text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
    text.remove_prefix(digits.size());
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

}  // namespace

std::strong_ordering natural_order(std::string_view a, std::string_view b) {
    const std::string_view whole_a = a;
    const std::string_view whole_b = b;
    while (!a.empty() && !b.empty()) {
        if (starts_with_digit(a) && starts_with_digit(b)) {
            const std::string_view x = take_number(a);
            const std::string_view y = take_number(b);
            if (const auto order = x.size() != y.size() ? x.size() <=> y.size() : x <=> y; order != 0) {
                return order;
            }
        } else if (a.front() != b.front()) {
            return static_cast<unsigned char>(a.front()) <=> static_cast<unsigned char>(b.front());
        } else {
            a.remove_prefix(1);
            b.remove_prefix(1);
        }
    }
    return a.empty() && b.empty() ? whole_a <=> whole_b : a.size() <=> b.size();
}

}  // namespace yare
