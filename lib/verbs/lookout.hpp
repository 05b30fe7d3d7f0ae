// Threads at work, and the calling one looking out for Ctrl-C and for the reader of standard output.
#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "verbs/session.hpp"

namespace yare {

class Lookout {
  public:
    using Clock = std::chrono::steady_clock;

    /// `session` must outlive it.
    explicit Lookout(Session& session);
    /// Stops what is at work and waits for it. The session's client can be used again then.
    ~Lookout();
    Lookout(const Lookout&) = delete;
    Lookout& operator=(const Lookout&) = delete;

    /// Runs `work` in a thread of its own. What it throws comes out of run(), which then stops all others; a
    /// TransportError or Interrupted after stop() does not. May be called by any thread.
    void start(std::function<void()> work);

    /// A connection that stop() breaks. To be let go of before this ends.
    std::shared_ptr<Client> open_line();

    /// Has run() ask its `look` again. May be called by any thread.
    void ring();

    /// What `look` says of how long it is content: nothing: all is done; else until when it need not be
    /// asked again unless somebody rings.
    using Look = std::function<std::optional<Clock::time_point>()>;

    /// Returns when `look` says that all is done; then everything has been stopped and has ended. Throws
    /// Interrupted (without words) after Ctrl-C (which ends the process where something hangs), BrokenPipe
    /// when nobody reads standard output any more, and what a thread threw.
    void run(const Look& look);

    /// stop(), and waits until nothing is at work any more.
    void end();

    /// Breaks all connections and calls the functions given to on_stop().
    void stop();
    bool is_stopped() const;

    /// Waits that long, or until stop(). To be called by a thread at work.
    void pause(Milliseconds time) const;

    /// `wake` is called by stop(): for what waits in other ways than on a connection.
    void on_stop(std::function<void()> wake);

  private:
    void wait_until(Clock::time_point end);
    void fail(std::exception_ptr failure);
    void join(bool only_ended);
    void end_soon();
    void close_line(const Line* line);

    struct Work {
        std::thread thread;
        bool has_ended = false;
    };

    Session& session_;
    mutable std::mutex mutex_;
    mutable std::condition_variable stopping_;
    std::list<Work> works_;
    std::list<std::unique_ptr<Line>> lines_;
    std::list<std::function<void()>> wakes_;
    std::exception_ptr failure_;
    bool stopped_ = false;
    int bell_;  // eventfd
};

}  // namespace yare
