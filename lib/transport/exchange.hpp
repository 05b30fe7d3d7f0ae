// One request and its answer on an open connection.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "transport/body.hpp"
#include "transport/gunzip.hpp"
#include "transport/http.hpp"
#include "transport/incoming.hpp"
#include "transport/response_head.hpp"
#include "transport/wire.hpp"

namespace yare {

/// An open connection: the wire and what has been read ahead from it.
struct Link {
    Link(std::unique_ptr<Wire> opened, std::string where)
        : wire(std::move(opened)), in(*wire, std::move(where)) {}

    /// Whether the peer has closed, or sent what nobody asked for, since the last exchange. Does not wait.
    bool stale();

    std::unique_ptr<Wire> wire;
    Incoming in;
};

/// Sends a request and reads its answer: strict head, framing and gzip. Functions throw TransportError.
class Exchange {
  public:
    /// All arguments must outlive it. The answer must be whole by `deadline`.
    Exchange(Link& link, const HttpRequest& request, const BodyReceiver& receive, Deadline deadline);

    /// Sends `head` (request line and fields with the empty line behind them) and the request's body, reads
    /// the answer and passes its body on, decoded, piece by piece as it arrives. Returns whether it was read
    /// to its proper end: false when the receiver wanted no more. What the receiver throws comes out.
    bool run(std::string head);

    /// Whether the connection can serve another request.
    bool reusable() const;

    /// Whether any byte of an answer has come.
    bool answered() const { return link_.in.total() != total_before_; }

    const HttpResponse& response() const { return head_.response; }

  private:
    void send_request(std::string head);
    void receive_head();
    void choose_decoding();
    bool deliver(std::string_view piece);

    Link& link_;
    const HttpRequest& request_;
    const BodyReceiver& receive_;
    std::size_t total_before_;
    std::string write_failure_;  // reading goes on after it: the peer may have said why
    ResponseHead head_;
    std::optional<BodyReader> body_;
    std::optional<Gunzip> gunzip_;
};

}  // namespace yare
