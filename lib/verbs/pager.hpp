// Reads answers ahead: one thread receives while another prints.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "verbs/client.hpp"

namespace yare {

/// Sends requests in the background, one after the other, and hands their bodies on in pieces and in order.
/// At most `window` bytes are held: a slow reader slows the server down. Not copyable; the destructor stops
/// what is under way.
class Pager {
  public:
    Pager(Client& client, Subject subject, std::size_t window = k_window);
    ~Pager();
    Pager(const Pager&) = delete;
    Pager& operator=(const Pager&) = delete;

    /// Puts a request in line. It is sent as soon as the ones before it have been received.
    void request(HttpRequest request);

    /// The next piece of the answer being read; nothing at its end, after which the next answer begins.
    /// Throws what sending it threw; then the Pager has nothing more to give.
    std::optional<std::string> next();

    static constexpr std::size_t k_window = std::size_t{1} << 20;
    static constexpr std::size_t k_piece = std::size_t{64} << 10;

  private:
    void run();
    void receive(const HttpRequest& request);
    bool push(std::optional<std::string> piece);

    Client& client_;
    Subject subject_;
    std::size_t window_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<HttpRequest> requests_;
    std::deque<std::optional<std::string>> pieces_;
    std::size_t held_ = 0;  // bytes in pieces_
    std::exception_ptr failure_;
    bool stopped_ = false;
    std::thread thread_;
};

}  // namespace yare
