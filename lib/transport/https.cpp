#include "transport/https.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/text.hpp"
#include "transport/credentials.hpp"
#include "transport/exchange.hpp"
#include "transport/open_sockets.hpp"
#include "transport/route.hpp"
#include "transport/withheld_refusal.hpp"

namespace yare {
namespace {

using Cause = TransportError::Cause;

class HttpsTransport final : public Transport {
  public:
    HttpsTransport(const Connection& connection, std::string user_agent,
                   std::shared_ptr<CredentialSource> source)
        : sockets_(std::make_shared<OpenSockets>()),
          route_(connection, sockets_),
          credentials_(connection, route_.secure(), std::move(source)),
          user_agent_(std::move(user_agent)),
          compress_(!connection.disable_compression),
          login_counts_(connection.login_terms.limit.count() > 0) {}

    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override;
    std::vector<Header> own_headers(const HttpRequest& request) override;
    void cancel() override;
    void resume() override;

  private:
    HttpResponse send_once(const HttpRequest& request, Milliseconds time, const std::vector<Header>& login,
                           const BodyReceiver& receive);
    std::vector<Header> with_login(std::vector<Header> login, const HttpRequest& request) const;
    void show_supplied_identity();
    std::string head_of(const HttpRequest& request, const std::vector<Header>& login);
    void add_field(std::string& head, const Header& field) const;
    std::unique_ptr<Link> open(Deadline deadline);
    void throw_if_cancelled() const;

    std::shared_ptr<OpenSockets> sockets_;
    Route route_;
    Credentials credentials_;
    std::string user_agent_;
    bool compress_;
    bool login_counts_;           // its time is part of the request's
    std::string identity_pem_;    // of the certificate that the source gave
    std::unique_ptr<Link> link_;  // kept alive between requests
};

bool has_header(const std::vector<Header>& headers, std::string_view name) {
    for (const auto& header : headers) {
        if (to_lower(header.first) == to_lower(name)) return true;
    }
    return false;
}

std::vector<Header> HttpsTransport::own_headers(const HttpRequest& request) {
    return with_login(credentials_.headers(), request);
}

std::vector<Header> HttpsTransport::with_login(std::vector<Header> out, const HttpRequest& request) const {
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

std::string HttpsTransport::head_of(const HttpRequest& request, const std::vector<Header>& login) {
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
    for (const auto& field : with_login(login, request)) add_field(head, field);
    for (const auto& field : request.headers) add_field(head, field);
    if (const auto field = route_.proxy_header()) add_field(head, *field);
    const bool carries = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (carries || !request.body.empty()) {
        add_field(head, {"Content-Length", std::to_string(request.body.size())});
    }
    return head + "\r\n";
}

void HttpsTransport::cancel() { sockets_->shut(); }

void HttpsTransport::resume() {
    link_.reset();  // its socket is shut
    sockets_->reopen();
}

void HttpsTransport::throw_if_cancelled() const {
    if (sockets_->is_shut()) {
        throw TransportError(Cause::cancelled, route_.server().authority(), "the request was cancelled");
    }
}

std::unique_ptr<Link> HttpsTransport::open(Deadline deadline) {
    try {
        auto link = std::make_unique<Link>(route_.open(deadline), route_.server().authority());
        throw_if_cancelled();
        return link;
    } catch (const TransportError&) {
        throw_if_cancelled();
        throw;
    }
}

void HttpsTransport::show_supplied_identity() {
    const SuppliedCredentials* supplied = credentials_.supplied();
    if (supplied == nullptr || supplied->certificate_pem == identity_pem_) return;
    link_.reset();  // it was made in another name
    route_.set_identity(supplied->certificate_pem, supplied->key_pem);
    identity_pem_ = supplied->certificate_pem;
}

HttpResponse HttpsTransport::send(const HttpRequest& request, const BodyReceiver& receive) {
    const auto asked = Clock::now();
    const auto login = credentials_.headers();  // which may take its time, before that of the request begins
    if (!credentials_.renewable()) return send_once(request, request.timeout, login, receive);
    const auto start = login_counts_ ? asked : Clock::now();
    const auto left = [&] {
        const auto took = std::chrono::duration_cast<Milliseconds>(Clock::now() - start);
        return request.timeout.count() > 0 ? std::max(Milliseconds(1), request.timeout - took)
                                           : request.timeout;
    };
    WithheldRefusal refusal(request, receive);
    HttpResponse response = send_once(request, left(), login, refusal.receiver());
    if (!refusal.withholds(response)) return response;
    if (!credentials_.renew()) {
        refusal.pass_on(response);
        return response;
    }
    return send_once(request, left(), credentials_.headers(), receive);
}

HttpResponse HttpsTransport::send_once(const HttpRequest& request, Milliseconds time,
                                       const std::vector<Header>& login, const BodyReceiver& receive) {
    const std::string head = head_of(request, login);
    const Deadline deadline = time.count() > 0 ? Clock::now() + time : k_never;
    show_supplied_identity();
    const bool repeatable = request.method == "GET" || request.method == "HEAD";
    for (bool first = true;; first = false) {
        std::unique_ptr<Link> link = std::exchange(link_, nullptr);
        const bool reused = link && !link->stale();
        throw_if_cancelled();
        if (!reused) link = open(deadline);
        Exchange exchange(*link, request, receive, deadline);
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

std::unique_ptr<Transport> make_transport(const Connection& connection, const std::string& user_agent,
                                          std::shared_ptr<CredentialSource> source) {
    return std::make_unique<HttpsTransport>(connection, user_agent, std::move(source));
}

}  // namespace yare
