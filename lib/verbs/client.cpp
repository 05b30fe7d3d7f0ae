#include "verbs/client.hpp"

#include <algorithm>
#include <charconv>
#include <thread>

#include "base/json_tree.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

constexpr std::size_t k_max_body = std::size_t{256} << 20;
constexpr std::size_t k_max_error_body = std::size_t{1} << 20;
constexpr std::size_t k_max_error_text = 2048;  // client-go: maxUnstructuredResponseTextBytes
constexpr int k_max_retries = 10;               // client-go: rest/with_retry.go
constexpr Milliseconds k_reconnect_pause{1000};

std::optional<std::chrono::seconds> retry_after(const HttpResponse& response) {
    const auto text = trim(response.header("Retry-After"));
    unsigned seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return std::chrono::seconds(seconds);
}

// The end of all tries of one request; a duration of 0 is no limit.
class Deadline {
  public:
    explicit Deadline(Milliseconds time) : limited_(time.count() > 0), end_(Clock::now() + time) {}

    /// Whether anything could be tried after such a pause.
    bool allows(Milliseconds pause) const { return !limited_ || Clock::now() + pause < end_; }

    /// For the next try: 0 for no limit, else at least 1 ms.
    Milliseconds left() const {
        return limited_ ? std::max(Milliseconds(1), std::chrono::ceil<Milliseconds>(end_ - Clock::now()))
                        : Milliseconds(0);
    }

  private:
    using Clock = std::chrono::steady_clock;
    bool limited_;
    Clock::time_point end_;
};

// A body that is not a Status, as far as it is worth showing: on one line.
std::string server_words(const HttpResponse& response, std::string_view body) {
    const auto type = response.header("Content-Type");
    if (!type.empty() && !type.starts_with("text/")) {
        return "unknown";
    }
    std::string text(trim(body.substr(0, k_max_error_text)));
    std::replace(text.begin(), text.end(), '\r', ' ');
    return text;
}

std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

struct Generic {
    const char* reason;
    std::string message;
};

Generic generic_error(int code, const std::string& words) {
    switch (code) {
        case 400:
            return {"BadRequest", "the server rejected our request for an unknown reason"};
        case 401:
            return {"Unauthorized", "the server has asked for the client to provide credentials"};
        case 403:
            return {"Forbidden", one_line(words)};
        case 404:
            return {"NotFound", "the server could not find the requested resource"};
        case 405:
            return {"MethodNotAllowed", "the server does not allow this method on the requested resource"};
        case 406:
            return {"NotAcceptable",
                    words.empty() || words == "unknown"
                        ? "the server was unable to respond with a content type that the client supports"
                        : one_line(words)};
        case 409:
            return {"Conflict", "the server reported a conflict"};
        case 415:
            return {"UnsupportedMediaType", one_line(words)};
        case 422:
            return {"Invalid", "the server rejected our request due to an error in our request"};
        case 429:
            return {"TooManyRequests",
                    "the server has received too many requests and has asked us to try again later"};
        case 503:
            return {"ServiceUnavailable", "the server is currently unable to handle the request"};
        case 504:
            return {"Timeout",
                    "the server was unable to return a response in the time allotted, but may still be "
                    "processing "
                    "the request"};
        default:
            break;
    }
    if (code >= 500) {
        return {"InternalError",
                "an error on the server (" + go_quote(words) + ") has prevented the request from succeeding"};
    }
    return {"", "the server responded with the status code " + std::to_string(code) +
                    " but did not return more information"};
}

ApiError from_status(const JsonValue& status, int code, const HttpResponse& response) {
    ApiError::Fields fields;
    fields.code = code;
    fields.reason = status.find("reason").text();
    fields.message = status.find("message").text();
    if (fields.message.empty()) {
        fields.message = generic_error(code, "unknown").message;
    }
    const JsonValue details = status.find("details");
    fields.has_details = details.is_object();
    fields.details_kind = details.find("kind").text();
    fields.details_name = details.find("name").text();
    const JsonValue causes = details.find("causes");
    for (auto cause = causes.first(); cause; cause = cause.next()) {
        fields.causes.push_back({cause.find("field").text(), cause.find("message").text()});
    }
    fields.continue_token = status.find("metadata").find("continue").text();
    fields.retry_after = retry_after(response);
    return ApiError(std::move(fields));
}

bool is_status(const JsonValue& value) {
    const auto version = value.find("apiVersion").raw();
    return value.find("kind").raw() == "Status" && (version.empty() || version == "v1");
}

// Nothing when `body` is not JSON: the caller then goes by the HTTP status alone.
JsonValue parse_or_missing(JsonTree& tree, std::string_view body) {
    try {
        return tree.parse(body);
    } catch (const JsonError&) {
        return {};
    }
}

}  // namespace

ApiError make_api_error(const HttpRequest& request, const HttpResponse& response, std::string_view body,
                        const Subject& subject) {
    JsonTree tree;
    if (const auto value = parse_or_missing(tree, body); is_status(value)) {
        return from_status(value, response.status, response);
    }
    if (response.status >= 300 && response.status < 400) {
        ApiError::Fields fields;
        fields.code = response.status;
        fields.message = "the server answered " + request.method + " " + request.target() +
                         " with a redirect to " + go_quote(response.header("Location")) +
                         ", which is not followed: set the server's own address in the kubeconfig";
        return ApiError(std::move(fields));
    }
    const auto generic = generic_error(response.status, server_words(response, body));
    ApiError::Fields fields;
    fields.code = response.status;
    fields.reason = generic.reason;
    fields.message = generic.message;
    if (!subject.resource.empty()) {
        fields.message += " (" + to_lower(request.method) + " " + subject.resource;
        fields.message += subject.name.empty() ? ")" : " " + subject.name + ")";
    }
    fields.retry_after = retry_after(response);
    return ApiError(std::move(fields));
}

void throw_if_failure(const HttpRequest& request, const HttpResponse& response, std::string_view body) {
    static_cast<void>(request);
    // Every Status says so early on; anything larger is an object.
    if (body.size() > k_max_error_body || body.find("\"Status\"") == std::string_view::npos) {
        return;
    }
    JsonTree tree;
    const auto value = parse_or_missing(tree, body);
    if (is_status(value) && value.find("status").raw() == "Failure") {
        int code = response.status;
        const auto raw = value.find("code").raw();
        std::from_chars(raw.data(), raw.data() + raw.size(), code);
        throw from_status(value, code, response);
    }
}

Answer Client::get(const HttpRequest& request, const Subject& subject) {
    Answer answer;
    const auto response = stream(request, subject, [&](const HttpResponse&, std::string_view piece) {
        if (answer.body.size() + piece.size() > k_max_body) {
            throw Error("the server's answer to GET " + request.target() + " is larger than 256 MiB");
        }
        answer.body.append(piece);
        return true;
    });
    answer.status = response.status;
    answer.content_type = response.header("Content-Type");
    throw_if_failure(request, response, answer.body);
    return answer;
}

Answer Client::get_or_missing(const HttpRequest& request) {
    try {
        return get(request, {});
    } catch (const ApiError& error) {
        if (error.code() == 404 || error.code() == 406) {
            return {error.code(), {}, {}};
        }
        throw;
    }
}

Answer Client::change(const HttpRequest& request, const Subject& subject) {
    HttpRequest timed = with_timeout(request);
    const Deadline deadline(timed.timeout);
    for (int tries = 0;; ++tries) {
        Answer answer;
        bool received = false;
        timed.timeout = deadline.left();
        try {
            const auto response =
                try_once(timed, subject, received, [&](const HttpResponse&, std::string_view piece) {
                    if (answer.body.size() + piece.size() > k_max_body) {
                        throw Error("the server's answer to " + request.method + " " + request.target() +
                                    " is larger than 256 MiB");
                    }
                    answer.body.append(piece);
                    return true;
                });
            answer.status = response.status;
            answer.content_type = response.header("Content-Type");
            throw_if_failure(request, response, answer.body);
            return answer;
        } catch (const ApiError& error) {
            // A failure told in an answer of success is not one before anything was done.
            const bool refused = !received && (error.code() == 429 || error.code() == 503);
            if (tries >= k_max_retries || !refused || !error.fields().retry_after ||
                !deadline.allows(*error.fields().retry_after)) {
                throw;
            }
            pause(*error.fields().retry_after);
        }
    }
}

void Client::warn(const std::string& text) {
    const bool is_new = std::find(warned_.begin(), warned_.end(), text) == warned_.end();
    if (is_new && options_.warn) {
        warned_.push_back(text);
        options_.warn(text);
    }
}

HttpRequest Client::with_timeout(const HttpRequest& request) const {
    HttpRequest timed = request;
    if (options_.timeout.count() > 0 && request.timeout.count() == 0) {
        timed.timeout = options_.timeout;
        timed.query.emplace_back("timeout", std::to_string((options_.timeout.count() + 999) / 1000) + "s");
    }
    return timed;
}

HttpResponse Client::stream(const HttpRequest& request, const Subject& subject,
                            const std::function<bool(const HttpResponse&, std::string_view)>& receive) {
    HttpRequest timed = with_timeout(request);
    const Deadline deadline(timed.timeout);
    for (int tries = 0;; ++tries) {
        bool received = false;
        timed.timeout = deadline.left();
        try {
            return try_once(timed, subject, received, receive);
        } catch (const ApiError& error) {
            const bool busy = error.code() == 429 || error.code() >= 500;
            if (tries >= k_max_retries || received || !busy || !error.fields().retry_after ||
                !deadline.allows(*error.fields().retry_after)) {
                throw;
            }
            pause(*error.fields().retry_after);
        } catch (const TransportError& error) {
            if (tries >= k_max_retries || received || is_cancelled_ ||
                error.cause() != TransportError::Cause::closed || !deadline.allows(k_reconnect_pause)) {
                throw;
            }
            pause(k_reconnect_pause);
        }
    }
}

HttpResponse Client::try_once(const HttpRequest& request, const Subject& subject, bool& received,
                              const std::function<bool(const HttpResponse&, std::string_view)>& receive) {
    std::string error_body;
    const auto response = transport_.send(request, [&](const HttpResponse& head, std::string_view piece) {
        if (head.status >= 200 && head.status < 300) {
            received = true;
            return receive(head, piece);
        }
        error_body.append(piece.substr(0, k_max_error_body - std::min(k_max_error_body, error_body.size())));
        return error_body.size() < k_max_error_body;
    });
    show_warnings(response);
    if (response.status < 200 || response.status >= 300) {
        throw make_api_error(request, response, error_body, subject);
    }
    return response;
}

// RFC 7234 5.5: `299 agent "text"`, several in one header; only code 299 is for people (k8s.io/apimachinery
// net.ParseWarningHeader).
void Client::show_warnings(const HttpResponse& response) {
    for (const auto& [name, value] : response.headers) {
        if (to_lower(name) != "warning" || !options_.warn || is_quiet_) {
            continue;
        }
        std::string_view rest = value;
        while (rest.starts_with("299 ")) {
            const auto open = rest.find('"');
            if (open == std::string_view::npos) {
                break;
            }
            std::string text;
            std::size_t at = open + 1;
            for (; at < rest.size() && rest[at] != '"'; ++at) {
                at += rest[at] == '\\' && at + 1 < rest.size() ? 1 : 0;
                text += rest[at];
            }
            warn(text);
            const auto comma = rest.find(',', std::min(at, rest.size()));
            rest = comma == std::string_view::npos ? std::string_view() : trim(rest.substr(comma + 1));
        }
    }
}

// Until the time is over, or cancel().
void Client::pause(Milliseconds time) const {
    constexpr Milliseconds k_slice{100};
    for (auto left = time; left.count() > 0 && !is_cancelled_; left -= k_slice) {
        if (options_.sleep) {
            options_.sleep(std::min(left, k_slice));
        } else {
            std::this_thread::sleep_for(std::min(left, k_slice));
        }
    }
}

}  // namespace yare
