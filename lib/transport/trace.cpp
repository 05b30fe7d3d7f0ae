#include "transport/trace.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text.hpp"
#include "transport/klog.hpp"
#include "transport/status_text.hpp"
#include "transport/wire.hpp"

namespace yare {
namespace {

using Values = std::vector<std::pair<std::string, LogValue>>;
using Line = std::function<void(const std::string&)>;

// Places in client-go and cli-runtime 1.36, which are part of klog's prefix; a body's is that of the caller.
constexpr std::string_view k_request_place = "round_trippers.go:527";
constexpr std::string_view k_response_place = "round_trippers.go:632";
constexpr std::string_view k_request_body_place = "helper.go:246";
constexpr std::string_view k_response_body_place = "helper.go:113";

/// A credential header as round_trippers.go's maskValue shows it: the scheme stays, what follows does not.
std::string masked(const std::string& name, const std::string& value) {
    const std::string lower = to_lower(name);
    const bool secret =
        lower == "cookie" || lower == "set-cookie" || lower.find("token") != std::string::npos;
    if (secret && !value.empty()) return "<masked>";
    if ((lower != "authorization" && lower != "proxy-authorization") || value.empty()) return value;
    const auto space = value.find(' ');
    const std::string scheme = space == 0 ? value : value.substr(0, space);
    const std::string kind = to_lower(scheme);
    if (kind != "bearer" && kind != "basic" && kind != "negotiate") return "<masked>";
    return value.size() > scheme.size() + 1 ? scheme + " <masked>" : scheme;
}

std::vector<Header> sorted_and_masked(std::vector<Header> headers) {
    for (auto& [name, value] : headers) value = masked(name, value);
    std::stable_sort(headers.begin(), headers.end(),
                     [](const Header& a, const Header& b) { return a.first < b.first; });
    return headers;
}

std::string header_lines(std::vector<Header> headers) {
    std::string out;
    for (const auto& [name, value] : sorted_and_masked(std::move(headers))) out += name + ": " + value + "\n";
    return out;
}

std::string curl_command(const HttpRequest& request, std::vector<Header> headers, const std::string& url) {
    std::string out = "curl -v -X" + request.method + " ";
    for (const auto& [name, value] : sorted_and_masked(std::move(headers)))
        out += " -H " + go_quote(name + ": " + value);
    return out + " '" + url + "'\n";
}

/// The URL without a password in it.
std::string without_user(const std::string& server) {
    const auto start = server.find("://");
    if (start == std::string::npos) return server;
    const auto end = server.find('/', start + 3);
    const auto at = server.substr(0, end).rfind('@');
    return at == std::string::npos ? server : server.substr(0, start + 3) + server.substr(at + 1);
}

/// `text` with the value of every JSON member "token" masked (TokenRequest answers); a value cut at the end,
/// too.
std::string without_tokens(const std::string& text) {
    constexpr std::string_view key = "\"token\":";
    std::string out;
    std::size_t from = 0;
    for (auto at = text.find(key); at != std::string::npos; at = text.find(key, from)) {
        auto value = text.find_first_not_of(" \t\n", at + key.size());
        out += text.substr(from, at + key.size() - from);
        from = at + key.size();
        if (value == std::string::npos || text[value] != '"') continue;
        auto end = value + 1;
        while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
        out += "\"<masked>\"";
        from = std::min(end + 1, text.size());
    }
    return out + text.substr(from);
}

/// Keeps as much of a body as will be shown, and counts the rest (client-go rest/request.go logBody,
/// truncateBody).
class BodyLog {
  public:
    explicit BodyLog(int verbosity) : limit_(verbosity >= 10 ? SIZE_MAX : verbosity == 9 ? 10240 : 1024) {}

    void add(std::string_view piece) {
        total_ += piece.size();
        for (const char c : piece) binary_ = binary_ || (c >= 0 && c < '\n');
        if (kept_.size() < limit_) kept_.append(piece.substr(0, limit_ - kept_.size()));
    }

    std::string text() const {
        std::string shown = binary_ ? hex_dump(kept_) : without_tokens(kept_);
        std::size_t whole = total_;
        if (binary_) whole = hex_dump_size(total_);
        if (whole <= limit_) return shown;
        if (shown.size() > limit_) shown.resize(limit_);
        return shown + " [truncated " + std::to_string(whole - limit_) + " chars]";
    }

  private:
    static std::size_t hex_dump_size(std::size_t bytes) {
        // A full row has 79 characters; the last one lacks only what its text column lacks.
        const std::size_t rows = (bytes + 15) / 16;
        return rows * 79 - (rows * 16 - bytes);
    }

    std::size_t limit_;
    std::size_t total_ = 0;
    bool binary_ = false;
    std::string kept_;
};

class Tracer final : public Transport {
  public:
    Tracer(std::unique_ptr<Transport> inner, int verbosity, std::string server, Line line)
        : inner_(std::move(inner)),
          verbosity_(verbosity),
          server_(without_user(server)),
          line_(std::move(line)) {}

    HttpResponse send(const HttpRequest& request, const BodyReceiver& receive) override;
    std::vector<Header> own_headers(const HttpRequest& request) override {
        return inner_->own_headers(request);
    }
    void cancel() override { inner_->cancel(); }
    void resume() override { inner_->resume(); }

  private:
    void write(std::string_view place, std::string_view message, const Values& values) const {
        for (const auto& each :
             split(klog_entry(std::chrono::system_clock::now(), place, message, values), '\n')) {
            line_(each);
        }
    }
    void write_request(const HttpRequest& request, const std::string& url);
    void write_response(const HttpRequest& request, const std::string& url, const HttpResponse* head,
                        Clock::duration took);

    std::unique_ptr<Transport> inner_;
    int verbosity_;
    std::string server_;
    Line line_;
};

// What is shown at which level follows levelsV6 to levelsV9 of round_trippers.go.
void Tracer::write_request(const HttpRequest& request, const std::string& url) {
    if (verbosity_ >= 8 && !request.body.empty()) {
        BodyLog body(verbosity_);
        body.add(request.body);
        write(k_request_body_place, "Request Body", {{"body", {body.text()}}});
    }
    if (verbosity_ < 7) return;
    std::vector<Header> headers = request.headers;
    for (auto& header : inner_->own_headers(request)) headers.push_back(std::move(header));
    if (verbosity_ >= 9) {
        write(k_request_place, "Request",
              {{"curlCommand", {curl_command(request, std::move(headers), url)}}});
    } else {
        write(k_request_place, "Request",
              {{"verb", {request.method}}, {"url", {url}}, {"headers", {header_lines(std::move(headers))}}});
    }
}

void Tracer::write_response(const HttpRequest& request, const std::string& url, const HttpResponse* head,
                            Clock::duration took) {
    Values values;
    if (verbosity_ == 6 || verbosity_ >= 9) values = {{"verb", {request.method}}, {"url", {url}}};
    values.push_back({"status", {head == nullptr ? "" : status_text(head->status)}});
    if (verbosity_ >= 8) values.push_back({"headers", {head == nullptr ? "" : header_lines(head->headers)}});
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    values.push_back({"milliseconds", {std::to_string(milliseconds), true}});
    write(k_response_place, "Response", values);
}

HttpResponse Tracer::send(const HttpRequest& request, const BodyReceiver& receive) {
    if (verbosity_ < 6) return inner_->send(request, receive);
    const std::string url = server_ + request.target();
    write_request(request, url);
    const auto start = Clock::now();
    bool reported = false;
    const auto report = [&](const HttpResponse* head) {
        if (!std::exchange(reported, true)) write_response(request, url, head, Clock::now() - start);
    };
    BodyLog body(verbosity_);
    const bool with_body = verbosity_ >= 8;
    HttpResponse response;
    try {
        response = inner_->send(request, [&](const HttpResponse& head, std::string_view piece) {
            report(&head);
            if (with_body) body.add(piece);
            return receive(head, piece);
        });
    } catch (...) {
        report(nullptr);
        if (with_body) write(k_response_body_place, "Response Body", {{"body", {body.text()}}});
        throw;
    }
    report(&response);
    if (with_body) write(k_response_body_place, "Response Body", {{"body", {body.text()}}});
    return response;
}

}  // namespace

std::unique_ptr<Transport> trace(std::unique_ptr<Transport> inner, int verbosity, std::string server,
                                 std::function<void(const std::string&)> line) {
    return std::make_unique<Tracer>(std::move(inner), verbosity, std::move(server), std::move(line));
}

}  // namespace yare
