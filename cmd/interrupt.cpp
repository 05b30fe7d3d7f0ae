#include "interrupt.hpp"

#include <signal.h>

namespace yare {

namespace {

// A signal handler has nothing else to reach.
volatile sig_atomic_t g_requested = 0;

extern "C" void on_interrupt(int) { g_requested = 1; }

}  // namespace

void SignalInterrupt::begin() {
    struct sigaction old {};
    if (sigaction(SIGINT, nullptr, &old) != 0 || old.sa_handler == SIG_IGN || g_requested != 0) {
        return;
    }
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    action.sa_flags = SA_RESETHAND | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
}

bool SignalInterrupt::requested() const { return g_requested != 0; }

}  // namespace yare
