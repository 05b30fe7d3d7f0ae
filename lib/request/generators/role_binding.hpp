// `create rolebinding` and `create clusterrolebinding`.
#pragma once

#include <string>
#include <vector>

#include "request/generators/sources.hpp"

namespace yare {

struct Subjects {
    std::vector<std::string> users;
    std::vector<std::string> groups;
    std::vector<std::string> service_accounts;  // NAMESPACE:NAME
};

struct NewRoleBinding {
    std::string name;
    std::string role;
    std::string cluster_role;  // instead of a role
    Subjects subjects;
};

struct NewClusterRoleBinding {
    std::string name;
    std::string cluster_role;
    Subjects subjects;
};

/// An rbac.authorization.k8s.io/v1 RoleBinding. Throws Error for an empty name, when not exactly one of role
/// and cluster role is there, and for a service account of another form.
std::string make_role_binding(const NewRoleBinding& what, const GeneratorSources& sources);

/// A ClusterRoleBinding. Throws Error for a service account of another form.
std::string make_cluster_role_binding(const NewClusterRoleBinding& what, const GeneratorSources& sources);

}  // namespace yare
