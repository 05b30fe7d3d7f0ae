// The order of keys in YAML output.
#pragma once

#include <string_view>

namespace yare {

/// Whether go-yaml v2 writes key `a` before key `b` (sorter.go): letters behind everything else, numbers by
/// value. Not a strict order for keys that mix letters of many scripts with digits: sort with an algorithm
/// that bears it.
bool yaml_key_less(std::string_view a, std::string_view b);

}  // namespace yare
