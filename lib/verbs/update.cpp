#include "verbs/update.hpp"

#include <nlohmann/json.hpp>

#include "base/yaml_json.hpp"
#include "request/path.hpp"
#include "verbs/delete.hpp"
#include "verbs/field_check.hpp"
#include "verbs/last_applied.hpp"
#include "verbs/metadata_only.hpp"
#include "verbs/object_work.hpp"
#include "verbs/results.hpp"

namespace yare {

namespace {

using nlohmann::json;

constexpr Milliseconds k_force_patience{5 * 60 * 1000};

// One run of update.
class Updating {
  public:
    Updating(Session& session, const UpdateRequest& request, const Format& format)
        : session_(session),
          request_(request),
          format_(format),
          results_(format, request.how.dry_run, session.streams.out),
          check_(session, request.how.validation) {}

    void run();

  private:
    std::vector<SelectedObject> find();
    void replace(std::vector<SelectedObject>& objects);
    void create_again(std::vector<SelectedObject>& objects);
    std::string current_version(Client& client, const SelectedObject& object);
    std::string with_version(Client& client, const SelectedObject& object);

    Session& session_;
    const UpdateRequest& request_;
    const Format& format_;
    Results results_;
    FieldCheck check_;
    ErrorList errors_;
    std::vector<std::string> answers_;
};

// The objects of the manifests; or, where an object was named, the one manifest as that object's subresource
// (a Scale says nothing of the Deployment that it belongs to).
std::vector<SelectedObject> Updating::find() {
    const auto manifests = read_all_manifests(session_, request_.files);
    if (request_.targets.empty()) {
        return find_targets(session_, manifests, "", errors_);
    }
    if (request_.targets.objects.size() != 1 || manifests.objects.size() != 1 ||
        request_.subresource.empty()) {
        throw UsageError(
            "an object is named only together with --subresource and one manifest: its new content");
    }
    const auto& target = request_.targets.objects.front();
    SelectedObject object;
    object.typed = target.type;
    object.place.type = session_.discovery.find(target.type);
    object.place.name = target.name;
    object.place.name_space = object.place.type.namespaced ? session_.connection.namespace_name : "";
    object.source = manifests.objects.front().source;
    object.object = manifests.objects.front().json;
    if (manifests.objects.front().name != target.name) {
        throw UsageError("the manifest is of \"" + manifests.objects.front().name + "\", not of \"" +
                         target.name + "\"");
    }
    auto value = json::parse(object.object);
    if (!object.place.name_space.empty() && !value["metadata"].contains("namespace")) {
        value["metadata"]["namespace"] = object.place.name_space;
        object.object = to_go_json(value);
    }
    return {std::move(object)};
}

// Not every subresource can be read (finalize cannot); the object's version is the same.
std::string Updating::current_version(Client& client, const SelectedObject& object) {
    HttpRequest http;
    http.headers.emplace_back("Accept", k_accept_metadata);
    JsonTree tree;
    http.path = object_path(object.place.type, object.place.name_space, object.place.name);
    const auto answer = client.get(http, object.place.subject());
    return tree.parse(answer.body).find("metadata").find("resourceVersion").text();
}

std::string Updating::with_version(Client& client, const SelectedObject& object) {
    JsonTree tree;
    if (!tree.parse(object.object).find("metadata").find("resourceVersion").text().empty()) {
        return object.object;
    }
    std::string version;
    try {
        version = current_version(client, object);
    } catch (const ApiError& error) {
        // Who may write may not be allowed to read, and some types are created by a PUT: the server decides.
        if (error.code() != 403 && error.code() != 404 && error.code() != 405) {
            throw;
        }
        return object.object;
    }
    auto value = json::parse(object.object);
    value["metadata"]["resourceVersion"] = version;
    return to_go_json(value);
}

void Updating::replace(std::vector<SelectedObject>& objects) {
    const bool sends = request_.how.dry_run != DryRun::client;
    ObjectWork work;
    work.doing = "replacing";
    work.done = "replaced";
    work.concurrency = sends ? request_.concurrency : 1;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        if (!sends) {
            answers_[index] = object.object;
            return;
        }
        const auto http = change_request(
            "PUT",
            object_path(object.place.type, object.place.name_space, object.place.name, request_.subresource),
            writing_query(request_.how), with_version(client, object));
        answers_[index] = send_change(client, http, object.place, "replaced");
    };
    work.say = [&](const SelectedObject& object, std::size_t index) {
        results_.object(answers_[index], "replaced");
        if (sends && request_.subresource.empty()) {
            check_.look(object.source, object.place, object.object, answers_[index]);
        }
        answers_[index] = {};
    };
    work_on(session_, objects, work, errors_);
}

void Updating::create_again(std::vector<SelectedObject>& objects) {
    DeleteRequest deletion;
    deletion.how = request_.deletion;
    deletion.how.wait = true;
    deletion.how.timeout =
        request_.deletion.timeout.count() > 0 ? request_.deletion.timeout : k_force_patience;
    deletion.ignore_not_found = true;
    deletion.names_only = format_.kind == Format::Kind::name;
    deletion.concurrency = request_.concurrency;
    delete_found(session_, objects, deletion, errors_);
    ObjectWork work;
    work.doing = "replacing";
    work.done = "created again";
    work.awaits_types = true;
    work.concurrency = request_.concurrency;
    work.in_phases = true;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        auto value = json::parse(object.object);
        value["metadata"].erase("resourceVersion");
        value["metadata"].erase("uid");
        answers_[index] = create_object(client, object.place, to_go_json(value), request_.how);
    };
    work.say = [&](const SelectedObject& object, std::size_t index) {
        results_.object(answers_[index], "replaced");
        check_.look(object.source, object.place, object.object, answers_[index]);
        answers_[index] = {};
    };
    work_on(session_, objects, work, errors_);
}

void Updating::run() {
    auto objects = find();
    if (objects.empty() && errors_.empty()) {
        throw Error("no objects passed to replace");
    }
    for (auto& object : objects) {
        object.object = request_.save_config ? with_last_applied(object.object, false)
                                             : with_last_applied_if_kept(object.object);
    }
    if (request_.subresource.empty()) {
        check_.refuse_unknown(objects, errors_);
    }
    answers_.resize(objects.size());
    if (request_.force) {
        errors_.raise();  // nothing is deleted that could not be made again
        create_again(objects);
    } else {
        replace(objects);
    }
    check_.finish(errors_);
    errors_.raise();
}

}  // namespace

void update(Session& session, const UpdateRequest& request, const Format& format) {
    Updating(session, request, format).run();
}

}  // namespace yare
