#include "verbs/bulk.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "base/error.hpp"

namespace yare {

namespace {

std::exception_ptr not_begun() { return std::make_exception_ptr(Interrupted("interrupted")); }

// What the threads share.
class Pool {
  public:
    Pool(Session& session, const BulkWork& work) : session_(session), work_(work), pieces_(work.count) {}

    void run() {
        const auto lines = std::min(work_.count, static_cast<std::size_t>(work_.concurrency));
        std::vector<std::thread> threads;
        threads.reserve(lines);
        try {
            for (std::size_t i = 0; i < lines; ++i) {
                threads.emplace_back([this, i] { serve(i); });
            }
            hand_on();
        } catch (...) {
            stop();
            join(threads);
            throw;
        }
        join(threads);
    }

  private:
    struct Piece {
        bool finished = false;
        std::exception_ptr error;
    };

    static void join(std::vector<std::thread>& threads) {
        for (auto& thread : threads) {
            thread.join();
        }
    }

    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }

    // One connection's thread.
    void serve(std::size_t number) {
        std::unique_ptr<Line> line;
        for (;;) {
            std::size_t index = 0;
            bool skip = false;
            {
                const std::lock_guard lock(mutex_);
                if (next_ == pieces_.size()) {
                    return;
                }
                index = next_++;
                skip = stopped_ || session_.interrupt.requested();
            }
            std::exception_ptr error = skip ? not_begun() : nullptr;
            try {
                if (!skip) {
                    work_.run(client(number, line), index);
                }
            } catch (...) {
                error = std::current_exception();
            }
            const std::lock_guard lock(mutex_);
            pieces_[index] = {true, error};
            changed_.notify_one();
        }
    }

    // The first thread goes on with the connection that is open already.
    Client& client(std::size_t number, std::unique_ptr<Line>& line) {
        if (number == 0) {
            return session_.client;
        }
        if (!line) {
            line = session_.open_line();
        }
        return line->client;
    }

    void hand_on() {
        for (std::size_t index = 0; index < pieces_.size(); ++index) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return pieces_[index].finished; });
            const auto error = pieces_[index].error;
            lock.unlock();
            work_.done(index, error);
        }
    }

    Session& session_;
    const BulkWork& work_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Piece> pieces_;
    std::size_t next_ = 0;
    bool stopped_ = false;
};

void run_in_sequence(Session& session, const BulkWork& work) {
    for (std::size_t index = 0; index < work.count; ++index) {
        std::exception_ptr error;
        try {
            if (session.interrupt.requested()) {
                error = not_begun();
            } else {
                work.run(session.client, index);
            }
        } catch (...) {
            error = std::current_exception();
        }
        work.done(index, error);
    }
}

}  // namespace

void run_bulk(Session& session, const BulkWork& work) {
    if (work.count <= 1 || work.concurrency <= 1) {
        run_in_sequence(session, work);
    } else {
        Pool(session, work).run();
    }
}

}  // namespace yare
