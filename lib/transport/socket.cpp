#include "transport/socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>

#include "base/text.hpp"
#include "transport/socket_address.hpp"

namespace yare {
namespace {

/// poll() on one descriptor. False when the deadline passed.
bool wait_for(int descriptor, short events, Deadline deadline) {
    for (;;) {
        pollfd entry{descriptor, events, 0};
        const int ready = poll(&entry, 1, poll_milliseconds(deadline));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return true;  // the following call reports it
        if (deadline != k_never && Clock::now() >= deadline) return false;
    }
}

std::string end_words(int descriptor, bool peer) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    const int failed =
        peer ? getpeername(descriptor, generic, &size) : getsockname(descriptor, generic, &size);
    return failed != 0 ? "" : address_words(*generic);
}

}  // namespace

std::string peer_words(int descriptor) { return end_words(descriptor, true); }

int poll_milliseconds(Deadline deadline) {
    if (deadline == k_never) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<long long>(left, 0, std::numeric_limits<int>::max()));
}

std::string address_words(const sockaddr& address) {
    char text[INET6_ADDRSTRLEN] = "";
    if (address.sa_family == AF_INET6) {
        const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
        inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
        return join_host_port(text, ntohs(v6.sin6_port));
    }
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    return join_host_port(text, ntohs(v4.sin_port));
}

std::string system_words(int error) {
    std::string words = std::generic_category().message(error);
    if (!words.empty()) words[0] = to_lower(words.substr(0, 1))[0];  // Go's tables begin in lower case
    return words;
}

Socket::~Socket() {
    if (family_) family_->remove(descriptor_);
    close(descriptor_);
}

WireRead Socket::read(char* into, std::size_t size) noexcept {
    for (;;) {
        const auto count = recv(descriptor_, into, size, 0);
        if (count > 0) return {WireStatus::ok, static_cast<std::size_t>(count)};
        if (count == 0) return {WireStatus::end, 0};
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            error_ = errno;
            error_in_write_ = false;
            return {WireStatus::failed, 0};
        }
        if (!wait_for(descriptor_, POLLIN, deadline_)) return {WireStatus::timeout, 0};
    }
}

WireStatus Socket::write(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        const auto count = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            error_ = errno;
            error_in_write_ = true;
            return WireStatus::failed;
        }
        if (!wait_for(descriptor_, POLLOUT, deadline_)) return WireStatus::timeout;
    }
    return WireStatus::ok;
}

WireFailure Socket::failure() const {
    const std::string verb = error_in_write_ ? "write" : "read";
    std::string ends = end_words(descriptor_, false);
    const std::string peer = peer_words(descriptor_);  // gone after a reset
    if (!peer.empty()) ends += "->" + peer;
    const bool closed = error_ == ECONNRESET || error_ == EPIPE;
    const auto cause = closed                ? TransportError::Cause::closed
                       : error_ == ETIMEDOUT ? TransportError::Cause::timeout
                                             : TransportError::Cause::other;
    return {cause, verb + " tcp " + ends + ": " + verb + ": " + system_words(error_)};
}

}  // namespace yare
