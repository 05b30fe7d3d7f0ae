// What is explained, and how.
#pragma once

#include <string>
#include <vector>

#include "schema/document.hpp"

namespace yare {

struct Explanation {
    GroupVersionKind kind;            // of the type
    std::vector<std::string> fields;  // the way down to what is explained; empty: the type itself
    bool recursive = false;           // fields of fields, without their descriptions
};

/// More fields than any type has, so that schemas that multiply come to an end.
constexpr std::size_t k_max_explained_fields = 200000;

}  // namespace yare
