// Strings and keys of KYAML (sigs.k8s.io/yaml v1.6.0, kyaml/kyaml.go).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace yare {

/// Appends `text` (valid UTF-8) between double quotes. What has line breaks begins on a line of its own and
/// goes on a new one behind each break; those lines are indented by `indent` spaces and one more.
void append_kyaml_string(std::string& out, std::string_view text, std::size_t indent);

/// Appends `key` and the colon behind it: on one line, quoted unless it is made of letters, numbers and `_`,
/// with `-`, `.` and `/` inside, and no reader of YAML could take it for anything but a string.
void append_kyaml_key(std::string& out, std::string_view key);

}  // namespace yare
