// The body of a response without its framing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "transport/incoming.hpp"
#include "transport/response_head.hpp"

namespace yare {

class BodyReader {
  public:
    BodyReader(Incoming& in, Framing framing);

    /// The next bytes, as soon as there are any and at most `size`; 0 at the proper end. Throws
    /// TransportError: `unexpected EOF` for a body that was cut, Go's words for malformed chunks.
    std::size_t read(char* into, std::size_t size);

    /// Whether the proper end was read.
    bool done() const { return state_ == State::done; }

  private:
    enum class State { data, chunk_start, chunk_end, trailer, until_close, done };

    std::string_view line();
    void start_chunk();
    void end_chunk();
    void read_trailer();
    bool ready();

    Incoming& in_;
    State state_ = State::done;
    bool chunked_ = false;
    std::uint64_t left_ = 0;    // of the body, or of the chunk
    std::size_t overhead_ = 0;  // bytes of chunk lines that carried nothing
};

}  // namespace yare
