// What a plain scalar of YAML 1.1 means, as go-yaml v2 resolves it; shared by the reader and the writer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace yare {

/// A resolved scalar. `text` kinds (string, timestamp, merge) have no value beside their text.
struct YamlScalar {
    enum class Kind : std::uint8_t { string, null, boolean, integer, unsigned_integer, floating, timestamp };
    Kind kind = Kind::string;
    bool boolean = false;
    std::int64_t integer = 0;
    std::uint64_t unsigned_integer = 0;  // only above the range of int64
    double floating = 0;                 // may be infinite or not a number (.inf, .nan)
};

/// The meaning of an untagged plain scalar.
YamlScalar resolve_yaml_scalar(std::string_view text);

/// The same for a scalar with an explicit tag of the bool, int, float and null family, which reads timestamps
/// as strings (only !!timestamp and untagged scalars look for them).
YamlScalar resolve_yaml_scalar_without_time(std::string_view text);

/// Whether go-yaml would read `text`, written plain, as the string it is: no other kind, and no YAML 1.1
/// sexagesimal.
bool yaml_plain_is_string(std::string_view text);

/// go-yaml's short name of a kind: `!!int`.
const char* yaml_short_tag(YamlScalar::Kind kind);

}  // namespace yare
