// The discovery documents of the API server: k8s.io/api/apidiscovery/v2 and v2beta1, and APIVersions,
// APIGroupList and APIResourceList of k8s.io/apimachinery/pkg/apis/meta/v1.
#include <algorithm>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "discovery/api_resources.hpp"

namespace yare {

namespace {

std::string text_of(const JsonValue& object, std::string_view name) {
    const JsonValue value = object.find(name);
    return value.is_string() ? value.text() : std::string();
}

std::vector<std::string> texts_of(const JsonValue& object, std::string_view name) {
    std::vector<std::string> texts;
    const JsonValue array = object.find(name);
    if (array.is_array()) {
        for (JsonValue value = array.first(); value; value = value.next()) {
            if (value.is_string()) {
                texts.push_back(value.text());
            }
        }
    }
    return texts;
}

// The first element of an array member; missing where there is no such array (Go writes an empty one as
// null).
JsonValue first_of(const JsonValue& object, std::string_view name) {
    const JsonValue array = object.find(name);
    return array.is_array() ? array.first() : JsonValue();
}

// Refuses what could not stand between two slashes of a path.
bool is_segment(std::string_view text) {
    return !text.empty() && text != "." && text != ".." && text.find('/') == std::string_view::npos;
}

std::string joined(const std::string& group, const std::string& version) {
    return group.empty() ? version : group + "/" + version;
}

// Appends `type` unless it is not usable: a subresource (`pods/log`), or without name, version or kind.
void append(ServedType type, ApiResources& out) {
    if (!is_segment(type.plural) || !is_segment(type.version) ||
        (!type.group.empty() && !is_segment(type.group)) || type.kind.empty()) {
        return;
    }
    type.guess_singular();
    out.types.push_back(std::move(type));
}

ServedType read_aggregated_resource(const JsonValue& resource, const std::string& group,
                                      const std::string& version) {
    ServedType type;
    type.group = group;
    type.version = version;
    type.plural = text_of(resource, "resource");
    type.singular = text_of(resource, "singularResource");
    type.kind = text_of(resource.find("responseKind"), "kind");
    type.namespaced = text_of(resource, "scope") == "Namespaced";
    type.short_names = texts_of(resource, "shortNames");
    type.categories = texts_of(resource, "categories");
    type.verbs = texts_of(resource, "verbs");
    return type;
}

ServedType read_listed_resource(const JsonValue& resource, const std::string& group,
                                  const std::string& version) {
    ServedType type;
    type.group = group;
    type.version = version;
    type.plural = text_of(resource, "name");
    type.singular = text_of(resource, "singularName");
    type.kind = text_of(resource, "kind");
    type.namespaced = resource.find("namespaced").is_true();
    type.short_names = texts_of(resource, "shortNames");
    type.categories = texts_of(resource, "categories");
    type.verbs = texts_of(resource, "verbs");
    type.storage_version_hash = text_of(resource, "storageVersionHash");
    return type;
}

// Appends the group versions of one group of an APIGroupList.
void append_group(const JsonValue& group, std::vector<std::string>& out) {
    const std::string preferred = text_of(group.find("preferredVersion"), "groupVersion");
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    for (JsonValue version = first_of(group, "versions"); version; version = version.next()) {
        std::string name = text_of(version, "groupVersion");
        const auto slash = name.find('/');
        if (slash != std::string::npos && is_segment(std::string_view(name).substr(0, slash)) &&
            is_segment(std::string_view(name).substr(slash + 1))) {
            out.push_back(std::move(name));
        }
    }
    const auto found = std::find(out.begin() + begin, out.end(), preferred);
    if (found != out.end()) {
        std::rotate(out.begin() + begin, found, found + 1);
    }
}

}  // namespace

void read_aggregated(std::string_view text, ApiResources& out) {
    JsonTree tree;
    const JsonValue root = tree.parse(text);
    if (text_of(root, "kind") != "APIGroupDiscoveryList") {
        throw Error("not an APIGroupDiscoveryList");
    }
    for (JsonValue item = first_of(root, "items"); item; item = item.next()) {
        const std::string group = text_of(item.find("metadata"), "name");
        for (JsonValue listed = first_of(item, "versions"); listed; listed = listed.next()) {
            const std::string version = text_of(listed, "version");
            if (text_of(listed, "freshness") == "Stale") {
                const std::string name = joined(group, version);
                out.failed.push_back({name, "stale GroupVersion discovery: " + name});
                continue;
            }
            for (JsonValue resource = first_of(listed, "resources"); resource; resource = resource.next()) {
                append(read_aggregated_resource(resource, group, version), out);
            }
        }
    }
}

std::vector<std::string> read_aggregated_versions(std::string_view text) {
    JsonTree tree;
    const JsonValue root = tree.parse(text);
    if (text_of(root, "kind") != "APIGroupDiscoveryList") {
        throw Error("not an APIGroupDiscoveryList");
    }
    std::vector<std::string> names;
    for (JsonValue item = first_of(root, "items"); item; item = item.next()) {
        const std::string group = text_of(item.find("metadata"), "name");
        for (JsonValue listed = first_of(item, "versions"); listed; listed = listed.next()) {
            if (text_of(listed, "freshness") != "Stale") {
                names.push_back(joined(group, text_of(listed, "version")));
            }
        }
    }
    return names;
}

std::vector<std::string> read_group_versions(std::string_view text) {
    JsonTree tree;
    const JsonValue root = tree.parse(text);
    const std::string kind = text_of(root, "kind");
    std::vector<std::string> names;
    if (kind == "APIVersions") {
        for (std::string& version : texts_of(root, "versions")) {
            if (is_segment(version)) {
                names.push_back(std::move(version));
            }
        }
    } else if (kind == "APIGroupList") {
        for (JsonValue group = first_of(root, "groups"); group; group = group.next()) {
            append_group(group, names);
        }
    } else {
        throw Error("neither an APIVersions nor an APIGroupList");
    }
    return names;
}

void read_resource_list(std::string_view text, ApiResources& out) {
    JsonTree tree;
    const JsonValue root = tree.parse(text);
    const std::string name = text_of(root, "groupVersion");
    if (text_of(root, "kind") != "APIResourceList" || name.empty()) {
        throw Error("not an APIResourceList");
    }
    const auto slash = name.find('/');
    const std::string group = slash == std::string::npos ? std::string() : name.substr(0, slash);
    const std::string version = slash == std::string::npos ? name : name.substr(slash + 1);
    for (JsonValue resource = first_of(root, "resources"); resource; resource = resource.next()) {
        append(read_listed_resource(resource, group, version), out);
    }
}

}  // namespace yare
