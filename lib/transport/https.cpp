#include "transport/https.hpp"

#include <httplib.h>

#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "transport/credentials.hpp"
#include "transport/exchange.hpp"
#include "transport/route.hpp"

namespace yare {
namespace {

using Cause = TransportError::Cause;

/// An Exchange in the form that cpp-httplib reads and writes.
class ExchangeStream final : public httplib::Stream {
  public:
    ExchangeStream(Exchange& exchange, int descriptor) : exchange_(exchange), descriptor_(descriptor) {}

    ssize_t read(char* into, std::size_t size) override {
        return static_cast<ssize_t>(exchange_.read(into, size));
    }
    ssize_t write(const char* from, std::size_t size) override {
        exchange_.write({from, size});
        return static_cast<ssize_t>(size);
    }
    bool is_readable() const override { return true; }
#ifdef CPPHTTPLIB_CLIENT_MAX_TIMEOUT_MSECOND  // httplib 0.23 and newer
    bool wait_readable() const override { return true; }
    bool wait_writable() const override { return true; }
    time_t duration() const override { return 0; }
#else
    bool is_writable() const override { return true; }
#endif
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return descriptor_; }

  private:
    Exchange& exchange_;
    int descriptor_;
};

/// cpp-httplib's client over our own connections. It opens and closes a Link where httplib would a socket.
class Client final : public httplib::ClientImpl {
  public:
    explicit Client(Route& route)
        : httplib::ClientImpl(route.server().host, route.server().port), route_(route) {
        set_keep_alive(true);
        set_follow_location(false);
        set_decompress(false);
#ifdef CPPHTTPLIB_CLIENT_MAX_TIMEOUT_MSECOND
        set_path_encode(false);
#else
        set_url_encode(false);
#endif
    }
    ~Client() override { stop(); }

    /// Whether a kept-alive connection is there and seems good.
    bool connected() {
        if (link_ && link_->stale()) drop();
        return link_ != nullptr;
    }

    void drop() {
        exchange_.reset();
        stop();
        retired_.reset();
    }

    /// One exchange, over a new connection unless connected(). `answered` tells whether any byte came back.
    HttpResponse exchange(httplib::Request head, const HttpRequest& request, const BodyReceiver& receive,
                          Deadline deadline, bool& answered) {
        request_ = &request;
        receive_ = &receive;
        deadline_ = deadline;
        head.content_receiver = [this](const char* data, std::size_t size, auto, auto) {
            return exchange_->deliver({data, size});
        };
        httplib::Response ignored;
        httplib::Error error = httplib::Error::Success;
        const bool good = send(head, ignored, error);
        answered = exchange_ && exchange_->answered();
        try {
            return settle(good, error);
        } catch (...) {
            drop();
            throw;
        }
    }

  private:
    /// What came of send(): the response, or the exception that was kept out of httplib's way.
    HttpResponse settle(bool good, httplib::Error error) {
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
        const bool stopped = error == httplib::Error::Canceled;
        if (!good && !stopped) {
            throw TransportError(Cause::other, route_.server().authority(), httplib::to_string(error));
        }
        if (!stopped) exchange_->check_whole();
        HttpResponse response = exchange_->response();
        if (stopped || !exchange_->reusable()) drop();
        exchange_.reset();
        return response;
    }

    bool create_and_connect_socket(Socket& socket, httplib::Error& error) override {
        try {
            link_ = std::make_unique<Link>(route_.open(deadline_), route_.server().authority());
        } catch (...) {
            failure_ = std::current_exception();
            error = httplib::Error::Connection;
            return false;
        }
        socket.sock = link_->wire->descriptor();
        return true;
    }

    /// httplib calls this before it closes a socket. The Link owns that, so nothing is left to close.
    void shutdown_ssl(Socket& socket, bool gracefully) override {
        socket.sock = INVALID_SOCKET;
        if (!link_) return;
        if (gracefully) link_->wire->finish();
        retired_ = std::move(link_);  // an exchange may still look at it
    }

#ifdef CPPHTTPLIB_CLIENT_MAX_TIMEOUT_MSECOND
    bool process_socket(const Socket&, std::chrono::time_point<std::chrono::steady_clock>,
                        std::function<bool(httplib::Stream&)> talk) override {
#else
    bool process_socket(const Socket&, std::function<bool(httplib::Stream&)> talk) override {
#endif
        try {
            exchange_.emplace(*link_, *request_, *receive_, deadline_);
            ExchangeStream stream(*exchange_, link_->wire->descriptor());
            return talk(stream);
        } catch (...) {
            failure_ = std::current_exception();  // httplib's bookkeeping does not survive exceptions
            return false;
        }
    }

    Route& route_;
    std::unique_ptr<Link> link_;
    std::unique_ptr<Link> retired_;
    std::optional<Exchange> exchange_;
    const HttpRequest* request_ = nullptr;
    const BodyReceiver* receive_ = nullptr;
    Deadline deadline_ = k_never;
    std::exception_ptr failure_;
};

class HttpsTransport final : public Transport {
  public:
    HttpsTransport(const Connection& connection, std::string user_agent)
        : route_(connection),
          credentials_(connection, route_.secure()),
          user_agent_(std::move(user_agent)),
          compress_(!connection.disable_compression),
          client_(route_) {}

    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override;
    std::vector<Header> own_headers(const HttpRequest& request) override;

  private:
    httplib::Request prepare(const HttpRequest& request);

    Route route_;
    Credentials credentials_;
    std::string user_agent_;
    bool compress_;
    Client client_;
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
void check_lines(const Url& server, const httplib::Request& head) {
    const auto refuse = [&](const std::string& words) {
        throw TransportError(Cause::other, server.authority(), words);
    };
    const std::string first_line = head.method + head.path;
    for (const char c : first_line) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= ' ' || byte == 0x7f)
            refuse("parse " + go_quote(head.path) + ": net/url: invalid control character in URL");
    }
    for (const auto& [name, value] : head.headers) {
        if (name.empty() || name.find_first_of(std::string_view(" \t\r\n:\0", 6)) != std::string::npos) {
            refuse("net/http: invalid header field name " + go_quote(name));
        }
        if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
            refuse("net/http: invalid header field value for " + go_quote(name));
        }
    }
}

httplib::Request HttpsTransport::prepare(const HttpRequest& request) {
    httplib::Request head;
    head.method = request.method;
    head.path = route_.request_target(request.target());
    head.headers.emplace("Host", route_.server().authority());
    for (auto& header : own_headers(request)) head.headers.insert(std::move(header));
    for (const auto& header : request.headers) head.headers.insert(header);
    if (auto header = route_.proxy_header()) head.headers.insert(std::move(*header));
    const bool carries = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (carries || !request.body.empty()) {
        // The body goes out by Exchange, without httplib's copies and its rounds of `Expect`; for httplib it
        // comes from a provider that has nothing to give.
        head.headers.emplace("Content-Length", std::to_string(request.body.size()));
        head.content_provider_ = [](std::size_t, std::size_t, httplib::DataSink&) { return true; };
    }
    check_lines(route_.server(), head);
    return head;
}

HttpResponse HttpsTransport::send(const HttpRequest& request, const BodyReceiver& receive) {
    const Deadline deadline = request.timeout.count() > 0 ? Clock::now() + request.timeout : k_never;
    const httplib::Request head = prepare(request);
    const bool repeatable = request.method == "GET" || request.method == "HEAD";
    for (bool first = true;; first = false) {
        const bool reused = client_.connected();
        bool answered = false;
        try {
            return client_.exchange(head, request, receive, deadline, answered);
        } catch (const TransportError& error) {
            // The server closed a kept-alive connection at the moment of the request.
            const bool crossed = reused && !answered && error.cause() == Cause::closed;
            if (!first || !crossed || !repeatable) throw;
        }
    }
}

}  // namespace

std::unique_ptr<Transport> make_transport(const Connection& connection, const std::string& user_agent) {
    return std::make_unique<HttpsTransport>(connection, user_agent);
}

}  // namespace yare
