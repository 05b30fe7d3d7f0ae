// A user who never presses Ctrl-C.
#pragma once

#include "verbs/session.hpp"

namespace yare {

class NoInterrupt final : public Interrupt {
  public:
    void begin() override {}
    bool requested() const override { return false; }
};

}  // namespace yare
