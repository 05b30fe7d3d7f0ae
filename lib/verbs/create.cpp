#include "verbs/create.hpp"

#include <nlohmann/json.hpp>

#include "base/yaml_json.hpp"
#include "config/load.hpp"
#include "request/generators/object_parts.hpp"
#include "request/path.hpp"
#include "transport/certificates.hpp"
#include "verbs/change.hpp"
#include "verbs/edit.hpp"
#include "verbs/endpoints.hpp"
#include "verbs/field_check.hpp"
#include "verbs/last_applied.hpp"
#include "verbs/object_work.hpp"
#include "verbs/results.hpp"

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

// POSTs one object as the user left it.
void create_after_edit(Session& session, const CreateRequest& request, const ManifestObject& edited,
                       Results& results) {
    ErrorList errors;
    Manifests one;
    one.objects.push_back(edited);
    auto objects = find_targets(session, one, "", errors);
    errors.raise();
    auto& object = objects.front();
    if (request.save_config) {
        object.object = with_last_applied(object.object, false);
    }
    const bool sends = request.how.dry_run != DryRun::client;
    results.object(sends ? create_object(session.client, object.place,
                                         without_resource_version(object.object), request.how)
                         : object.object,
                   "created");
}

// `create --edit`: the user sees one object after the other.
void create_edited(Session& session, const CreateRequest& request, const Format& format) {
    if (format.kind == Format::Kind::name) {
        throw Error(
            "unable to match a printer suitable for the output format \"name\", allowed formats are: "
            "json,yaml");
    }
    ErrorList errors;
    const auto objects =
        find_targets(session, read_all_manifests(session, request.files), request.label_selector, errors);
    if (objects.empty() && errors.empty()) {
        throw Error("no objects passed to create");
    }
    Results results(format, request.how.dry_run, session.streams.out);
    EditFile file;
    file.directory = session.temporary_directory;
    file.program = session.program;
    file.json = format.kind == Format::Kind::json;
    file.windows_line_endings = request.windows_line_endings;
    file.open_editor = [&](const std::string& path) {
        session.streams.out.flush();
        session.streams.err.flush();
        session.open_editor(path);
    };
    file.tell = [&](const std::string& line) { session.streams.err.write(line + "\n"); };
    file.warn = [&](const std::string& note) { session.client.warn(note); };
    for (const auto& object : objects) {
        try {
            edit_object({object.object, object.place.words()}, file, [&](const ManifestObject& edited) {
                create_after_edit(session, request, edited, results);
            });
        } catch (const OutputError&) {
            throw;
        } catch (const Error& error) {
            errors.add(error);
        }
    }
    errors.raise();
}

}  // namespace

void create(Session& session, const CreateRequest& request, const Format& format) {
    if (request.edit) {
        create_edited(session, request, format);
        return;
    }
    ErrorList errors;
    auto objects =
        find_targets(session, read_all_manifests(session, request.files), request.label_selector, errors);
    if (objects.empty() && errors.empty()) {
        throw Error("no objects passed to create");
    }
    for (auto& object : objects) {
        if (request.save_config) {
            object.object = with_last_applied(object.object, false);
        }
    }
    Results results(format, request.how.dry_run, session.streams.out);
    FieldCheck check(session, request.how.validation);
    check.refuse_unknown(objects, errors);
    std::vector<std::string> answers(objects.size());
    const bool sends = request.how.dry_run != DryRun::client;
    ObjectWork work;
    work.doing = "creating";
    work.done = "created";
    work.concurrency = sends ? request.concurrency : 1;
    work.in_phases = true;
    work.awaits_types = request.how.dry_run == DryRun::none;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        answers[index] =
            sends ? create_object(client, object.place, without_resource_version(object.object), request.how)
                  : object.object;
    };
    work.say = [&](const SelectedObject& object, std::size_t index) {
        results.object(answers[index], "created");
        if (sends) {
            check.look(object.source, object.place, object.object, answers[index]);
        }
        answers[index] = {};
    };
    work_on(session, objects, work, errors);
    check.finish(errors);
    errors.raise();
}

void generate(Session& session, const GenerateRequest& request, const Format& format) {
    GeneratorSources sources;
    sources.name_space =
        session.connection.namespace_is_explicit ? session.connection.namespace_name : std::string();
    sources.find_type = [&](const TypeName& name) -> std::optional<ResourceType> {
        try {
            return session.discovery.find(name);
        } catch (const UnknownType&) {
            return std::nullopt;
        }
    };
    sources.warn = [&](const std::string& text) {
        session.streams.err.write("Warning: " + text + "\n");
        session.streams.err.flush();
    };
    sources.get_object = [&](const TypeName& name, const std::string& object) {
        Endpoint endpoint{name, session.discovery.find(name)};
        std::string body;
        with_rediscovery(session.discovery, endpoint, [&](const ResourceType& type) {
            HttpRequest http;
            http.path = object_path(type, session.connection.namespace_name, object);
            http.headers.emplace_back("Accept", "application/json");
            body = session.client.get(http, {type.group_resource(), object}).body;
        });
        return body;
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
        const auto answer = create_object(session.client, place, object, request.how);
        results.object(without_null_times(answer), "created");
    } catch (const ApiError& error) {
        if (request.failure.empty()) {
            throw;
        }
        throw Error(request.failure + error.what());
    }
}

}  // namespace yare
