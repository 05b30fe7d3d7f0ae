#include "request/generators/role.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "request/generators/object_parts.hpp"

namespace yare {

namespace {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

// kubectl/pkg/cmd/create/create_role.go and create_clusterrole.go
constexpr std::string_view k_resource_verbs[] = {
    "*",     "get",   "delete",           "list", "create", "update",   "patch",
    "watch", "proxy", "deletecollection", "use",  "bind",   "escalate", "impersonate"};
constexpr std::string_view k_url_verbs[] = {"*", "get", "post", "put", "delete", "patch", "head", "options"};

// Verbs that are for these resources only.
struct SpecialVerb {
    std::string_view verb;
    std::string_view group;
    std::string_view resource;
};
constexpr SpecialVerb k_special_verbs[] = {
    {"use", "policy", "podsecuritypolicies"},
    {"use", "extensions", "podsecuritypolicies"},
    {"bind", "rbac.authorization.k8s.io", "roles"},
    {"bind", "rbac.authorization.k8s.io", "clusterroles"},
    {"escalate", "rbac.authorization.k8s.io", "roles"},
    {"escalate", "rbac.authorization.k8s.io", "clusterroles"},
    {"impersonate", "", "users"},
    {"impersonate", "", "serviceaccounts"},
    {"impersonate", "", "groups"},
    {"impersonate", "authentication.k8s.io", "userextras"},
};

template <class List>
bool holds(const List& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

Words each_once(const Words& words) {
    Words kept;
    for (const auto& word : words) {
        if (!holds(kept, word)) {
            kept.push_back(word);
        }
    }
    return kept;
}

Words read_verbs(const Words& verbs) { return holds(verbs, "*") ? Words{"*"} : each_once(verbs); }

struct Resource {
    std::string name;
    std::string group;
    std::string subresource;
};

std::vector<Resource> read_resources(const Words& texts) {
    std::vector<Resource> resources;
    for (const auto& text : texts) {
        if (text == "*") {
            return {{"*", "", ""}};
        }
        const auto slash = std::min(text.find('/'), text.size());
        const auto dot = std::min(text.find('.'), slash);
        Resource resource;
        resource.name = text.substr(0, dot);
        resource.group = dot < slash ? text.substr(dot + 1, slash - dot - 1) : "";
        resource.subresource = slash < text.size() ? text.substr(slash + 1) : "";
        resources.push_back(std::move(resource));
    }
    return resources;
}

// As the server calls it: short names become long ones, and a resource without a group gets its own. False
// where the server has no such resource (roles may name it all the same, in a few cases).
bool look_up(Resource& resource, const GeneratorSources& sources) {
    if (resource.name == "*") {
        return false;
    }
    const std::string text = resource.name + (resource.group.empty() ? "" : "." + resource.group);
    const auto type = sources.find_type(TypeName{text});
    // `deployments.v1.apps`, which elsewhere is a version, is a group here.
    if (!type || !type->group.starts_with(resource.group)) {
        return false;
    }
    resource.name = type->plural;
    resource.group = type->group;
    return true;
}

// Whether one of the verbs is for such resources only. Throws Error for one that is for others.
bool check_special_verbs(const Words& verbs, const Resource& resource) {
    bool special = false;
    for (const auto& verb : verbs) {
        bool known = false;
        bool match = false;
        for (const auto& each : k_special_verbs) {
            known = known || each.verb == verb;
            match = match ||
                    (each.verb == verb && each.group == resource.group && each.resource == resource.name);
        }
        if (known && !match) {
            throw Error("can not perform '" + verb + "' on '" + resource.name + "' in group '" +
                        resource.group + "'");
        }
        special = special || match;
    }
    return special;
}

void check_resources(const Words& verbs, const std::vector<Resource>& resources,
                     const GeneratorSources& sources) {
    for (const auto& given : resources) {
        if (given.name.empty()) {
            throw Error("resource must be specified if apiGroup/subresource specified");
        }
        if (given.name == "*") {
            return;
        }
        auto resource = given;
        const bool known = look_up(resource, sources);
        if (!check_special_verbs(verbs, resource) && !known) {
            throw Error("the server doesn't have a resource type " + go_quote(given.name) +
                        (given.group.empty() ? "" : " in group " + go_quote(given.group)));
        }
    }
}

void warn_of_verbs(const Words& verbs, const GeneratorSources& sources) {
    for (const auto& verb : verbs) {
        if (!holds(k_resource_verbs, verb)) {
            sources.warn("'" + verb + "' is not a standard resource verb");
        }
    }
}

void check_urls(const Words& verbs, const Words& urls) {
    for (const auto& verb : verbs) {
        if (!urls.empty() && !holds(k_url_verbs, verb)) {
            throw Error("invalid verb: '" + verb + "' for nonResourceURL");
        }
    }
    for (const auto& url : urls) {
        if (url == "*") {
            continue;
        }
        if (!url.starts_with('/')) {
            throw Error("nonResourceURL should start with /");
        }
        if (url.find('*') < url.size() - 1) {
            throw Error("nonResourceURL only supports wildcard matches when '*' is at the end");
        }
    }
}

Json make_rules(const Words& verbs, const std::vector<Resource>& resources, const Words& resource_names,
                const Words& urls, const GeneratorSources& sources) {
    std::map<std::string, Words> by_group;
    for (auto resource : resources) {
        look_up(resource, sources);
        const auto name =
            resource.subresource.empty() ? resource.name : resource.name + "/" + resource.subresource;
        auto& names = by_group[resource.group];
        if (!holds(names, name)) {
            names.push_back(name);
        }
    }
    auto rules = Json::array();
    for (const auto& [group, names] : by_group) {
        Json rule = {{"verbs", verbs}, {"apiGroups", Json::array({group})}, {"resources", names}};
        if (!resource_names.empty()) {
            rule["resourceNames"] = resource_names;
        }
        rules.push_back(std::move(rule));
    }
    if (!urls.empty()) {
        rules.push_back({{"verbs", verbs}, {"nonResourceURLs", urls}});
    }
    return rules;
}

Json make_aggregation(const std::map<std::string, std::string>& labels) {
    return {{"clusterRoleSelectors", Json::array({{{"matchLabels", labels}}})}};
}

void check_name_and_verbs(const std::string& name, const Words& verbs) {
    if (name.empty()) {
        throw Error("name must be specified");
    }
    if (verbs.empty()) {
        throw Error("at least one verb must be specified");
    }
}

}  // namespace

std::string make_role(const NewRole& what, const GeneratorSources& sources) {
    const auto verbs = read_verbs(what.verbs);
    const auto resources = read_resources(what.resources);
    check_name_and_verbs(what.name, verbs);
    warn_of_verbs(verbs, sources);
    if (resources.empty()) {
        throw Error("at least one resource must be specified");
    }
    check_resources(verbs, resources, sources);
    return object_text(
        {{"kind", "Role"},
         {"apiVersion", "rbac.authorization.k8s.io/v1"},
         {"metadata", object_meta(what.name, sources.name_space)},
         {"rules", make_rules(verbs, resources, each_once(what.resource_names), {}, sources)}});
}

std::string make_cluster_role(const NewClusterRole& what, const GeneratorSources& sources) {
    const auto verbs = read_verbs(what.role.verbs);
    const auto resources = read_resources(what.role.resources);
    const auto urls = each_once(what.non_resource_urls);
    Json role = {{"kind", "ClusterRole"},
                 {"apiVersion", "rbac.authorization.k8s.io/v1"},
                 {"metadata", object_meta(what.role.name)}};
    if (!what.aggregation_rule.empty() && !what.role.name.empty()) {
        if (!verbs.empty() || !resources.empty() || !urls.empty() || !what.role.resource_names.empty()) {
            throw Error(
                "aggregation rule must be specified without nonResourceURLs, verbs, resources or "
                "resourceNames");
        }
        role["rules"] = nullptr;
        role["aggregationRule"] = make_aggregation(what.aggregation_rule);
        return object_text(role);
    }
    check_name_and_verbs(what.role.name, verbs);
    if (resources.empty() && urls.empty()) {
        throw Error("one of resource or nonResourceURL must be specified");
    }
    if (!resources.empty()) {
        warn_of_verbs(verbs, sources);
        check_resources(verbs, resources, sources);
    }
    check_urls(verbs, urls);
    role["rules"] = make_rules(verbs, resources, each_once(what.role.resource_names), urls, sources);
    return object_text(role);
}

}  // namespace yare
