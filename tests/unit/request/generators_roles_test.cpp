#include <doctest/doctest.h>

#include "base/error.hpp"
#include "request/generators/role.hpp"
#include "request/generators/role_binding.hpp"

using namespace yare;

namespace {

// A server with pods, deployments.apps and roles; warnings go into `warnings`.
GeneratorSources small_server(std::string& warnings) {
    GeneratorSources sources;
    sources.find_type = [](const TypeName& name) -> std::optional<ResourceType> {
        for (const auto& [group, plural, kind] :
             {std::tuple("", "pods", "Pod"), std::tuple("apps", "deployments", "Deployment"),
              std::tuple("rbac.authorization.k8s.io", "roles", "Role")}) {
            // As discovery reads `deployments.v1.apps`: a version first.
            const bool same_group = name.group().empty() ||
                                    std::string_view(group).starts_with(name.group()) ||
                                    (name.has_version_reading() && name.versioned_group() == group);
            if (name.resource() == plural && same_group) {
                ResourceType type;
                type.group = group;
                type.version = "v1";
                type.plural = plural;
                type.kind = kind;
                return type;
            }
        }
        return std::nullopt;
    };
    sources.warn = [&warnings](const std::string& text) { warnings += text + ";"; };
    return sources;
}

using Words = std::vector<std::string>;

// The rules, or the error.
std::string rules_of(const Words& verbs, const Words& resources, const Words& names = {}) {
    std::string warnings;
    try {
        const auto text = make_role({"r", verbs, resources, names}, small_server(warnings));
        const auto rules = text.find("\"rules\":");
        return warnings + text.substr(rules + 8, text.size() - rules - 9);
    } catch (const Error& error) {
        return warnings + error.what();
    }
}

std::string cluster_role(const NewClusterRole& what) {
    std::string warnings;
    try {
        return make_cluster_role(what, small_server(warnings));
    } catch (const Error& error) {
        return warnings + error.what();
    }
}

}  // namespace

TEST_CASE("rules of roles stand together by group") {
    struct Row {
        Words verbs;
        Words resources;
        const char* expected;
    };
    const Row rows[] = {
        {{"get"}, {"pods"}, R"([{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}])"},
        {{"get", "list", "get"},
         {"pods/log", "deployments.app/a/b", "pods", "pods/log"},
         R"([{"verbs":["get","list"],"apiGroups":[""],"resources":["pods/log","pods"]},)"
         R"({"verbs":["get","list"],"apiGroups":["apps"],"resources":["deployments/a/b"]}])"},
        {{"get", "*"}, {"pods", "*", "x"}, R"([{"verbs":["*"],"apiGroups":[""],"resources":["*"]}])"},
        {{"get"},
         {"*/scale", "none"},
         R"([{"verbs":["get"],"apiGroups":[""],"resources":["*/scale","none"]}])"},
        {{"bind"},
         {"roles"},
         R"([{"verbs":["bind"],"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles"]}])"},
        {{"impersonate"},
         {"users", "userextras.authentication.k8s.io/x"},
         R"([{"verbs":["impersonate"],"apiGroups":[""],"resources":["users"]},{"verbs":["impersonate"],)"
         R"("apiGroups":["authentication.k8s.io"],"resources":["userextras/x"]}])"},
        {{"frob"},
         {"pods."},
         R"('frob' is not a standard resource verb;[{"verbs":["frob"],"apiGroups":[""],"resources":["pods"]}])"},
        {{}, {"pods"}, "at least one verb must be specified"},
        {{"get"}, {}, "at least one resource must be specified"},
        {{"frob"}, {}, "'frob' is not a standard resource verb;at least one resource must be specified"},
        {{"get"}, {""}, "resource must be specified if apiGroup/subresource specified"},
        {{"get"}, {".apps/x"}, "resource must be specified if apiGroup/subresource specified"},
        {{"get"}, {"none"}, "the server doesn't have a resource type \"none\""},
        {{"get"}, {"none.a.b/c"}, "the server doesn't have a resource type \"none\" in group \"a.b\""},
        {{"get"},
         {"deployments.v1.apps"},
         "the server doesn't have a resource type \"deployments\" in group \"v1.apps\""},
        {{"get", "use"}, {"pods"}, "can not perform 'use' on 'pods' in group ''"},
        {{"impersonate"}, {"none"}, "can not perform 'impersonate' on 'none' in group ''"},
    };
    for (const auto& row : rows) {
        CHECK(rules_of(row.verbs, row.resources) == row.expected);
    }
    CHECK(rules_of({"get"}, {"pods"}, {"a", "b", "a"}) ==
          R"([{"verbs":["get"],"apiGroups":[""],"resources":["pods"],"resourceNames":["a","b"]}])");
}

TEST_CASE("cluster roles for URLs and of other roles") {
    NewClusterRole what;
    CHECK(cluster_role(what) == "name must be specified");
    what.role.name = "r";
    CHECK(cluster_role(what) == "at least one verb must be specified");
    what.role.verbs = {"get"};
    CHECK(cluster_role(what) == "one of resource or nonResourceURL must be specified");
    const std::pair<const char*, const char*> rows[] = {
        {"", "nonResourceURL should start with /"},
        {"a", "nonResourceURL should start with /"},
        {"/*/a", "nonResourceURL only supports wildcard matches when '*' is at the end"},
        {"/a*",
         R"({"kind":"ClusterRole","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"r"},)"
         R"("rules":[{"verbs":["get"],"nonResourceURLs":["/a*"]}]})"},
    };
    for (const auto& [url, expected] : rows) {
        what.non_resource_urls = {url};
        CHECK(cluster_role(what) == expected);
    }
    what.role.verbs = {"list"};
    CHECK(cluster_role(what) == "invalid verb: 'list' for nonResourceURL");
    what.aggregation_rule = {{"b", "1"}, {"a", "2"}};
    CHECK(cluster_role(what) ==
          "aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames");
    what.role.verbs = {};
    what.non_resource_urls = {};
    CHECK(cluster_role(what) ==
          R"({"kind":"ClusterRole","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"r"},)"
          R"("rules":null,"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"a":"2","b":"1"}}]}})");
}

TEST_CASE("bindings") {
    GeneratorSources sources;
    sources.name_space = "shop";
    CHECK(
        make_role_binding({"b", "", "c", {{"u"}, {"g"}, {"n:s"}}}, sources) ==
        R"({"kind":"RoleBinding","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"b",)"
        R"("namespace":"shop"},"subjects":[{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"u"},)"
        R"({"kind":"Group","apiGroup":"rbac.authorization.k8s.io","name":"g"},{"kind":"ServiceAccount",)"
        R"("name":"s","namespace":"n"}],"roleRef":{"apiGroup":"rbac.authorization.k8s.io",)"
        R"("kind":"ClusterRole","name":"c"}})");
    CHECK(
        make_cluster_role_binding({"b", "", {}}, sources) ==
        R"({"kind":"ClusterRoleBinding","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"b"},)"
        R"("roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":""}})");
    CHECK_THROWS_WITH_AS(make_role_binding({"", "r", "", {}}, sources), "name must be specified", Error);
    for (const auto& [role, cluster_role] : {std::pair("", ""), std::pair("a", "b")}) {
        CHECK_THROWS_WITH_AS(make_role_binding({"b", role, cluster_role, {}}, sources),
                             "exactly one of clusterrole or role must be specified", Error);
    }
    for (const char* account : {"", "a", "a:", ":a", "a:b:c"}) {
        CHECK_THROWS_WITH_AS(make_role_binding({"b", "r", "", {{}, {}, {account}}}, sources),
                             "serviceaccount must be <namespace>:<name>", Error);
    }
}
