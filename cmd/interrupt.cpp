#include "interrupt.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>

namespace yare {

namespace {

// A signal handler has nothing else to reach.
volatile sig_atomic_t g_requested = 0;
int g_pipe[2] = {-1, -1};

extern "C" void on_interrupt(int) {
    const int error = errno;
    g_requested = 1;
    const char byte = 0;
    static_cast<void>(!write(g_pipe[1], &byte, 1));
    errno = error;
}

}  // namespace

void SignalInterrupt::begin() {
    struct sigaction old {};
    if (sigaction(SIGINT, nullptr, &old) != 0 || old.sa_handler == SIG_IGN ||
        pipe2(g_pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
        return;
    }
    struct sigaction action {};
    action.sa_handler = on_interrupt;
    action.sa_flags = SA_RESETHAND | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
}

bool SignalInterrupt::requested() const { return g_requested != 0; }

int SignalInterrupt::descriptor() const { return g_pipe[0]; }

}  // namespace yare
