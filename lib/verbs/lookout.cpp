#include "verbs/lookout.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>

#include "base/error.hpp"

namespace yare {

namespace {

using Cause = TransportError::Cause;

constexpr Milliseconds k_last_moment{300};  // from Ctrl-C to the end

// For poll(): rounded up, so that it does not end too early; -1 for no limit.
int poll_time(Lookout::Clock::time_point end) {
    if (end == Lookout::Clock::time_point::max()) {
        return -1;
    }
    const auto left = std::chrono::ceil<Milliseconds>(end - Lookout::Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, std::numeric_limits<int>::max()));
}

}  // namespace

Lookout::Lookout(Session& session) : session_(session), bell_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (bell_ < 0) {
        throw Error("no event descriptor can be made: too many open files");
    }
    session_.interrupt.begin();
}

Lookout::~Lookout() {
    end();
    if (!session_.interrupt.requested()) {
        session_.client.resume();
    }
    close(bell_);
}

void Lookout::end() {
    stop();
    join(false);
}

void Lookout::start(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    if (stopped_) {
        return;
    }
    auto& own = works_.emplace_back();
    try {
        own.thread = std::thread([this, &own, work = std::move(work)] {
            try {
                work();
            } catch (const TransportError& error) {
                if (error.cause() != Cause::cancelled || !is_stopped()) {
                    fail(std::current_exception());
                }
            } catch (const Interrupted&) {
                // Seen to by run().
            } catch (...) {
                fail(std::current_exception());
            }
            {
                const std::lock_guard ended(mutex_);
                own.has_ended = true;
            }
            ring();
        });
    } catch (const std::system_error& error) {
        works_.pop_back();
        throw Error(std::string("no thread can be started: ") + error.what());
    }
}

void Lookout::fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    // What breaks while everything is being stopped is no news.
    if (!failure_ && !stopped_) {
        failure_ = std::move(failure);
    }
}

std::shared_ptr<Client> Lookout::open_line() {
    auto line = session_.open_line();
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
    if (stopped_) {
        lines_.back()->client.cancel();
    }
    const Line* opened = lines_.back().get();
    return {&lines_.back()->client, [this, opened](Client*) { close_line(opened); }};
}

void Lookout::close_line(const Line* line) {
    const std::lock_guard lock(mutex_);
    lines_.remove_if([&](const auto& each) { return each.get() == line; });
}

void Lookout::ring() {
    const std::uint64_t one = 1;
    while (write(bell_, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void Lookout::on_stop(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wakes_.push_back(std::move(wake));
}

void Lookout::stop() {
    const std::lock_guard lock(mutex_);
    if (stopped_) {
        return;
    }
    stopped_ = true;
    stopping_.notify_all();
    for (auto& wake : wakes_) {
        wake();  // first: what breaks from here on is known to
    }
    session_.client.cancel();
    for (auto& line : lines_) {
        line->client.cancel();
    }
}

void Lookout::pause(Milliseconds time) const {
    std::unique_lock lock(mutex_);
    stopping_.wait_for(lock, time, [&] { return stopped_; });
}

bool Lookout::is_stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
}

void Lookout::join(bool only_ended) {
    for (;;) {
        std::list<Work> works;
        {
            const std::lock_guard lock(mutex_);
            for (auto each = works_.begin(); each != works_.end();) {
                const auto next = std::next(each);
                if (!only_ended || each->has_ended) {
                    works.splice(works.end(), works_, each);
                }
                each = next;
            }
        }
        if (works.empty()) {
            return;
        }
        for (auto& work : works) {
            work.thread.join();
        }
    }
}

// Until somebody rings, Ctrl-C, the reader's end, or `end`.
void Lookout::wait_until(Clock::time_point end) {
    pollfd waiting[] = {{bell_, POLLIN, 0},
                        {session_.interrupt.descriptor(), POLLIN, 0},
                        {session_.streams.out.descriptor(), 0, 0}};  // ignored where negative
    if (poll(waiting, std::size(waiting), poll_time(end)) < 0) {
        return;  // EINTR: a signal, to be looked at
    }
    std::uint64_t rings = 0;
    if (read(bell_, &rings, sizeof rings) < 0) {
        // Nobody rang.
    }
    if ((waiting[2].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
        throw BrokenPipe();
    }
}

// What is at work may hang in a write that nobody reads, or in a connection being opened.
void Lookout::end_soon() {
    const auto limit = Clock::now() + k_last_moment;
    for (;;) {
        join(true);
        {
            const std::lock_guard lock(mutex_);
            if (works_.empty()) {
                return;
            }
        }
        if (Clock::now() >= limit) {
            session_.interrupt.end_process();
            return;
        }
        pollfd bell{bell_, POLLIN, 0};
        poll(&bell, 1, poll_time(limit));
        std::uint64_t rings = 0;
        if (read(bell_, &rings, sizeof rings) < 0) {
            // The time is over.
        }
    }
}

void Lookout::run(const Look& look) {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (failure_) {
                break;
            }
        }
        if (session_.interrupt.requested()) {
            stop();
            end_soon();
            throw Interrupted("");
        }
        const auto content = look();
        if (!content) {
            break;
        }
        wait_until(*content);
        join(true);
    }
    end();
    if (failure_) {
        std::rethrow_exception(failure_);
    }
}

}  // namespace yare
