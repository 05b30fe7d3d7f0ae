// What comes from the peer of an HTTP connection, buffered.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "transport/wire.hpp"

namespace yare {

class Incoming {
  public:
    /// `where` is the HOST:PORT for errors.
    Incoming(Wire& wire, std::string where);

    /// What has arrived and was not taken.
    std::string_view view() const { return {buffer_.get() + start_, end_ - start_}; }
    void take(std::size_t bytes) { start_ += bytes; }

    /// Waits for more bytes. False when the peer has closed. Throws TransportError when the wire fails, and
    /// with timeout_words() when its deadline passes. The buffer grows when nothing was taken, so callers
    /// bound that.
    bool fill();

    /// Whether the peer has closed in good order; meaningful after fill() returned false.
    bool closed_in_order() const { return in_order_; }

    void set_timeout_words(std::string words) { timeout_words_ = std::move(words); }
    std::size_t total() const { return total_; }  // bytes ever received
    const std::string& where() const { return where_; }

    [[noreturn]] void fail(TransportError::Cause cause, const std::string& words) const;

    /// fill(), or TransportError `unexpected EOF`.
    void need_more();

  private:
    void make_room();

    Wire& wire_;
    std::string where_;
    std::string timeout_words_;
    std::unique_ptr<char[]> buffer_;
    std::size_t size_;
    std::size_t start_ = 0;
    std::size_t end_ = 0;
    std::size_t total_ = 0;
    bool in_order_ = false;
};

}  // namespace yare
