// The few ways in which verbs talk to the server: retries, warnings and error answers live here.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "transport/http.hpp"

namespace yare {

/// What an error answer is about, for answers without a Status: `(get pods web-0)` ends their message.
struct Subject {
    std::string resource;  // `pods`, `deployments.apps`; empty: not said
    std::string name;
};

struct Answer {
    int status = 0;
    std::string content_type;
    std::string body;
};

/// The error that an answer of the server stands for: its Status, or what client-go makes of an answer
/// without one (apimachinery/pkg/api/errors, NewGenericServerResponse).
ApiError make_api_error(const HttpRequest& request, const HttpResponse& response, std::string_view body,
                        const Subject& subject);

/// An error if `body` is a Status other than Success, whatever the HTTP code.
void throw_if_failure(const HttpRequest& request, const HttpResponse& response, std::string_view body);

class Client {
  public:
    struct Options {
        /// Of each request that has none of its own, over all its tries; also sent as `timeout=`, as kubectl
        /// does.
        Milliseconds timeout{0};
        std::function<void(const std::string& text)> warn = {};  // a Warning header's text, each text once
        std::function<void(Milliseconds)> sleep = {};            // between tries; may throw Interrupted
    };
    Client(Transport& transport, Options options) : transport_(transport), options_(std::move(options)) {}
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Sends a GET and returns its whole body (at most 256 MiB). Throws ApiError for any status but 2xx,
    /// TransportError.
    Answer get(const HttpRequest& request, const Subject& subject);

    /// The same, but the statuses 404 and 406 come back as an answer.
    Answer get_or_missing(const HttpRequest& request);

    /// Sends a request that changes something and returns the whole body of its answer. It is sent again only
    /// after 429 or 503 with Retry-After, which say that nothing was done. Throws ApiError, TransportError
    /// (was_sent() tells whether the change may have been made).
    Answer change(const HttpRequest& request, const Subject& subject);

    /// Shows a text as a Warning of the server is shown.
    void warn(const std::string& text);

    /// Ends what another thread does with this client: it throws TransportError.
    void cancel() {
        is_cancelled_ = true;
        transport_.cancel();
    }

    /// Takes that back, once no thread is in it.
    void resume() {
        transport_.resume();
        is_cancelled_ = false;
    }

    /// Sends a GET and passes the body of a 2xx answer on as it comes; `receive` returns false to stop. An
    /// answer with another status throws ApiError and nothing of it is passed on.
    HttpResponse stream(const HttpRequest& request, const Subject& subject,
                        const std::function<bool(const HttpResponse&, std::string_view)>& receive);

  private:
    HttpResponse try_once(const HttpRequest& request, const Subject& subject, bool& received,
                          const std::function<bool(const HttpResponse&, std::string_view)>& receive);
    HttpRequest with_timeout(const HttpRequest& request) const;
    void show_warnings(const HttpResponse& response);
    void pause(Milliseconds time) const;

    Transport& transport_;
    Options options_;
    friend class WithoutWarnings;
    std::vector<std::string> warned_;
    bool is_quiet_ = false;
    std::atomic<bool> is_cancelled_ = false;
};

/// While it lives, Warnings in the answers to `client` are not shown: for what the user did not ask himself.
class WithoutWarnings {
  public:
    explicit WithoutWarnings(Client& client) : client_(client) { client_.is_quiet_ = true; }
    ~WithoutWarnings() { client_.is_quiet_ = false; }
    WithoutWarnings(const WithoutWarnings&) = delete;
    WithoutWarnings& operator=(const WithoutWarnings&) = delete;

  private:
    Client& client_;
};

}  // namespace yare
