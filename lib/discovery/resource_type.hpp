// An endpoint of the API: what a type name on the command line comes to.
#pragma once

#include <string>
#include <vector>

namespace yare {

struct ResourceType {
    std::string group;  // empty: core
    std::string version;
    std::string plural;    // pods
    std::string singular;  // pod
    std::string kind;      // Pod
    bool namespaced = true;
    std::vector<std::string> short_names;
    std::vector<std::string> categories;
    std::vector<std::string> verbs;  // empty where not known

    /// `v1`, `apps/v1`
    std::string api_version() const { return group.empty() ? version : group + "/" + version; }
    /// `pods`, `deployments.apps`
    std::string group_resource() const { return group.empty() ? plural : plural + "." + group; }
    /// `pod`, `deployment.apps`: kind in lower case and group, the first half of `-o name`
    std::string lower_kind_group() const;
    bool same_endpoint(const ResourceType& other) const {
        return group == other.group && version == other.version && plural == other.plural;
    }
};

}  // namespace yare
