#include "verbs/patch.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "base/json_write.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"
#include "base/yaml_json.hpp"
#include "request/json_patch.hpp"
#include "request/merge_patch.hpp"
#include "request/patch_schema.hpp"
#include "request/path.hpp"
#include "request/strategic_merge_patch.hpp"
#include "verbs/metadata_only.hpp"
#include "verbs/object_work.hpp"
#include "verbs/results.hpp"

namespace yare {

namespace {

using Type = PatchRequest::Type;
using nlohmann::json;

const char* content_type(Type type) {
    switch (type) {
        case Type::strategic:
            return "application/strategic-merge-patch+json";
        case Type::merge:
            return "application/merge-patch+json";
        case Type::json:
            return "application/json-patch+json";
        case Type::apply:
            return "application/apply-patch+yaml";
    }
    return "";
}

// The patch as JSON: the first document of what was given.
json read_patch(const PatchRequest& request) {
    std::string text = request.patch;
    if (!request.patch_file.empty()) {
        try {
            text = read_file(request.patch_file);
        } catch (const Error& error) {
            throw Error(std::string("unable to read patch file: ") + error.what());
        }
    }
    try {
        auto documents = read_yaml(text);
        return documents.empty() ? json() : std::move(documents.front().value);
    } catch (const YamlError& error) {
        throw Error("unable to parse " + go_quote(request.patch) + ": " + error.what());
    }
}

std::string text_of(const json& object, const char* member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

json apply_here(Type type, const json& object, const json& patch) {
    switch (type) {
        case Type::json:
            return apply_json_patch(object, patch);
        case Type::merge:
            return apply_merge_patch(object, patch);
        case Type::strategic: {
            const auto version = text_of(object, "apiVersion");
            const auto kind = text_of(object, "kind");
            if (!knows_patch_schema(version, kind)) {
                const auto slash = version.find('/');
                const std::string group_version = slash == std::string::npos ? "/" + version : version;
                throw Error("strategic merge patch is not supported for " + group_version + ", Kind=" + kind +
                            " locally, try --type merge");
            }
            return apply_strategic_merge_patch(object, patch, version, kind);
        }
        case Type::apply:
            break;
    }
    throw UsageError("an apply patch can only be tried by the server: use --dry-run=server");
}

// One run of patch.
class Patching {
  public:
    Patching(Session& session, const PatchRequest& request, const Format& format)
        : session_(session),
          request_(request),
          results_(format, DryRun::none, session.streams.out, false),
          patch_(read_patch(request)),
          patch_text_(to_go_json(patch_)) {}

    void run();

  private:
    void say_how_many(const std::vector<SelectedObject>& objects);
    void local();
    void send(Client& client, const SelectedObject& object, std::size_t index);
    void compute(Client& client, const SelectedObject& object, std::size_t index);
    std::string get(Client& client, const SelectedObject& object, const char* accept);
    std::string body_for(const SelectedObject& object) const;
    HttpRequest patch_request(const SelectedObject& object) const;

    struct Outcome {
        std::string object;
        bool changed = true;
    };

    Session& session_;
    const PatchRequest& request_;
    Results results_;
    json patch_;
    std::string patch_text_;
    ErrorList errors_;
    std::vector<Outcome> outcomes_;
};

// Beyond kubectl, which takes names only.
void Patching::say_how_many(const std::vector<SelectedObject>& objects) {
    std::map<std::string, std::size_t> counts;
    for (const auto& object : objects) {
        ++counts[object.place.type.group_resource()];
    }
    std::string words;
    for (const auto& [type, count] : counts) {
        words += (words.empty() ? "" : ", ") + std::to_string(count) + " " + type;
    }
    session_.streams.err.write("patching " + (words.empty() ? "0 objects" : words) + "\n");
    session_.streams.err.flush();
}

std::string Patching::get(Client& client, const SelectedObject& object, const char* accept) {
    HttpRequest http;
    http.path =
        object_path(object.place.type, object.place.name_space, object.place.name, request_.subresource);
    http.headers.emplace_back("Accept", accept);
    return client.get(http, object.place.subject()).body;
}

// A server-side apply says whose it is; what a short patch leaves out is known here.
std::string Patching::body_for(const SelectedObject& object) const {
    if (request_.type != Type::apply || !patch_.is_object()) {
        return patch_text_;
    }
    json body = patch_;
    if (!body.contains("apiVersion")) {
        body["apiVersion"] = object.place.type.api_version();
    }
    if (!body.contains("kind")) {
        body["kind"] = object.place.type.kind;
    }
    if (!body.contains("metadata") || (body["metadata"].is_object() && !body["metadata"].contains("name"))) {
        body["metadata"]["name"] = object.place.name;
    }
    return to_go_json(body);
}

HttpRequest Patching::patch_request(const SelectedObject& object) const {
    auto query = writing_query_without_validation(request_.how);
    if (request_.type == Type::apply && request_.force_conflicts) {
        query.emplace_back("force", "true");
    }
    return change_request(
        "PATCH",
        object_path(object.place.type, object.place.name_space, object.place.name, request_.subresource),
        std::move(query), body_for(object), content_type(request_.type));
}

void Patching::send(Client& client, const SelectedObject& object, std::size_t index) {
    if (request_.how.dry_run == DryRun::client) {
        compute(client, object, index);
        return;
    }
    // Only the sentence tells whether anything changed. What was only tried has the version that it had.
    const bool tries = request_.how.dry_run == DryRun::server;
    const bool tells = results_.prints_sentences() && request_.type != Type::apply;
    std::string before = object.resource_version;
    std::string metadata;
    JsonTree tree;
    if (tells && tries) {
        before = get(client, object, "application/json");
    } else if (tells && before.empty()) {
        const auto body = get(client, object, k_accept_metadata);
        const auto found = tree.parse(body).find("metadata");
        before = found.find("resourceVersion").text();
        metadata = to_go_json(found);
    }
    try {
        outcomes_[index].object = send_change(client, patch_request(object), object.place, "patched");
    } catch (const ApiError& error) {
        if (error.code() != 415) {
            throw;
        }
        const auto& type = object.place.type;
        throw Error(std::string(content_type(request_.type)) + " is not supported by " +
                    (type.group.empty() ? "/" : type.group + "/") + type.version + ", Kind=" + type.kind +
                    ": " + error.what() +
                    (request_.type == Type::strategic ? "; use --type=merge or --type=json" : ""));
    }
    auto& outcome = outcomes_[index];
    if (tells && tries) {
        outcome.changed = parse_object(before) != parse_object(outcome.object);
        return;
    }
    // An object whose last finalizer went is gone, and keeps the version that it had.
    const auto after = tree.parse(outcome.object).find("metadata");
    const bool is_going = static_cast<bool>(after.find("deletionTimestamp"));
    outcome.changed = tries || before.empty() || before != after.find("resourceVersion").text() ||
                      (is_going && metadata != to_go_json(after));
}

void Patching::compute(Client& client, const SelectedObject& object, std::size_t index) {
    const auto before = parse_object(get(client, object, "application/json"));
    const auto after = apply_here(request_.type, before, patch_);
    outcomes_[index] = {to_go_json(after), before != after};
}

void Patching::local() {
    const auto manifests = read_all_manifests(session_, request_.files);
    for (const auto& manifest : manifests.objects) {
        try {
            const auto before = json::parse(manifest.json);
            const auto after = apply_here(request_.type, before, patch_);
            results_.object(to_go_json(after), before == after ? "patched (no change)" : "patched");
        } catch (const OutputError&) {
            throw;
        } catch (const Error& error) {
            errors_.add(error);
        }
    }
    if (manifests.objects.empty() && errors_.empty()) {
        throw Error("no objects passed to patch");
    }
    errors_.raise();
}

void Patching::run() {
    if (request_.local && !request_.files.names.empty()) {
        local();
        return;
    }
    auto objects = select_objects(
        session_, {request_.targets, request_.files, request_.selection, request_.all}, errors_);
    if (!request_.targets.types.empty()) {
        say_how_many(objects);
    }
    if (objects.empty() && errors_.empty() && request_.targets.types.empty()) {
        throw Error("no objects passed to patch");
    }
    outcomes_.resize(objects.size());
    ObjectWork work;
    work.doing = "patching";
    work.done = "patched";
    work.names_source = false;
    work.concurrency = request_.concurrency;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        send(client, object, index);
    };
    work.say = [&](const SelectedObject&, std::size_t index) {
        results_.object(outcomes_[index].object,
                        outcomes_[index].changed ? "patched" : "patched (no change)");
        outcomes_[index].object = {};
    };
    work_on(session_, objects, work, errors_);
    errors_.raise();
}

}  // namespace

void patch(Session& session, const PatchRequest& request, const Format& format) {
    Patching(session, request, format).run();
}

}  // namespace yare
