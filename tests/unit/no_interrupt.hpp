// A user who never presses Ctrl-C.
#pragma once

#include "verbs/session.hpp"

namespace yare {

class NoInterrupt final : public Interrupt {
  public:
    bool requested() const override { return false; }
    int descriptor() const override { return -1; }
};

}  // namespace yare
