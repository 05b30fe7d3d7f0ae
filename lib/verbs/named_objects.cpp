#include "verbs/named_objects.hpp"

#include <map>

#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "request/label_selector.hpp"
#include "request/path.hpp"
#include "verbs/manifest_targets.hpp"

namespace yare {

namespace {

NamedObject find_object(Session& session, const ManifestObject& manifest) {
    const auto type = session.discovery.find_kind(manifest.api_version, manifest.kind);
    const auto& connection = session.connection;
    const std::string name_space =
        manifest.name_space.empty() ? connection.namespace_name : manifest.name_space;
    if (type.namespaced && connection.namespace_is_explicit && name_space != connection.namespace_name) {
        throw UsageError("the namespace from the provided object \"" + name_space +
                         "\" does not match the namespace \"" + connection.namespace_name +
                         "\". You must pass '--namespace=" + name_space + "' to perform this operation.");
    }
    return {{{type.plural + "." + type.version + "." + type.group}, type},
            type.namespaced ? name_space : "",
            manifest.name};
}

}  // namespace

void explain_missing(Client& client, const NamedObject& object, const ApiError& error, Milliseconds time) {
    const auto& name_space = object.name_space;
    if (!error.is_not_found() || !object.endpoint.type.namespaced || name_space == "default") {
        throw error;
    }
    HttpRequest request;
    request.path = "/api/v1/namespaces/" + percent_encode_segment(name_space);
    request.headers.emplace_back("Accept", "application/json");
    request.timeout = time;
    try {
        client.get(request, {"namespaces", name_space});
    } catch (const ApiError& other) {
        if (other.is_not_found()) {
            throw;
        }
    } catch (const TransportError&) {
        // What is known already is worth more than a second failure.
    }
    throw error;
}

Answer fetch_object(Session& session, NamedObject& object, const std::string& subresource,
                    const std::string& accept, const QueryParameters& query) {
    Answer answer;
    try {
        with_rediscovery(session.discovery, object.endpoint, [&](const ResourceType& type) {
            HttpRequest request;
            request.path = object_path(type, object.name_space, object.name, subresource);
            request.headers.emplace_back("Accept", accept);
            request.query = query;
            answer = session.client.get(request, {type.group_resource(), object.name});
        });
    } catch (const ApiError& error) {
        explain_missing(session.client, object, error);
    }
    return answer;
}

Manifests read_named_manifests(Session& session, const ManifestFiles& files, ErrorList& errors) {
    const ManifestSources sources{[&] { return read_all(session.streams.in, std::size_t{1} << 30); },
                                  session.get_url};
    auto manifests = read_manifests(files, sources, errors);
    if (manifests.sources == 0) {
        errors.raise();
    }
    return manifests;
}

std::vector<NamedObject> find_objects(Session& session, const Targets& targets,
                                      const std::string& name_space) {
    std::vector<NamedObject> objects;
    for (const auto& target : targets.objects) {
        auto type = session.discovery.find(target.type);
        if (type.namespaced && name_space.empty()) {
            throw UsageError("a resource cannot be retrieved by name across all namespaces");
        }
        objects.push_back({{target.type, type}, type.namespaced ? name_space : "", target.name});
    }
    return objects;
}

FoundObjects find_objects(Session& session, const Manifests& manifests, const std::string& label_selector,
                          ErrorList& errors) {
    const LabelSelector selector(label_selector);
    FoundObjects found;
    for (const auto& manifest : manifests.objects) {
        JsonTree tree;
        if (!selector.matches(tree.parse(manifest.json))) {
            continue;
        }
        try {
            found.objects.push_back(find_object(session, manifest));
        } catch (const NoKindMatch& error) {
            errors.add(not_mapped(manifest.name, manifest.name_space, manifest.source, error));
        } catch (const UsageError& error) {
            found.elsewhere.push_back(error);
        }
    }
    return found;
}

}  // namespace yare
