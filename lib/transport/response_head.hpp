// The head of an HTTP/1.x response: status line and header fields.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "transport/http.hpp"
#include "transport/incoming.hpp"

namespace yare {

struct ResponseHead {
    HttpResponse response;
    std::string reason;  // `Not Found`
    bool keep_alive =
        false;  // whether the connection may serve another request, going by version and Connection
};

/// How the end of a body is known (RFC 9112 section 6.3).
struct Framing {
    enum class Kind { none, length, chunked, until_close };
    Kind kind = Kind::none;
    std::uint64_t length = 0;  // for Kind::length
};

/// Reads the final head off `in`, over 1xx ones. Throws TransportError: Cause::closed `EOF` when the peer
/// closed without a byte, protocol in the words of Go's net/http when it is malformed, longer than 1 MiB, has
/// more than 1000 fields, or is a 101.
ResponseHead read_head(Incoming& in);

/// Throws TransportError for lengths and encodings that cannot be trusted. With both Transfer-Encoding and
/// Content-Length the former counts, and keep_alive is cleared.
Framing framing_of(ResponseHead& head, std::string_view method, const Incoming& in);

}  // namespace yare
