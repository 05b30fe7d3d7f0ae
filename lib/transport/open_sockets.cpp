#include "transport/open_sockets.hpp"

#include <sys/socket.h>

namespace yare {

void OpenSockets::add(int descriptor) {
    const std::lock_guard lock(mutex_);
    descriptors_.insert(descriptor);
    if (is_shut_) shutdown(descriptor, SHUT_RDWR);
}

void OpenSockets::remove(int descriptor) {
    const std::lock_guard lock(mutex_);
    descriptors_.erase(descriptor);
}

void OpenSockets::shut() {
    const std::lock_guard lock(mutex_);
    is_shut_ = true;
    for (const int descriptor : descriptors_) shutdown(descriptor, SHUT_RDWR);
}

void OpenSockets::reopen() {
    const std::lock_guard lock(mutex_);
    is_shut_ = false;
}

bool OpenSockets::is_shut() const {
    const std::lock_guard lock(mutex_);
    return is_shut_;
}

}  // namespace yare
