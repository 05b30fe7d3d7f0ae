#include "verbs/manifest_targets.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/json_tree.hpp"
#include "base/streams.hpp"
#include "base/text.hpp"
#include "base/yaml_json.hpp"
#include "request/label_selector.hpp"

namespace yare {

namespace {

constexpr std::size_t k_max_stdin = std::size_t{1} << 30;

struct Dependency {
    std::string_view group;
    std::string_view kind;
    Phase phase;
};

// Kinds that creating others depends on: because the others live in them or are of them, or because admission
// looks them up at that moment. Webhooks come last: they may refuse all the rest.
constexpr Dependency k_dependencies[] = {
    {"", "Namespace", Phase::ground},
    {"apiextensions.k8s.io", "CustomResourceDefinition", Phase::ground},
    {"", "ServiceAccount", Phase::defaults},
    {"", "LimitRange", Phase::defaults},
    {"", "ResourceQuota", Phase::defaults},
    {"scheduling.k8s.io", "PriorityClass", Phase::defaults},
    {"node.k8s.io", "RuntimeClass", Phase::defaults},
    {"storage.k8s.io", "StorageClass", Phase::defaults},
    {"networking.k8s.io", "IngressClass", Phase::defaults},
    {"rbac.authorization.k8s.io", "Role", Phase::defaults},
    {"rbac.authorization.k8s.io", "ClusterRole", Phase::defaults},
    {"admissionregistration.k8s.io", "ValidatingWebhookConfiguration", Phase::hooks},
    {"admissionregistration.k8s.io", "MutatingWebhookConfiguration", Phase::hooks},
};

Phase phase_of(const std::string& api_version, const std::string& kind) {
    const auto slash = api_version.find('/');
    const std::string group = slash == std::string::npos ? "" : api_version.substr(0, slash);
    for (const auto& each : k_dependencies) {
        if (each.group == group && each.kind == kind) {
            return each.phase;
        }
    }
    return Phase::rest;
}

// The types that a CustomResourceDefinition brings, by apiVersion: apiextensions.k8s.io v1 (spec.versions)
// and v1beta1 (also spec.version).
std::map<std::string, ResourceType> defined_types(const JsonValue& definition) {
    const auto spec = definition.find("spec");
    const auto names = spec.find("names");
    ResourceType type;
    type.group = spec.find("group").text();
    type.plural = names.find("plural").text();
    type.kind = names.find("kind").text();
    const auto singular = names.find("singular").text();
    type.singular = singular.empty() ? to_lower(type.kind) : singular;
    type.short_names = element_texts(names.find("shortNames"));
    type.categories = element_texts(names.find("categories"));
    type.namespaced = spec.find("scope").raw() == "Namespaced";
    std::map<std::string, ResourceType> types;
    const auto add = [&](const std::string& version) {
        if (!version.empty() && !type.group.empty() && !type.plural.empty()) {
            type.version = version;
            types[type.api_version() + " " + type.kind] = type;
        }
    };
    add(spec.find("version").text());
    for (auto version = spec.find("versions").first(); version; version = version.next()) {
        if (version.find("served").is_true()) {
            add(version.find("name").text());
        }
    }
    return types;
}

std::string with_namespace(const std::string& object, const std::string& name_space) {
    auto value = nlohmann::json::parse(object);
    value["metadata"]["namespace"] = name_space;
    return to_go_json(value);
}

void set_namespace(const Session& session, const ManifestObject& manifest, SelectedObject& target) {
    const auto& connection = session.connection;
    if (!target.place.type.namespaced) {
        return;
    }
    target.place.name_space = manifest.name_space.empty() ? connection.namespace_name : manifest.name_space;
    if (connection.namespace_is_explicit && target.place.name_space != connection.namespace_name) {
        throw UsageError("the namespace from the provided object \"" + target.place.name_space +
                         "\" does not match the namespace \"" + connection.namespace_name +
                         "\". You must pass '--namespace=" + target.place.name_space +
                         "' to perform this operation.");
    }
    if (manifest.name_space.empty()) {
        target.object = with_namespace(target.object, target.place.name_space);
    }
}

}  // namespace

NoKindMatch not_mapped(const std::string& name, const std::string& name_space, const std::string& source,
                       const NoKindMatch& error) {
    return NoKindMatch("resource mapping not found for name: " + go_quote(name) +
                       " namespace: " + go_quote(name_space) + " from " + go_quote(source) + ": " +
                       error.what() + "\nensure CRDs are installed first");
}

Manifests read_all_manifests(Session& session, const ManifestFiles& files) {
    const ManifestSources sources{[&] { return read_all(session.streams.in, k_max_stdin); }, session.get_url};
    auto manifests = read_manifests_strictly(files, sources);
    for (const auto& note : manifests.notes) {
        session.client.warn(note);
    }
    return manifests;
}

std::vector<SelectedObject> find_targets(Session& session, const Manifests& manifests,
                                         const std::string& label_selector, ErrorList& errors) {
    const LabelSelector selector(label_selector);
    std::vector<const ManifestObject*> selected;
    std::map<std::string, ResourceType> defined;
    for (const auto& manifest : manifests.objects) {
        JsonTree tree;
        const auto object = tree.parse(manifest.json);
        if (!selector.matches(object)) {
            continue;
        }
        selected.push_back(&manifest);
        if (manifest.kind == "CustomResourceDefinition") {
            defined.merge(defined_types(object));
        }
    }
    std::vector<SelectedObject> targets;
    for (const auto* manifest : selected) {
        SelectedObject target;
        target.source = manifest->source;
        target.object = manifest->json;
        target.place.name = manifest->name;
        target.phase = phase_of(manifest->api_version, manifest->kind);
        try {
            try {
                target.place.type = session.discovery.find_kind(manifest->api_version, manifest->kind);
            } catch (const NoKindMatch& error) {
                const auto type = defined.find(manifest->api_version + " " + manifest->kind);
                if (type == defined.end()) {
                    throw not_mapped(manifest->name, manifest->name_space, manifest->source, error);
                }
                target.place.type = type->second;
            }
            // Also one that is there now: it may be about to be replaced.
            target.awaits_type = defined.count(manifest->api_version + " " + manifest->kind) > 0;
            set_namespace(session, *manifest, target);
            targets.push_back(std::move(target));
        } catch (const ApiError&) {
            throw;
        } catch (const TransportError&) {
            throw;
        } catch (const Error& error) {
            errors.add(error);
        }
    }
    return targets;
}

}  // namespace yare
