// What status, wait and rollout status share.
#pragma once

#include "flags.hpp"
#include "request/model.hpp"

namespace yare {

/// The value of a flag that takes a Go duration, `otherwise` where it was not given. What is shorter than a
/// millisecond is one: it is not nothing.
Milliseconds read_waiting_time(const ParsedFlags& flags, const char* name, Milliseconds otherwise);

}  // namespace yare
