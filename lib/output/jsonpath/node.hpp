// What a jsonpath template is made of, as kubectl's dialect has it (client-go/util/jsonpath/node.go).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/regex.hpp"

namespace yare::jsonpath {

struct Node;
struct Condition;

/// Nodes that work one after the other on the values that the one before left.
using Path = std::vector<Node>;

/// `[start:stop:step]` or, with `derived`, `[start]`.
struct Slice {
    std::int64_t start = 0;
    std::int64_t stop = 0;
    std::int64_t step = 0;
    bool has_start = false;
    bool has_stop = false;
    bool has_step = false;
    bool derived = false;  // stop was made from start
};

struct Node {
    enum class Kind : std::uint8_t {
        text,        // text between actions or a quoted string; name
        action,      // {...}: paths[0]
        field,       // .name
        identifier,  // range, end, and words that mean nothing; name
        integer,
        floating,
        boolean,
        slice,
        wildcard,
        recursive,
        join,   // [a,b]: paths
        filter  // [?(...)]: condition
    };

    Kind kind = Kind::text;
    bool boolean = false;
    std::int64_t integer = 0;
    double floating = 0;
    std::string name;
    Slice slice;
    std::vector<Path> paths;
    std::shared_ptr<const Condition> condition;
};

/// What stands in a filter.
struct Condition {
    enum class Kind : std::uint8_t {
        exists,   // left has any value
        compare,  // left OPERATOR right
        match,    // left =~ /pattern/
        all,      // parts joined by &&
        any,      // parts joined by ||
        negated   // ! parts[0]
    };

    Kind kind = Kind::exists;
    std::string comparison;  // the operator as written; kubectl refuses an unknown one when it comes to it
    Path left;
    Path right;
    std::shared_ptr<const Regex> pattern;
    std::vector<Condition> parts;
};

}  // namespace yare::jsonpath
