#include "interrupt.hpp"

#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>

namespace yare {

namespace {

// A signal handler has nothing else to reach.
std::atomic<bool> g_requested = false;
std::atomic<int> g_bell = -1;
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

extern "C" void on_interrupt(int) {
    const int error = errno;
    g_requested = true;
    const std::uint64_t one = 1;
    if (g_bell >= 0 && write(g_bell, &one, sizeof one) < 0) {
        // Who looks at requested() sees it all the same.
    }
    errno = error;
}

}  // namespace

void SignalInterrupt::begin() {
    struct sigaction old {};
    if (sigaction(SIGINT, nullptr, &old) != 0 || old.sa_handler == SIG_IGN || g_requested) {
        return;
    }
    if (g_bell < 0) {
        g_bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    }
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    action.sa_flags = SA_RESETHAND | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
}

bool SignalInterrupt::requested() const { return g_requested; }

void SignalInterrupt::end_process() {
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
}

int SignalInterrupt::descriptor() const { return g_bell; }

}  // namespace yare
