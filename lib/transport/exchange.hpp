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

/// Stands between a generous HTTP library and the peer: the library writes its request head here and reads an
/// answer that was checked before (strict head, framing and gzip), reduced to a status line and the bare
/// body. Functions throw TransportError.
class Exchange {
  public:
    /// All arguments must outlive it. The answer must be whole by `deadline`.
    Exchange(Link& link, const HttpRequest& request, const BodyReceiver& receive, Deadline deadline);

    /// Takes bytes of the request head; they are sent with the body at the first read().
    void write(std::string_view bytes) { outgoing_.append(bytes); }

    /// `HTTP/1.1 STATUS -`, an empty line, then the body without its framing; 0 at its proper end.
    std::size_t read(char* into, std::size_t size);

    /// Passes a piece of the body to the receiver, decoded. False when the receiver wants no more.
    bool deliver(std::string_view piece);

    /// Throws unless head and body have been read to their ends.
    void check_whole() const;

    /// Whether the connection can serve another request.
    bool reusable() const;

    /// Whether any byte of an answer has come.
    bool answered() const { return link_.in.total() != total_before_; }

    const HttpResponse& response() const { return head_.response; }

  private:
    void send_request();
    void receive_head();
    void choose_decoding();

    Link& link_;
    const HttpRequest& request_;
    const BodyReceiver& receive_;
    std::size_t total_before_;
    std::string outgoing_;
    std::string write_failure_;  // reading goes on after it: the peer may have said why
    bool sent_ = false;
    ResponseHead head_;
    std::string canonical_;  // of it, what read() has not handed out
    std::optional<BodyReader> body_;
    std::optional<Gunzip> gunzip_;
};

}  // namespace yare
