#include "verbs/scale.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.hpp"
#include "base/yaml_json.hpp"
#include "request/path.hpp"
#include "verbs/object_work.hpp"
#include "verbs/results.hpp"

namespace yare {

namespace {

using nlohmann::json;

constexpr std::chrono::minutes k_conflict_patience{5};  // kubectl/pkg/cmd/scale/scale.go
constexpr Milliseconds k_conflict_pause{1000};
constexpr Milliseconds k_first_look{100};
constexpr Milliseconds k_longest_look{1000};

std::int64_t integer_at(const json& object, const char* part) {
    const auto found = object.find(part);
    if (found == object.end() || !found->is_object()) {
        return 0;
    }
    const auto replicas = found->find("replicas");
    return replicas != found->end() && replicas->is_number_integer() ? replicas->get<std::int64_t>() : 0;
}

std::string text_at(const json& object, const char* part, const char* member) {
    const auto found = object.find(part);
    if (found == object.end() || !found->is_object()) {
        return "";
    }
    const auto text = found->find(member);
    return text != found->end() && text->is_string() ? text->get<std::string>() : "";
}

void set_replicas(json& object, std::int64_t replicas) {
    auto& spec = object["spec"];
    if (!spec.is_null() && !spec.is_object()) {
        throw Error("the server's answer has a spec that is not an object");
    }
    spec["replicas"] = replicas;
}

// One run of scale.
class Scaling {
  public:
    Scaling(Session& session, const ScaleRequest& request, const Format& format)
        : session_(session),
          request_(request),
          results_(format, request.dry_run, session.streams.out),
          needs_object_(!results_.prints_sentences() && format.kind != Format::Kind::name) {}

    void run();

  private:
    HttpRequest get_request(const SelectedObject& object, const char* subresource) const;
    json get_scale(Client& client, const SelectedObject& object);
    QueryParameters query() const;
    void send(Client& client, const SelectedObject& object, std::size_t index);
    std::int64_t set_blindly(Client& client, const SelectedObject& object);
    std::int64_t set_checked(Client& client, const SelectedObject& object);
    void check(const json& scale) const;
    void wait(Client& client, const SelectedObject& object);

    Session& session_;
    const ScaleRequest& request_;
    Results results_;
    bool needs_object_;
    std::vector<std::string> objects_;
    ErrorList errors_;
};

HttpRequest Scaling::get_request(const SelectedObject& object, const char* subresource) const {
    HttpRequest http;
    http.path = object_path(object.place.type, object.place.name_space, object.place.name, subresource);
    http.headers.emplace_back("Accept", "application/json");
    return http;
}

json Scaling::get_scale(Client& client, const SelectedObject& object) {
    return parse_object(client.get(get_request(object, "scale"), object.place.subject()).body);
}

QueryParameters Scaling::query() const {
    return request_.dry_run == DryRun::server ? QueryParameters{{"dryRun", "All"}} : QueryParameters{};
}

void Scaling::check(const json& scale) const {
    const auto refuse = [](const char* what, const std::string& wanted, const std::string& found) {
        throw Error(std::string("Expected ") + what + " to be " + wanted + ", was " + found);
    };
    const auto size = integer_at(scale, "spec");
    if (request_.current_replicas && *request_.current_replicas != size) {
        refuse("replicas", std::to_string(*request_.current_replicas), std::to_string(size));
    }
    const auto version = text_at(scale, "metadata", "resourceVersion");
    if (!request_.resource_version.empty() && request_.resource_version != version) {
        refuse("resource version", request_.resource_version, version);
    }
}

std::int64_t Scaling::set_blindly(Client& client, const SelectedObject& object) {
    const auto http = change_request(
        "PATCH", object_path(object.place.type, object.place.name_space, object.place.name, "scale"), query(),
        R"({"spec":{"replicas":)" + std::to_string(request_.replicas) + "}}", "application/merge-patch+json");
    return integer_at(parse_object(send_change(client, http, object.place, "scaled")), "spec");
}

std::int64_t Scaling::set_checked(Client& client, const SelectedObject& object) {
    const auto deadline = std::chrono::steady_clock::now() + k_conflict_patience;
    for (;;) {
        auto scale = get_scale(client, object);
        check(scale);
        set_replicas(scale, request_.replicas);
        const auto http = change_request(
            "PUT", object_path(object.place.type, object.place.name_space, object.place.name, "scale"),
            query(), to_go_json(scale));
        try {
            return integer_at(parse_object(send_change(client, http, object.place, "scaled")), "spec");
        } catch (const ApiError& error) {
            // Somebody else was faster: nothing was done, and the preconditions are looked at again.
            const bool again = error.reason() == "Conflict" && !session_.interrupt.requested() &&
                               std::chrono::steady_clock::now() < deadline;
            if (!again) {
                throw;
            }
        }
        std::this_thread::sleep_for(k_conflict_pause);
    }
}

void Scaling::wait(Client& client, const SelectedObject& object) {
    const auto deadline = std::chrono::steady_clock::now() + request_.timeout;
    for (auto pause = k_first_look;; pause = std::min(pause * 2, k_longest_look)) {
        const auto scale = get_scale(client, object);
        const auto wanted = integer_at(scale, "spec");
        // Another size in the meantime: somebody else took over.
        if (wanted != request_.replicas || integer_at(scale, "status") == wanted) {
            return;
        }
        if (std::chrono::steady_clock::now() + pause > deadline) {
            throw Error("timed out waiting for " + go_quote(object.place.name) + " to be synced");
        }
        if (session_.interrupt.requested()) {
            throw Error("interrupted while waiting for " + go_quote(object.place.name) + " to be synced");
        }
        std::this_thread::sleep_for(pause);
    }
}

void Scaling::send(Client& client, const SelectedObject& object, std::size_t index) {
    json shown;
    if (needs_object_ || request_.dry_run == DryRun::client) {
        shown = parse_object(client.get(get_request(object, ""), object.place.subject()).body);
    }
    auto size = request_.replicas;
    if (request_.dry_run != DryRun::client) {
        const bool checks = request_.current_replicas || !request_.resource_version.empty();
        size = checks ? set_checked(client, object) : set_blindly(client, object);
        if (request_.timeout.count() > 0 && request_.dry_run == DryRun::none) {
            wait(client, object);
        }
    }
    const auto& group = object.place.type.group;
    if (!shown.is_null() && (group.empty() || group == "apps")) {
        set_replicas(shown, size);  // elsewhere the field may have another name
    }
    if (!shown.is_null()) {
        objects_[index] = to_go_json(shown);
    }
}

void Scaling::run() {
    auto objects = select_objects(
        session_, {request_.targets, request_.files, request_.selection, request_.all}, errors_);
    if (!request_.resource_version.empty() && objects.size() > 1) {
        throw UsageError("cannot use --resource-version with multiple resources");
    }
    if (objects.empty()) {
        errors_.raise();
        throw Error("no objects passed to scale");
    }
    objects_.resize(objects.size());
    ObjectWork work;
    work.doing = "scaling";
    work.done = "scaled";
    work.names_source = false;
    work.concurrency = request_.concurrency;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        send(client, object, index);
    };
    work.say = [&](const SelectedObject& object, std::size_t index) {
        if (needs_object_) {
            results_.object(objects_[index], "scaled");
        } else {
            results_.named(object.place.type.lower_kind_group() + "/" + object.place.name, "scaled");
        }
    };
    work_on(session_, objects, work, errors_);
    errors_.raise();
}

}  // namespace

void scale(Session& session, const ScaleRequest& request, const Format& format) {
    Scaling(session, request, format).run();
}

}  // namespace yare
