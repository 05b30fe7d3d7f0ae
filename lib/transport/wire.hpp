// Bytes to and from a peer, whatever carries them: a socket, or TLS over another wire.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace yare {

using Clock = std::chrono::steady_clock;

/// A point in time that an operation may not pass; `k_never` for none.
using Deadline = Clock::time_point;
constexpr Deadline k_never = Deadline::max();

enum class WireStatus {
    ok,
    end,      // the peer said that it sends no more
    cut,      // the connection ended without a word (TLS without close_notify)
    timeout,  // the deadline passed
    failed    // see Wire::failure()
};

struct WireRead {
    WireStatus status = WireStatus::ok;
    std::size_t bytes = 0;  // at least 1 when ok
};

/// Why a wire failed, in Go's words.
struct WireFailure {
    TransportError::Cause cause = TransportError::Cause::other;
    std::string words;
};

/// Functions here do not throw (they run below C libraries); after anything but `ok` a wire is good for
/// nothing but failure() and finish(), except that reading may go on after `timeout` with a new deadline.
class Wire {
  public:
    virtual ~Wire() = default;

    /// Waits for bytes and returns those that are there.
    virtual WireRead read(char* into, std::size_t size) noexcept = 0;

    /// Writes all of `bytes`.
    virtual WireStatus write(std::string_view bytes) noexcept = 0;

    virtual void set_deadline(Deadline deadline) noexcept = 0;

    /// The last `failed` in words.
    virtual WireFailure failure() const = 0;

    /// Tells the peer that no more is coming, without waiting for anything.
    virtual void finish() noexcept = 0;

    /// The socket at the bottom.
    virtual int descriptor() const noexcept = 0;
};

}  // namespace yare
