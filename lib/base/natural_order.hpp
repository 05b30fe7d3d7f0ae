// Names with numbers in them, in the order in which people count.
#pragma once

#include <compare>
#include <string_view>

namespace yare {

/// Compares byte by byte, but runs of digits by their value, however long: `web-2` before `web-10`, `1.9`
/// before `1.10`. Texts that differ in leading zeros only are ordered by their bytes.
std::strong_ordering natural_order(std::string_view a, std::string_view b);

}  // namespace yare
