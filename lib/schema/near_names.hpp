// Names that somebody may have meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

/// Those of `names` that differ from `name` by letter case alone or by at most two letters too few, too many
/// or wrong (one for names under five letters), nearest first, three at most. None for names longer than 100
/// bytes.
std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names);

}  // namespace yare
