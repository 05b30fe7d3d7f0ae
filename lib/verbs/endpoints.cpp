#include "verbs/endpoints.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

std::vector<Endpoint> find_endpoints(Discovery& discovery, const std::vector<TypeName>& types) {
    std::vector<Endpoint> endpoints;
    const auto add = [&](const TypeName& typed, ResourceType type) {
        const bool known = std::any_of(endpoints.begin(), endpoints.end(),
                                       [&](const Endpoint& other) { return other.type.same_endpoint(type); });
        if (!known) {
            endpoints.push_back({typed, std::move(type)});
        }
    };
    for (const auto& typed : types) {
        const auto members = discovery.category(typed);
        for (const auto& member : members) {
            add({member.group_resource()}, member);
        }
        if (members.empty()) {
            add(typed, discovery.find(typed));
        }
    }
    return endpoints;
}

std::vector<std::string> split_name_spaces(const Connection& connection) {
    if (!connection.namespace_is_explicit) {
        return {connection.namespace_name};
    }
    std::vector<std::string> names;
    for (const auto& name : split(connection.namespace_name, ',')) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
    return names.empty() ? std::vector<std::string>{connection.namespace_name} : names;
}

std::vector<CollectionPlace> find_collections(const Connection& connection,
                                              const std::vector<Endpoint>& endpoints, bool everywhere) {
    std::vector<CollectionPlace> places;
    const auto names = split_name_spaces(connection);
    for (const auto& endpoint : endpoints) {
        if (everywhere || !endpoint.type.namespaced) {
            places.push_back({endpoint, ""});
            continue;
        }
        for (const auto& name : names) {
            places.push_back({endpoint, name});
        }
    }
    return places;
}

void with_rediscovery(Discovery& discovery, Endpoint& endpoint,
                      const std::function<void(const ResourceType&)>& send) {
    try {
        send(endpoint.type);
    } catch (const ApiError& error) {
        if (error.code() != 404 || !error.fields().details_name.empty()) {
            throw;
        }
        const auto found = discovery.find_again(endpoint.typed);
        if (found.same_endpoint(endpoint.type)) {
            throw;
        }
        endpoint.type = found;
        send(endpoint.type);
    }
}

}  // namespace yare
