// SIGINT, for verbs that finish what is on the wire before they stop.
#pragma once

#include "verbs/session.hpp"

namespace yare {

/// One a process.
class SignalInterrupt final : public Interrupt {
  public:
    SignalInterrupt() = default;
    SignalInterrupt(const SignalInterrupt&) = delete;
    SignalInterrupt& operator=(const SignalInterrupt&) = delete;

    /// From here on the first SIGINT only sets requested(); a second one ends the process. Does nothing where
    /// SIGINT is ignored (a job in the background).
    void begin();

    bool requested() const override;
    int descriptor() const override;
};

}  // namespace yare
