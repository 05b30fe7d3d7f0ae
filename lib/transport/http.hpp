// HTTP as values, and the one interface to the wire.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace yare {

using Header = std::pair<std::string, std::string>;

struct HttpRequest {
    std::string method = "GET";
    std::string path;  // percent-encoded, begins with `/`; no server prefix
    std::vector<std::pair<std::string, std::string>> query;  // not encoded; sent in this order
    std::vector<Header> headers;                             // Accept, Content-Type, ...; never credentials
    std::string body;
    Milliseconds timeout{0};  // for the whole exchange; 0: no limit
    bool wants_head = false;  // the receiver gets an empty piece as soon as the head is there

    /// path and query, percent-encoded: `/api/v1/pods?limit=500`. A path from --raw may hold a query already.
    std::string target() const;
};

struct HttpResponse {
    int status = 0;
    std::vector<Header> headers;  // names as the server wrote them, values verbatim (not percent-decoded)

    /// The first header of that name (case-insensitive), or empty.
    std::string_view header(std::string_view name) const;
};

/// Called for every piece of a body as it arrives, decoded (chunks, gzip); `head` is the same each time.
/// Returning false ends the exchange: the connection is closed and send() returns.
using BodyReceiver = std::function<bool(const HttpResponse& head, std::string_view piece)>;

/// Sends requests to one server, one at a time, over a kept-alive connection.
class Transport {
  public:
    virtual ~Transport() = default;

    /// Sends `request` and passes the body to `receive`. Any HTTP status is a result, not an error. Throws
    /// TransportError when there is no whole answer: not reached, cut, malformed, too slow; after pieces may
    /// have been received. Follows no redirect. An exception from `receive` closes the connection and comes
    /// out of send().
    virtual HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) = 0;

    /// Ends an exchange that another thread is in: its send() throws TransportError; so does every later one.
    virtual void cancel() {}
    /// Takes that back, once nobody is in send(): it may be called again.
    virtual void resume() {}

    /// The headers that send() adds to those of `request`, credentials included: for a trace, which masks
    /// them.
    virtual std::vector<Header> own_headers(const HttpRequest& /*request*/) { return {}; }
};

}  // namespace yare
