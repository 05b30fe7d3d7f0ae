// The colour of a table's cell, by the name of its column and the words in it.
#pragma once

#include <string_view>

#include "base/color.hpp"

namespace yare {

enum class CellKind {
    plain,   // never coloured
    status,  // columns named STATUS, PHASE, STATE, HEALTH or READY, or with such a last word
    event    // TYPE, of events: only `Warning` is coloured
};

CellKind cell_kind(std::string_view column);

/// Whether a status says that work is over, so that `0/1` ready is as it should be.
bool is_finished(std::string_view status);

/// Green for what is as it should be (`Running`, `Bound`, `Completed`, `True`, `2/2`), yellow for what may
/// become so (`Pending`, `ContainerCreating`, `Terminating`, `Unknown`, `Init:0/2`, `1/2`), red for what is
/// not (`CrashLoopBackOff`, `Error`, `Evicted`, `NotReady`, `Failed`, `False`); none for other words.
Color cell_color(CellKind kind, std::string_view text);

}  // namespace yare
