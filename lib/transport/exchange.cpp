#include "transport/exchange.hpp"

#include <utility>

#include "base/text.hpp"

namespace yare {
namespace {

using Cause = TransportError::Cause;

constexpr auto k_awaiting_head =
    "net/http: request canceled (Client.Timeout exceeded while awaiting headers)";
constexpr auto k_reading_body =
    "net/http: request canceled (Client.Timeout or context cancellation while reading body)";
constexpr std::size_t k_joined_body = std::size_t{16}
                                      << 10;  // up to this, a body goes out in one write with the head
constexpr std::size_t k_piece = std::size_t{32} << 10;

}  // namespace

bool Link::stale() {
    if (!in.view().empty()) return true;
    wire->set_deadline(Clock::now());
    char unasked;
    return wire->read(&unasked, 1).status != WireStatus::timeout;
}

Exchange::Exchange(Link& link, const HttpRequest& request, const BodyReceiver& receive, Deadline deadline)
    : link_(link), request_(request), receive_(receive), total_before_(link.in.total()) {
    link_.wire->set_deadline(deadline);
    link_.in.set_timeout_words(k_awaiting_head);
}

bool Exchange::run(std::string head) {
    send_request(std::move(head));
    receive_head();
    if (request_.wants_head && !receive_(head_.response, {})) return false;
    char piece[k_piece];
    while (const std::size_t got = body_->read(piece, sizeof piece)) {
        if (!deliver({piece, got})) return false;
    }
    if (gunzip_ && !gunzip_->complete()) link_.in.fail(Cause::closed, "unexpected EOF");
    return true;
}

void Exchange::send_request(std::string head) {
    const bool joined = request_.body.size() <= k_joined_body;
    if (joined) head += request_.body;
    WireStatus status = link_.wire->write(head);
    if (status == WireStatus::ok && !joined) status = link_.wire->write(request_.body);
    if (status == WireStatus::timeout) link_.in.fail(Cause::timeout, k_awaiting_head);
    if (status != WireStatus::ok) {
        const WireFailure failure = link_.wire->failure();
        if (failure.cause != Cause::closed && status == WireStatus::failed)
            link_.in.fail(failure.cause, failure.words);
        write_failure_ = failure.words.empty() ? "EOF" : failure.words;
    }
}

void Exchange::receive_head() {
    try {
        head_ = read_head(link_.in);
    } catch (const TransportError& error) {
        // A TLS alert or the like tells more than the broken pipe before it.
        if (write_failure_.empty() || error.cause() != Cause::closed || answered()) throw;
        link_.in.fail(Cause::closed, write_failure_);
    }
    body_.emplace(link_.in, framing_of(head_, request_.method, link_.in));
    if (!body_->done()) choose_decoding();
    link_.in.set_timeout_words(k_reading_body);
}

void Exchange::choose_decoding() {
    const std::string coding = to_lower(trim(head_.response.header("Content-Encoding")));
    if (coding.empty() || coding == "identity") return;
    if (coding != "gzip" && coding != "x-gzip") {
        link_.in.fail(Cause::protocol, "unsupported content encoding: " + go_quote(coding.substr(0, 80)));
    }
    gunzip_.emplace(link_.in.where());
}

bool Exchange::deliver(std::string_view piece) {
    if (!gunzip_) return receive_(head_.response, piece);
    return gunzip_->feed(piece,
                         [this](std::string_view decoded) { return receive_(head_.response, decoded); });
}

bool Exchange::reusable() const {
    return body_ && body_->done() && head_.keep_alive && write_failure_.empty() && link_.in.view().empty();
}

}  // namespace yare
