// A server that answers exactly what a test wrote down.
#pragma once

#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "transport/http.hpp"

namespace yare {

/// One request that must come, and what happens then.
struct Scripted {
    std::string target;  // `GET /api/v1/pods?limit=500`
    int status = 200;
    std::string body;
    std::vector<Header> headers = {{"Content-Type", "application/json"}};
    bool cut = false;       // the connection breaks behind `body`
    std::size_t piece = 7;  // bytes handed on at a time
};

/// Answers in order. A request that is not the next one written down fails the test; call check_done() at its
/// end.
class ScriptedTransport : public Transport {
  public:
    explicit ScriptedTransport(std::deque<Scripted> script) : script_(std::move(script)) {}

    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override {
        const std::string target = request.method + " " + request.target();
        seen.push_back(request);
        if (script_.empty() || script_.front().target != target) {
            const std::string expected = script_.empty() ? "nothing" : script_.front().target;
            mismatch = "got " + target + ", expected " + expected;
            throw std::logic_error(mismatch);
        }
        const Scripted exchange = script_.front();
        script_.pop_front();
        const HttpResponse head{exchange.status, exchange.headers};
        if (exchange.status == 0) {
            throw TransportError(TransportError::Cause::closed, "server:443", "EOF");
        }
        for (std::size_t at = 0; at < exchange.body.size(); at += exchange.piece) {
            if (!receive(head, std::string_view(exchange.body).substr(at, exchange.piece))) {
                return head;
            }
        }
        if (exchange.cut) {
            throw TransportError(TransportError::Cause::protocol, "server:443", "unexpected EOF");
        }
        return head;
    }

    /// Empty when every exchange was used and nothing else came.
    std::string rest() const {
        return !mismatch.empty() ? mismatch : script_.empty() ? "" : "unused: " + script_.front().target;
    }

    std::vector<HttpRequest> seen;
    std::string mismatch;

  private:
    std::deque<Scripted> script_;
};

}  // namespace yare
