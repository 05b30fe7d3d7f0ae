// Amounts of resources: `100m`, `1.5Gi`, `2e3`.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// `text` as apimachinery/pkg/api/resource writes a parsed Quantity into JSON: `0.1` is `100m`, `1024Mi` is
/// `1Gi`, `1500m` stays. Throws Error in its words for what is no quantity.
std::string canonical_quantity(std::string_view text);

}  // namespace yare
