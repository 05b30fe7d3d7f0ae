#include "verbs/watch.hpp"

#include <charconv>

#include "base/json_write.hpp"
#include "request/path.hpp"

namespace yare {

namespace {

constexpr std::size_t k_max_event = std::size_t{256} << 20;

// Cuts what comes into lines, one event each (apimachinery/pkg/runtime/serializer/json, framing by newline).
class Events {
  public:
    using Take = std::function<bool(std::string_view, const JsonValue&)>;
    Events(const HttpRequest& request, const Take& take, std::string_view left_out)
        : request_(request), take_(take) {
        tree_.leave_out(left_out);
    }

    // False: no more is wanted.
    bool feed(const HttpResponse& head, std::string_view piece) {
        for (auto end = piece.find('\n'); end != std::string_view::npos; end = piece.find('\n')) {
            const auto rest = piece.substr(0, end);
            piece.remove_prefix(end + 1);
            const bool is_whole = line_.empty();
            if (!is_whole) {
                line_.append(rest);
            }
            if (!event(head, is_whole ? rest : line_)) {
                return false;
            }
            line_.clear();
        }
        if (line_.size() + piece.size() > k_max_event) {
            throw Error("the server sent an event of more than 256 MiB");
        }
        line_.append(piece);
        return true;
    }

    bool stopped() const { return stopped_; }

  private:
    static bool is_status(const JsonValue& object) {
        return object.find("kind").raw() == "Status" && object.find("apiVersion").raw() == "v1";
    }

    bool event(const HttpResponse& head, std::string_view line) {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
            return true;
        }
        const auto value = tree_.parse(line);
        const auto type = value.find("type").text();
        const auto object = value.find("object");
        if (type.empty() || !object.is_object()) {
            throw Error("the server sent something that is no watch event");
        }
        if (type == "ERROR" || is_status(object)) {
            HttpResponse failed = head;
            const auto code = object.find("code").raw();
            std::from_chars(code.data(), code.data() + code.size(), failed.status);
            throw make_api_error(request_, failed, to_go_json(object), {});
        }
        stopped_ = !take_(type, object);
        return !stopped_;
    }

    const HttpRequest& request_;
    const Take& take_;
    std::string line_;
    JsonTree tree_;
    bool stopped_ = false;
};

}  // namespace

WatchEnd watch_collection(Client& client, const ResourceType& type, const std::string& name_space,
                          QueryParameters query, const std::string& accept, Milliseconds time,
                          const std::function<bool(std::string_view event, const JsonValue& object)>& take,
                          const std::function<void()>& caught_up, std::string_view left_out) {
    HttpRequest request;
    request.path = collection_path(type, name_space);
    request.query = std::move(query);
    request.query.emplace_back("watch", "true");
    request.headers.emplace_back("Accept", accept);
    request.timeout = time;
    request.wants_head = static_cast<bool>(caught_up);
    Events events(request, take, left_out);
    try {
        client.stream(request, {type.group_resource(), ""},
                      [&](const HttpResponse& head, std::string_view piece) {
                          const bool goes_on = events.feed(head, piece);
                          if (caught_up) {
                              caught_up();
                          }
                          return goes_on;
                      });
    } catch (const ApiError& error) {
        if (error.code() == 410 || error.reason() == "Expired" || error.reason() == "Gone") {
            return WatchEnd::expired;
        }
        throw;
    } catch (const TransportError& error) {
        if (error.cause() == TransportError::Cause::timeout) {
            return WatchEnd::timeout;
        }
        throw;
    }
    return events.stopped() ? WatchEnd::stopped : WatchEnd::closed;
}

}  // namespace yare
