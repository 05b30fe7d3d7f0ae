// SIGINT, for verbs that finish what is on the wire before they stop.
#pragma once

#include "verbs/session.hpp"

namespace yare {

/// One a process. Does nothing where SIGINT is ignored (a job in the background).
class SignalInterrupt final : public Interrupt {
  public:
    SignalInterrupt() = default;
    SignalInterrupt(const SignalInterrupt&) = delete;
    SignalInterrupt& operator=(const SignalInterrupt&) = delete;

    void begin() override;
    bool requested() const override;
    int descriptor() const override;
    void end_process() override;
};

}  // namespace yare
