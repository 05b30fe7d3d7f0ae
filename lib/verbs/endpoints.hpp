// From what was typed to endpoints.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config/connection.hpp"
#include "discovery/discovery.hpp"
#include "request/targets.hpp"

namespace yare {

/// A type as typed, and the endpoint it came to.
struct Endpoint {
    TypeName typed;
    ResourceType type;
};

/// The endpoints of collection targets: categories expanded, each endpoint once, in order. Throws for an
/// unknown type.
std::vector<Endpoint> find_endpoints(Discovery& discovery, const std::vector<TypeName>& types);

/// The namespaces whose members a reading verb collects: of `-n a,b` each one, else the one there is.
std::vector<std::string> split_name_spaces(const Connection& connection);

/// A collection to be read.
struct CollectionPlace {
    Endpoint endpoint;
    std::string name_space;  // empty: everywhere
};

/// Every endpoint in each namespace, a type without namespaces once; with `everywhere` each endpoint once.
std::vector<CollectionPlace> find_collections(const Connection& connection,
                                              const std::vector<Endpoint>& endpoints, bool everywhere);

/// Runs `send` with the endpoint's type. When the server does not have that path (404 without an object's
/// name), asks it for the type again and runs `send` once more if that leads elsewhere; updates `endpoint`.
void with_rediscovery(Discovery& discovery, Endpoint& endpoint,
                      const std::function<void(const ResourceType&)>& send);

}  // namespace yare
