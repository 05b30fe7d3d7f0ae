// The last wall against a completion that hangs, wherever it does.
#pragma once

#include "base/time.hpp"

namespace yare {

/// Once armed, the process ends after `limit` with status 0 and `:4` (nothing to offer) on stdout, even where
/// it is stuck in the system: in a file on a server that is gone, in a resolver. One at a time.
class CompletionWatchdog {
  public:
    void arm(Milliseconds limit);

    /// To be called once, before the answer is printed. Does not return when the time is over.
    void disarm();
};

}  // namespace yare
