#include "request/generators/role_binding.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "request/generators/object_parts.hpp"

namespace yare {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* k_group = "rbac.authorization.k8s.io";

Json make_subjects(const Subjects& subjects) {
    auto made = Json::array();
    for (const auto& user : subjects.users) {
        made.push_back({{"kind", "User"}, {"apiGroup", k_group}, {"name", user}});
    }
    for (const auto& group : subjects.groups) {
        made.push_back({{"kind", "Group"}, {"apiGroup", k_group}, {"name", group}});
    }
    for (const auto& account : subjects.service_accounts) {
        const auto parts = split(account, ':');
        if (parts.size() != 2 || parts[0].empty() || parts[1].empty()) {
            throw Error("serviceaccount must be <namespace>:<name>");
        }
        made.push_back({{"kind", "ServiceAccount"}, {"name", parts[1]}, {"namespace", parts[0]}});
    }
    return made;
}

std::string make_binding(const char* kind, Json metadata, const Subjects& subjects, const char* role_kind,
                         const std::string& role) {
    Json binding = {
        {"kind", kind}, {"apiVersion", "rbac.authorization.k8s.io/v1"}, {"metadata", std::move(metadata)}};
    if (auto made = make_subjects(subjects); !made.empty()) {
        binding["subjects"] = std::move(made);
    }
    binding["roleRef"] = {{"apiGroup", k_group}, {"kind", role_kind}, {"name", role}};
    return object_text(binding);
}

}  // namespace

std::string make_role_binding(const NewRoleBinding& what, const GeneratorSources& sources) {
    if (what.name.empty()) {
        throw Error("name must be specified");
    }
    if (what.cluster_role.empty() == what.role.empty()) {
        throw Error("exactly one of clusterrole or role must be specified");
    }
    const bool is_role = !what.role.empty();
    return make_binding("RoleBinding", object_meta(what.name, sources.name_space), what.subjects,
                        is_role ? "Role" : "ClusterRole", is_role ? what.role : what.cluster_role);
}

std::string make_cluster_role_binding(const NewClusterRoleBinding& what, const GeneratorSources&) {
    return make_binding("ClusterRoleBinding", object_meta(what.name), what.subjects, "ClusterRole",
                        what.cluster_role);
}

}  // namespace yare
