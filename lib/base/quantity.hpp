// Amounts of resources: `100m`, `1.5Gi`, `2e3`.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace yare {

/// `text` as apimachinery/pkg/api/resource writes a parsed Quantity into JSON: `0.1` is `100m`, `1024Mi` is
/// `1Gi`, `1500m` stays. Throws Error in its words for what is no quantity.
std::string canonical_quantity(std::string_view text);

/// What a quantity amounts to, exactly: 0.DIGITS * 10^magnitude. Zero has no digits; else neither the first
/// nor the last digit is 0.
struct QuantityValue {
    int sign = 0;  // -1, 0, 1
    long long magnitude = 0;
    std::string digits;
};

/// The amount of what apimachinery's ParseQuantity takes (`k` alone is 0, too), rounded away from zero to a
/// multiple of 10^-9, binary ones capped at 2^63-1, as it does; nothing for other texts.
std::optional<QuantityValue> parse_quantity(std::string_view text);

/// By amount, as apimachinery's Quantity.Cmp: `1000m` equals `1`.
std::strong_ordering operator<=>(const QuantityValue& a, const QuantityValue& b);
inline bool operator==(const QuantityValue& a, const QuantityValue& b) { return (a <=> b) == 0; }

}  // namespace yare
