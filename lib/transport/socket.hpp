// TCP: dialling, and a Wire over a socket.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "transport/open_sockets.hpp"
#include "transport/origin.hpp"
#include "transport/wire.hpp"

namespace yare {

/// Owns a non-blocking socket, which belongs to `family` where there is one.
class Socket : public Wire {
  public:
    explicit Socket(int descriptor, std::shared_ptr<OpenSockets> family = nullptr)
        : descriptor_(descriptor), family_(std::move(family)) {
        if (family_) family_->add(descriptor_);
    }
    ~Socket() override;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    WireRead read(char* into, std::size_t size) noexcept override;
    WireStatus write(std::string_view bytes) noexcept override;
    void set_deadline(Deadline deadline) noexcept override { deadline_ = deadline; }
    WireFailure failure() const override;
    void finish() noexcept override {}
    int descriptor() const noexcept override { return descriptor_; }

  private:
    int descriptor_;
    std::shared_ptr<OpenSockets> family_;
    Deadline deadline_ = k_never;
    int error_ = 0;  // errno of the last failure
    bool error_in_write_ = false;
};

/// Connects to `url`'s host and port: every address is tried, the next one 300 ms after the last (RFC 8305)
/// or as soon as that one fails. The socket has TCP_NODELAY and SO_KEEPALIVE. Throws TransportError with Go's
/// words for the first address that failed (`dial tcp 10.0.0.1:6443: connect: no route to host`) and
/// `url.authority()` as host. The socket belongs to `family`, where there is one, as soon as it is there.
std::unique_ptr<Socket> dial(const Origin& url, Deadline deadline,
                             std::shared_ptr<OpenSockets> family = nullptr);

/// errno in Go's words: `connection reset by peer`.
std::string system_words(int error);

}  // namespace yare
