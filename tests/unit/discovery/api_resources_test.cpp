#include "discovery/api_resources.hpp"

#include <doctest/doctest.h>

#include "sample_documents.hpp"

using namespace yare;

namespace {

ApiResources sample() {
    ApiResources resources;
    read_aggregated(samples::k_aggregated_api, resources);
    read_aggregated(samples::k_aggregated_apis, resources);
    return resources;
}

std::string words(const std::optional<ResourceType>& type) {
    return type ? type->api_version() + "/" + type->plural : "-";
}

ServedType make(const char* group, const char* version, const char* plural, const char* singular,
                  const char* kind, std::vector<std::string> short_names = {}) {
    ServedType type;
    type.group = group;
    type.version = version;
    type.plural = plural;
    type.singular = singular;
    type.kind = kind;
    type.short_names = std::move(short_names);
    return type;
}

}  // namespace

TEST_CASE("find follows kubectl's precedence") {
    struct Row {
        const char *text, *expected;
    };
    const Row rows[] = {
        {"pods", "v1/pods"},
        {"Pod", "v1/pods"},
        {"PODS", "v1/pods"},
        {"pods.", "v1/pods"},
        {"po", "v1/pods"},  // core before zoo.example.com
        {"PO", "-"},
        {"po.zoo.example.com", "zoo.example.com/v1/lions"},
        {"po.zoo", "zoo.example.com/v1/lions"},
        {"ev", "v1/events"},
        {"events.events.k8s.io", "events.k8s.io/v1/events"},
        {"events.events", "events.k8s.io/v1/events"},
        {"services", "v1/services"},
        {"service.serving.knative.dev", "serving.knative.dev/v1/services"},
        {"services.serving", "serving.knative.dev/v1/services"},
        {"services.v1alpha1.serving.knative.dev", "serving.knative.dev/v1alpha1/services"},
        {"services.v1beta1.serving.knative.dev", "-"},
        {"ksvc", "serving.knative.dev/v1/services"},
        {"ksvc.v1alpha1.serving.knative.dev",
         "serving.knative.dev/v1/services"},  // a short name forgets the version
        {"ksvc.v1alpha1.serving", "serving.knative.dev/v1alpha1/services"},  // but not with half a group
        {"services.v1alpha1.", "serving.knative.dev/v1alpha1/services"},
        {"dm", "serving.knative.dev/v1alpha1/domainmappings"},
        {"hpa", "autoscaling/v2/horizontalpodautoscalers"},
        {"horizontalpodautoscaler.v1.autoscaling", "autoscaling/v1/horizontalpodautoscalers"},
        {"ingress.net", "networking.k8s.io/v1/ingresses"},
        {"ingress.networking.k8s.io", "networking.k8s.io/v1/ingresses"},
        {"ingress.v1.net", "-"},  // with a version the group must be whole
        {"cert", "cert-manager.io/v1/certificates"},
        {"cert.zoo.example.com", "zoo.example.com/v1/lions"},
        {"lion", "zoo.example.com/v1/lions"},
        {"Panthera", "-"},  // a kind that is not the singular needs its group
        {"Panthera.zoo", "-"},
        {"Panthera.zoo.example.com", "zoo.example.com/v1/lions"},
        {"panthera.zoo.example.com", "zoo.example.com/v1/lions"},
        {"PanThera.zoo.example.com", "-"},
        {"Panthera.v1.zoo.example.com", "zoo.example.com/v1/lions"},
        {"Panthera.v2.zoo.example.com", "-"},
        {"pods.v1", "-"},
        {"pods/log", "-"},
        {"all", "-"},
        {"", "-"},
        {".", "-"},
        {"..", "-"},
        {"...apps", "-"},
        {".v1.apps", "-"},
    };
    const auto resources = sample();
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(words(resources.find(TypeName{row.text})) == row.expected);
    }
}

TEST_CASE("a name that is some type's own is not expanded as a short name") {
    ApiResources resources;
    resources.types = {make("a.io", "v1", "foos", "foo", "Foo", {"bar"}),
                       make("b.io", "v1", "bars", "bar", "Bar")};
    CHECK(words(resources.find(TypeName{"bar"})) == "b.io/v1/bars");
    CHECK(words(resources.find(TypeName{"bar.a.io"})) == "a.io/v1/foos");
}

TEST_CASE("an exact group comes before an earlier one that begins with it") {
    ApiResources resources;
    resources.types = {make("shop.io", "v1", "foos", "foo", "Foo", {"f"}),
                       make("shop", "v1", "foos", "foo", "Foo", {"f"})};
    CHECK(words(resources.find(TypeName{"foos.shop"})) == "shop/v1/foos");
    CHECK(words(resources.find(TypeName{"f.shop"})) == "shop/v1/foos");
    CHECK(words(resources.find(TypeName{"foos.sho"})) == "shop.io/v1/foos");
    CHECK(words(resources.find(TypeName{"foos"})) == "shop.io/v1/foos");
}

TEST_CASE("a kind is found by its apiVersion") {
    auto resources = sample();
    CHECK(words(resources.find_kind("v1", "Pod")) == "v1/pods");
    CHECK(words(resources.find_kind("serving.knative.dev/v1alpha1", "Service")) ==
          "serving.knative.dev/v1alpha1/services");
    CHECK(words(resources.find_kind("autoscaling/v1", "HorizontalPodAutoscaler")) ==
          "autoscaling/v1/horizontalpodautoscalers");
    CHECK(words(resources.find_kind("autoscaling/v3", "HorizontalPodAutoscaler")) == "-");
    CHECK(words(resources.find_kind("serving/v1", "Service")) == "-");
    CHECK(words(resources.find_kind("autoscaling/", "HorizontalPodAutoscaler")) == "-");
    CHECK(words(resources.find_kind("", "Pod")) == "-");

    resources.types = {make("t.io", "v1", "processed", "", "Template"),
                       make("t.io", "v1", "templates", "", "Template"),
                       make("t.io", "v2", "others", "", "Template")};
    CHECK(words(resources.find_kind("t.io/v1", "Template")) == "t.io/v1/templates");
}

TEST_CASE("a category lists each resource once, in its preferred version") {
    const auto list = [](const std::string& name) {
        std::string text;
        for (const auto& type : sample().category(name)) {
            text += type.api_version() + "/" + type.plural + " ";
        }
        return text;
    };
    CHECK(list("all") ==
          "v1/pods v1/services apps/v1/deployments autoscaling/v2/horizontalpodautoscalers "
          "serving.knative.dev/v1/services ");
    CHECK(list("knative") == "serving.knative.dev/v1/services serving.knative.dev/v1alpha1/domainmappings ");
    CHECK(list("cert-manager") == "cert-manager.io/v1/certificates cert-manager.io/v1/clusterissuers ");
    CHECK(list("ALL").empty());
    CHECK(list("pods").empty());
    CHECK(list("").empty());
}
