#include "transport/https.hpp"

#include <sys/socket.h>

#include <memory>
#include <mutex>
#include <utility>

#include "base/text.hpp"
#include "transport/credentials.hpp"
#include "transport/exchange.hpp"
#include "transport/route.hpp"

namespace yare {
namespace {

using Cause = TransportError::Cause;

class HttpsTransport final : public Transport {
  public:
    HttpsTransport(const Connection& connection, std::string user_agent)
        : route_(connection),
          credentials_(connection, route_.secure()),
          user_agent_(std::move(user_agent)),
          compress_(!connection.disable_compression) {}

    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override;
    std::vector<Header> own_headers(const HttpRequest& request) override;
    void cancel() override;

  private:
    std::string head_of(const HttpRequest& request);
    void add_field(std::string& head, const Header& field) const;
    void watch_over(Link& link);

    Route route_;
    Credentials credentials_;
    std::string user_agent_;
    bool compress_;
    std::unique_ptr<Link> link_;  // kept alive between requests
    std::mutex mutex_;            // of the two below
    bool cancelled_ = false;
    Link* in_use_ = nullptr;
};

bool has_header(const std::vector<Header>& headers, std::string_view name) {
    for (const auto& header : headers) {
        if (to_lower(header.first) == to_lower(name)) return true;
    }
    return false;
}

std::vector<Header> HttpsTransport::own_headers(const HttpRequest& request) {
    std::vector<Header> out = credentials_.headers();
    out.emplace_back("User-Agent", user_agent_);
    out.emplace_back("Accept-Encoding", compress_ ? "gzip" : "identity");
    std::erase_if(out, [&](const Header& header) { return has_header(request.headers, header.first); });
    return out;
}

/// Nothing may end a line of the request early.
void HttpsTransport::add_field(std::string& head, const Header& field) const {
    const auto& [name, value] = field;
    if (name.empty() || name.find_first_of(std::string_view(" \t\r\n:\0", 6)) != std::string::npos) {
        throw TransportError(Cause::other, route_.server().authority(),
                             "net/http: invalid header field name " + go_quote(name));
    }
    if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
        throw TransportError(Cause::other, route_.server().authority(),
                             "net/http: invalid header field value for " + go_quote(name));
    }
    head += name + ": " + value + "\r\n";
}

std::string HttpsTransport::head_of(const HttpRequest& request) {
    const std::string target = route_.request_target(request.target());
    for (const char c : request.method + target) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= ' ' || byte == 0x7f) {
            throw TransportError(Cause::other, route_.server().authority(),
                                 "parse " + go_quote(target) + ": net/url: invalid control character in URL");
        }
    }
    std::string head = request.method + " " + target + " HTTP/1.1\r\n";
    add_field(head, {"Host", route_.server().authority()});
    for (const auto& field : own_headers(request)) add_field(head, field);
    for (const auto& field : request.headers) add_field(head, field);
    if (const auto field = route_.proxy_header()) add_field(head, *field);
    const bool carries = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (carries || !request.body.empty()) {
        add_field(head, {"Content-Length", std::to_string(request.body.size())});
    }
    return head + "\r\n";
}

void HttpsTransport::cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    if (in_use_ != nullptr) shutdown(in_use_->wire->descriptor(), SHUT_RDWR);
}

/// From here on cancel() ends what happens on `link`.
void HttpsTransport::watch_over(Link& link) {
    const std::lock_guard lock(mutex_);
    if (cancelled_) {
        throw TransportError(Cause::cancelled, route_.server().authority(), "the request was cancelled");
    }
    in_use_ = &link;
}

HttpResponse HttpsTransport::send(const HttpRequest& request, const BodyReceiver& receive) {
    const Deadline deadline = request.timeout.count() > 0 ? Clock::now() + request.timeout : k_never;
    const std::string head = head_of(request);
    const bool repeatable = request.method == "GET" || request.method == "HEAD";
    for (bool first = true;; first = false) {
        std::unique_ptr<Link> link = std::exchange(link_, nullptr);
        const bool reused = link && !link->stale();
        if (!reused) link = std::make_unique<Link>(route_.open(deadline), route_.server().authority());
        Exchange exchange(*link, request, receive, deadline);
        watch_over(*link);
        // Declared behind `link`: lets go of it before it is closed.
        const auto let_go = [this](Link*) {
            const std::lock_guard lock(mutex_);
            in_use_ = nullptr;
        };
        const std::unique_ptr<Link, decltype(let_go)> watched(link.get(), let_go);
        try {
            exchange.run(head);
        } catch (TransportError& error) {
            error.set_sent();
            // The server closed a kept-alive connection at the moment of the request.
            const bool crossed = reused && !exchange.answered() && error.cause() == Cause::closed;
            if (!first || !crossed || !repeatable) throw;
            continue;
        }
        HttpResponse response = exchange.response();
        if (exchange.reusable()) {
            link_ = std::move(link);
        } else {
            link->wire->finish();
        }
        return response;
    }
}

}  // namespace

std::unique_ptr<Transport> make_transport(const Connection& connection, const std::string& user_agent) {
    return std::make_unique<HttpsTransport>(connection, user_agent);
}

}  // namespace yare
