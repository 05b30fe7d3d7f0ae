#include "interrupt.hpp"

#include <signal.h>

#include <atomic>

namespace yare {

namespace {

// A signal handler has nothing else to reach.
std::atomic<bool> g_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_interrupt(int) { g_requested = true; }

}  // namespace

void SignalInterrupt::begin() {
    struct sigaction old {};
    if (sigaction(SIGINT, nullptr, &old) != 0 || old.sa_handler == SIG_IGN || g_requested) {
        return;
    }
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    action.sa_flags = SA_RESETHAND | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
}

bool SignalInterrupt::requested() const { return g_requested; }

}  // namespace yare
