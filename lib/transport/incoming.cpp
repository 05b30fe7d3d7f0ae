#include "transport/incoming.hpp"

#include <cstring>
#include <utility>

namespace yare {
namespace {

constexpr std::size_t k_buffer = std::size_t{32} << 10;

}  // namespace

Incoming::Incoming(Wire& wire, std::string where)
    : wire_(wire),
      where_(std::move(where)),
      buffer_(std::make_unique_for_overwrite<char[]>(k_buffer)),
      size_(k_buffer) {}

void Incoming::make_room() {
    if (start_ == end_) {
        start_ = end_ = 0;
        return;
    }
    if (end_ < size_) return;
    const std::size_t held = end_ - start_;
    // Callers bound what they leave untaken.
    const std::size_t wanted = start_ == 0 ? size_ * 2 : size_;
    auto larger = std::make_unique_for_overwrite<char[]>(wanted);
    std::memcpy(larger.get(), buffer_.get() + start_, held);
    buffer_ = std::move(larger);
    size_ = wanted;
    start_ = 0;
    end_ = held;
}

bool Incoming::fill() {
    make_room();
    const auto [status, bytes] = wire_.read(buffer_.get() + end_, size_ - end_);
    switch (status) {
        case WireStatus::ok:
            end_ += bytes;
            total_ += bytes;
            return true;
        case WireStatus::timeout:
            fail(TransportError::Cause::timeout, timeout_words_);
        case WireStatus::failed: {
            const WireFailure failure = wire_.failure();
            fail(failure.cause, failure.words);
        }
        case WireStatus::end:
        case WireStatus::cut:
            break;
    }
    in_order_ = status == WireStatus::end;
    return false;
}

void Incoming::fail(TransportError::Cause cause, const std::string& words) const {
    throw TransportError(cause, where_, words);
}

void Incoming::need_more() {
    if (!fill()) fail(TransportError::Cause::closed, "unexpected EOF");
}

}  // namespace yare
