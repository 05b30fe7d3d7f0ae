#include "transport/body.hpp"

#include <algorithm>
#include <cstring>

namespace yare {
namespace {

constexpr std::size_t k_line_limit = 4096;  // net/http/internal maxLineLength
constexpr std::size_t k_trailer_limit = std::size_t{64} << 10;
constexpr std::size_t k_overhead_limit = std::size_t{16}
                                         << 10;  // net/http/internal: excess of chunk lines over data
constexpr auto k_protocol = TransportError::Cause::protocol;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

BodyReader::BodyReader(Incoming& in, Framing framing) : in_(in), left_(framing.length) {
    switch (framing.kind) {
        case Framing::Kind::none:
            break;
        case Framing::Kind::length:
            state_ = left_ == 0 ? State::done : State::data;
            break;
        case Framing::Kind::chunked:
            state_ = State::chunk_start;
            chunked_ = true;
            break;
        case Framing::Kind::until_close:
            state_ = State::until_close;
            break;
    }
}

/// A line of the chunk framing, which must end in CRLF. It is taken and stays valid until the next fill().
std::string_view BodyReader::line() {
    std::size_t searched = 0;
    for (;;) {
        const auto view = in_.view();
        const auto end = view.find('\n', searched);
        if (end != std::string_view::npos && end <= k_line_limit) {
            if (end == 0 || view[end - 1] != '\r') in_.fail(k_protocol, "malformed chunked encoding");
            in_.take(end + 1);
            return view.substr(0, end - 1);
        }
        if (view.size() > k_line_limit) in_.fail(k_protocol, "chunked line too long");
        searched = view.size();
        in_.need_more();
    }
}

void BodyReader::start_chunk() {
    std::string_view text = line();
    overhead_ += text.size() + 2;
    const auto extension = text.find(';');
    text = text.substr(0, extension);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    if (text.empty()) in_.fail(k_protocol, "empty hex number for chunk length");
    if (text.size() > 15) in_.fail(k_protocol, "http chunk length too large");
    left_ = 0;
    for (const char c : text) {
        const int digit = hex_digit(c);
        if (digit < 0) in_.fail(k_protocol, "invalid byte in chunk length");
        left_ = left_ << 4 | static_cast<std::uint64_t>(digit);
    }
    // Every chunk may cost some 16 bytes and twice its data; more is an attack on patience.
    overhead_ -= static_cast<std::size_t>(std::min<std::uint64_t>(overhead_, 16 + 2 * left_));
    if (overhead_ > k_overhead_limit) in_.fail(k_protocol, "chunked encoding contains too much non-data");
    state_ = left_ == 0 ? State::trailer : State::data;
}

void BodyReader::end_chunk() {
    while (in_.view().size() < 2) in_.need_more();
    if (in_.view().substr(0, 2) != "\r\n") in_.fail(k_protocol, "malformed chunked encoding");
    in_.take(2);
    state_ = State::chunk_start;
}

void BodyReader::read_trailer() {
    std::size_t total = 0;
    for (;;) {
        const auto size = line().size();
        if (size == 0) break;
        total += size;
        if (total > k_trailer_limit)
            in_.fail(k_protocol, "http: suspiciously long trailer after chunked body");
    }
    state_ = State::done;
}

/// Moves to the next data. False at the end of the body.
bool BodyReader::ready() {
    for (;;) {
        switch (state_) {
            case State::data: {
                if (in_.view().empty()) in_.need_more();
                return true;
            }
            case State::until_close:
                if (!in_.view().empty() || in_.fill()) return true;
                if (!in_.closed_in_order()) in_.fail(TransportError::Cause::closed, "unexpected EOF");
                state_ = State::done;
                return false;
            case State::chunk_start:
                start_chunk();
                break;
            case State::chunk_end:
                end_chunk();
                break;
            case State::trailer:
                read_trailer();
                break;
            case State::done:
                return false;
        }
    }
}

std::size_t BodyReader::read(char* into, std::size_t size) {
    if (!ready()) return 0;
    std::size_t count = std::min(size, in_.view().size());
    if (state_ == State::data) count = static_cast<std::size_t>(std::min<std::uint64_t>(count, left_));
    std::memcpy(into, in_.view().data(), count);
    in_.take(count);
    if (state_ == State::data) {
        left_ -= count;
        if (left_ == 0) state_ = chunked_ ? State::chunk_end : State::done;
    }
    return count;
}

}  // namespace yare
