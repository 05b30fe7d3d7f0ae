#include "verbs/pager.hpp"

#include <utility>

namespace yare {

Pager::Pager(Client& client, Subject subject, std::size_t window)
    : client_(client), subject_(std::move(subject)), window_(window), thread_([this] { run(); }) {}

Pager::~Pager() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Pager::request(HttpRequest request) {
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(std::move(request));
    }
    changed_.notify_all();
}

std::optional<std::string> Pager::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !pieces_.empty() || failure_; });
    if (pieces_.empty()) {
        std::rethrow_exception(failure_);
    }
    auto piece = std::move(pieces_.front());
    pieces_.pop_front();
    held_ -= piece ? piece->size() : 0;
    lock.unlock();
    changed_.notify_all();
    return piece;
}

void Pager::run() {
    try {
        for (;;) {
            HttpRequest request;
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [&] { return stopped_ || !requests_.empty(); });
                if (stopped_) {
                    return;
                }
                request = std::move(requests_.front());
                requests_.pop_front();
            }
            receive(request);
        }
    } catch (...) {
        const std::lock_guard lock(mutex_);
        failure_ = std::current_exception();
    }
    changed_.notify_all();
}

// Small pieces are put together, so that the two threads meet a few times a page and not at every record of
// TLS.
void Pager::receive(const HttpRequest& request) {
    std::string gathered;
    try {
        client_.stream(request, subject_, [&](const HttpResponse&, std::string_view piece) {
            gathered.append(piece);
            return gathered.size() < k_piece || push(std::exchange(gathered, {}));
        });
    } catch (...) {
        if (!gathered.empty()) {
            push(std::move(gathered));  // what came before it broke off
        }
        throw;
    }
    if (!gathered.empty()) {
        push(std::move(gathered));
    }
    push(std::nullopt);
}

// Waits for room. False when nobody reads any more.
bool Pager::push(std::optional<std::string> piece) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || held_ < window_; });
    if (stopped_) {
        return false;
    }
    held_ += piece ? piece->size() : 0;
    pieces_.push_back(std::move(piece));
    lock.unlock();
    changed_.notify_all();
    return true;
}

}  // namespace yare
