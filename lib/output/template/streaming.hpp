// Whether a template over a List can be executed while its items arrive.
#pragma once

#include <optional>

#include "output/template/node.hpp"

namespace yare::gotemplate {

struct Streaming {
    const BranchNode* range = nullptr;  // the one that goes through the items; null: none looks at them
};

/// A value when the items are reached through nothing but one `{{range .items}}` (or `$.items`) that runs at
/// most once: not inside another range, and in the main template, which no template calls. The rest of the
/// List may be looked at member by member, but not as a whole.
std::optional<Streaming> find_streaming(const Templates& templates);

}  // namespace yare::gotemplate
