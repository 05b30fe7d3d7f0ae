// `create role` and `create clusterrole`.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "request/generators/sources.hpp"

namespace yare {

struct NewRole {
    std::string name;
    std::vector<std::string> verbs;
    std::vector<std::string> resources;  // RESOURCE[.GROUP][/SUBRESOURCE]
    std::vector<std::string> resource_names;
};

struct NewClusterRole {
    NewRole role;
    std::vector<std::string> non_resource_urls;
    std::map<std::string, std::string> aggregation_rule;  // labels; instead of everything else
};

/// An rbac.authorization.k8s.io/v1 Role, with one rule for each API group of the resources. Resources are
/// looked up; verbs that are not known are warned of. Throws Error for what is missing, for a resource that
/// the server does not have, and for a verb that is not for its resource (`use`, `bind`, `escalate`,
/// `impersonate`).
std::string make_role(const NewRole& what, const GeneratorSources& sources);

/// The same for a ClusterRole, which may have rules for URLs, or be the sum of other ones.
std::string make_cluster_role(const NewClusterRole& what, const GeneratorSources& sources);

}  // namespace yare
