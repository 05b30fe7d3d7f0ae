#include "discovery/builtin.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/text.hpp"
#include "discovery/builtin_table.hpp"

using namespace yare;

namespace {

// GROUP/VERSION/PLURAL, with `*` behind a cluster-scoped one; `-` for nothing.
std::string found(const std::string& text) {
    const auto type = find_builtin(TypeName{text});
    return type ? type->api_version() + "/" + type->plural + (type->namespaced ? "" : "*") : "-";
}

}  // namespace

TEST_CASE("built-in types are found by every name that kubectl knows them by") {
    struct Row {
        const char *text, *expected;
    };
    const Row rows[] = {
        {"pods", "v1/pods"},
        {"pod", "v1/pods"},
        {"po", "v1/pods"},
        {"Pod", "v1/pods"},
        {"PODS", "v1/pods"},
        {"pods.", "v1/pods"},
        {"pods.v1.", "v1/pods"},
        {"po.v1.", "v1/pods"},
        {"PO", "-"},  // kubectl: short names as they are written only
        {"pods.v1", "-"},
        {"pods.v2.", "-"},
        {"pods.apps", "-"},
        {"nodes", "v1/nodes*"},
        {"no", "v1/nodes*"},
        {"ns", "v1/namespaces*"},
        {"endpoints", "v1/endpoints"},
        {"ep", "v1/endpoints"},
        {"quota", "v1/resourcequotas"},
        {"limits", "v1/limitranges"},
        {"cs", "v1/componentstatuses*"},
        {"deploy", "apps/v1/deployments"},
        {"Deployment", "apps/v1/deployments"},
        {"deployments.apps", "apps/v1/deployments"},
        {"deployment.v1.apps", "apps/v1/deployments"},
        {"deployments.v1.", "apps/v1/deployments"},
        {"deployments.v1beta1.apps", "-"},
        {"deployments.app", "-"},  // a group's beginning: discovery
        {"deployments.extensions", "-"},
        {"events", "v1/events"},
        {"ev", "v1/events"},
        {"events.events.k8s.io", "events.k8s.io/v1/events"},
        {"ev.events.k8s.io", "events.k8s.io/v1/events"},
        {"events.v1.events.k8s.io", "events.k8s.io/v1/events"},
        {"hpa", "autoscaling/v2/horizontalpodautoscalers"},
        {"horizontalpodautoscalers.v1.autoscaling", "-"},
        {"cj", "batch/v1/cronjobs"},
        {"ing", "networking.k8s.io/v1/ingresses"},
        {"ingresses.networking.k8s.io", "networking.k8s.io/v1/ingresses"},
        {"ingressclass", "networking.k8s.io/v1/ingressclasses*"},
        {"pdb", "policy/v1/poddisruptionbudgets"},
        {"crds", "apiextensions.k8s.io/v1/customresourcedefinitions*"},
        {"csr", "certificates.k8s.io/v1/certificatesigningrequests*"},
        {"clusterrolebinding", "rbac.authorization.k8s.io/v1/clusterrolebindings*"},
        {"endpointslices", "discovery.k8s.io/v1/endpointslices"},
        {"all", "-"},
        {"ipaddresses", "-"},
        {"", "-"},
        {".", "-"},
        {"..", "-"},
        {"widgets", "-"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(found(row.text) == row.expected);
    }
}

TEST_CASE("a built-in type comes with its singular, kind and short names") {
    const auto type = find_builtin(TypeName{"crd"});
    REQUIRE(type);
    CHECK(type->singular == "customresourcedefinition");
    CHECK(type->kind == "CustomResourceDefinition");
    CHECK(type->short_names == std::vector<std::string>{"crd", "crds"});
    CHECK(find_builtin(TypeName{"secrets"})->short_names.empty());
}

TEST_CASE("a manifest's apiVersion and kind are matched exactly") {
    CHECK(find_builtin_kind("apps/v1", "Deployment")->plural == "deployments");
    CHECK(find_builtin_kind("v1", "Event")->group.empty());
    CHECK(find_builtin_kind("events.k8s.io/v1", "Event")->group == "events.k8s.io");
    CHECK_FALSE(find_builtin_kind("apps/v1", "deployment"));
    CHECK_FALSE(find_builtin_kind("apps/v1beta1", "Deployment"));
    CHECK_FALSE(find_builtin_kind("v1", "Deployment"));
    CHECK_FALSE(find_builtin_kind("/v1", "Deployment"));
    CHECK_FALSE(find_builtin_kind("", ""));
}

TEST_CASE("only core events share their names with another row") {
    std::set<std::string> names;
    for (const auto& row : k_builtin_types) {
        CAPTURE(row.plural);
        if (row.group == "events.k8s.io") {
            continue;
        }
        CHECK(names.insert(std::string(row.plural)).second);
        if (to_lower(row.kind) != row.plural) {
            CHECK(names.insert(to_lower(row.kind)).second);
        }
        for (const auto& short_name : row.short_names) {
            if (!short_name.empty()) {
                CHECK(names.insert(std::string(short_name)).second);
            }
        }
        CHECK(row.version.starts_with('v'));
        CHECK(std::string(row.plural) == to_lower(row.plural));
    }
}
