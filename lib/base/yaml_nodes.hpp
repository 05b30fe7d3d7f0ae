// A YAML text as a tree of nodes that know where they stand in it, for changing it in place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace yare {

struct YamlNode {
    enum class Kind { scalar, alias, sequence, mapping };
    Kind kind = Kind::scalar;
    bool flow = false;      // a collection in brackets
    bool named = false;     // it has an anchor or a tag
    std::size_t begin = 0;  // in bytes, with its anchor and tag
    std::size_t end = 0;    // one past its last byte; line breaks and comments behind a block are not in it
    std::size_t line = 0;   // where it begins, from 0
    std::string key;        // the value of a scalar that is a key
    /// Places in YamlNodes: the elements of a sequence; of a mapping each key and behind it its value.
    std::vector<std::size_t> children;
};

/// The first document of a text; element 0 is its root.
using YamlNodes = std::vector<YamlNode>;

/// Reads the first document of `text` (UTF-8 without a byte order mark); empty where there is none. Throws
/// YamlError.
YamlNodes read_yaml_nodes(std::string_view text);

}  // namespace yare
