#include "verbs/create.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/yaml_json.hpp"
#include "config/load.hpp"
#include "request/path.hpp"
#include "transport/certificates.hpp"
#include "verbs/change.hpp"
#include "verbs/field_check.hpp"
#include "verbs/last_applied.hpp"
#include "verbs/object_work.hpp"
#include "verbs/results.hpp"
#include "verbs/served_types.hpp"

namespace yare {

namespace {

// A new object has no resourceVersion (cli-runtime/pkg/resource/helper.go Create).
std::string without_resource_version(const std::string& object) {
    JsonTree tree;
    if (!tree.parse(object).find("metadata").find("resourceVersion")) {
        return object;
    }
    auto value = nlohmann::json::parse(object);
    value["metadata"].erase("resourceVersion");
    return to_go_json(value);
}

}  // namespace

void create(Session& session, const CreateRequest& request, const Format& format) {
    ErrorList errors;
    auto objects =
        find_targets(session, read_all_manifests(session, request.files), request.label_selector, errors);
    if (objects.empty() && errors.empty()) {
        throw Error("no objects passed to create");
    }
    for (auto& object : objects) {
        object.object = without_resource_version(object.object);
        if (request.save_config) {
            object.object = with_last_applied(object.object, false);
        }
    }
    Results results(format, request.how.dry_run, session.streams.out);
    FieldCheck check(session, request.how.validation);
    std::vector<std::string> answers(objects.size());
    const bool sends = request.how.dry_run != DryRun::client;
    ObjectWork work;
    work.doing = "creating";
    work.done = "created";
    work.concurrency = sends ? request.concurrency : 1;
    work.in_phases = true;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        if (work.concurrency == 1 && object.awaits_type && request.how.dry_run == DryRun::none) {
            wait_for_type(client, object.place.type, session.interrupt);
        }
        answers[index] =
            sends ? create_object(client, object.place, object.object, request.how) : object.object;
    };
    work.say = [&](const SelectedObject& object, std::size_t index) {
        results.object(answers[index], "created");
        if (sends) {
            check.look(object.source, object.place, object.object, answers[index]);
        }
        answers[index] = {};
    };
    bool awaited = request.how.dry_run != DryRun::none;
    work.between_phases = [&] {
        if (!std::exchange(awaited, true)) {
            wait_for_types(session, objects);
        }
    };
    work_on(session, objects, work, errors);
    check.finish(errors);
    errors.raise();
}

void generate(Session& session, const GenerateRequest& request, const Format& format) {
    GeneratorSources sources;
    sources.name_space =
        session.connection.namespace_is_explicit ? session.connection.namespace_name : std::string();
    sources.find_type = [&](const TypeName& name) { return session.discovery.find(name); };
    sources.get_object = [&](const TypeName& name, const std::string& object) {
        const auto type = session.discovery.find(name);
        HttpRequest http;
        http.path = object_path(type, session.connection.namespace_name, object);
        http.headers.emplace_back("Accept", "application/json");
        return session.client.get(http, {type.group_resource(), object}).body;
    };
    sources.variable = [&](const std::string& name) { return variable(session.environment, name); };
    sources.check_key_pair = [](const std::string& certificate, const std::string& key) {
        read_identity(certificate, key);
    };
    std::string object = request.make(sources);
    if (request.save_config) {
        object = with_last_applied(object, true);
    }
    Format ordered = format;
    ordered.keep_order = true;
    Results results(ordered, request.how.dry_run, session.streams.out);
    if (request.how.dry_run == DryRun::client) {
        results.object(object, "created");
        return;
    }
    JsonTree tree;
    const auto value = tree.parse(object);
    ObjectPlace place;
    place.type = session.discovery.find_kind(value.find("apiVersion").text(), value.find("kind").text());
    place.name_space = place.type.namespaced ? session.connection.namespace_name : "";
    place.name = value.find("metadata").find("name").text();
    try {
        results.object(create_object(session.client, place, object, request.how), "created");
    } catch (const ApiError& error) {
        if (request.failure.empty()) {
            throw;
        }
        throw Error(request.failure + error.what());
    }
}

}  // namespace yare
