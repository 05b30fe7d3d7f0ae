// What dialling and sockets share.
#pragma once

#include <string>

#include "transport/wire.hpp"

struct sockaddr;  // <sys/socket.h>

namespace yare {

/// `10.0.0.1:6443`, `[::1]:6443`.
std::string address_words(const sockaddr& address);

/// The same for the other end of a connected socket; empty when there is none any more.
std::string peer_words(int descriptor);

/// The time left as poll() takes it: -1 for no deadline, rounded up.
int poll_milliseconds(Deadline deadline);

}  // namespace yare
