// The hash that --append-hash puts behind a name.
#pragma once

#include <string>
#include <string_view>

namespace yare {

/// Ten letters and digits, no vowels, for the JSON text that stands for an object's contents
/// (kubectl/pkg/util/hash).
std::string name_hash(std::string_view encoded);

}  // namespace yare
