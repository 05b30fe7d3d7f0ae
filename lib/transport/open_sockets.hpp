// The sockets of one transport, to be shut by another thread.
#pragma once

#include <mutex>
#include <set>

namespace yare {

/// All functions may be called by any thread.
class OpenSockets {
  public:
    /// From here on shut() ends what happens on that socket, connecting it, too; at once where it was called
    /// before.
    void add(int descriptor);
    /// To be called before the socket is closed.
    void remove(int descriptor);

    /// Shuts every socket, and each that is added later: who waits for one gets an end or an error.
    void shut();
    bool is_shut() const;
    /// Sockets that are added from here on stay open again.
    void reopen();

  private:
    mutable std::mutex mutex_;
    std::set<int> descriptors_;
    bool is_shut_ = false;
};

}  // namespace yare
