#include <doctest/doctest.h>

#include "base/error.hpp"
#include "discovery/api_resources.hpp"
#include "sample_documents.hpp"

using namespace yare;
using Texts = std::vector<std::string>;

namespace {

const ResourceType* type_named(const ApiResources& resources, const std::string& group_resource) {
    for (const auto& type : resources.types) {
        if (type.group_resource() == group_resource) {
            return &type;
        }
    }
    return nullptr;
}

}  // namespace

TEST_CASE("aggregated discovery: types without subresources, in order, and stale versions apart") {
    ApiResources resources;
    read_aggregated(samples::k_aggregated_api, resources);
    CHECK(resources.types.size() == 5);
    read_aggregated(samples::k_aggregated_apis, resources);
    CHECK(resources.types.size() == 16);

    const auto* pods = type_named(resources, "pods");
    REQUIRE(pods != nullptr);
    CHECK(pods->version == "v1");
    CHECK(pods->singular == "pod");
    CHECK(pods->kind == "Pod");
    CHECK(pods->namespaced);
    CHECK(pods->short_names == Texts{"po"});
    CHECK(pods->categories == Texts{"all"});
    CHECK(pods->verbs == Texts{"create", "delete", "get", "list", "watch"});
    CHECK_FALSE(type_named(resources, "nodes")->namespaced);
    CHECK(type_named(resources, "certificates.cert-manager.io")->short_names == Texts{"cert", "certs"});

    REQUIRE(resources.failed.size() == 1);
    CHECK(resources.failed[0].name == "metrics.k8s.io/v1beta1");
    CHECK(resources.failed[0].reason == "stale GroupVersion discovery: metrics.k8s.io/v1beta1");
}

TEST_CASE("aggregated discovery v2beta1 reads the same") {
    ApiResources resources;
    read_aggregated(samples::k_aggregated_apis_v2beta1, resources);
    REQUIRE(resources.types.size() == 1);
    CHECK(resources.types[0].group_resource() == "crontabs.stable.example.com");
    CHECK(resources.types[0].kind == "CronTab");
    CHECK(resources.failed.empty());
}

TEST_CASE("the older form: group versions, the preferred one first") {
    CHECK(read_group_versions(samples::k_api_versions) == Texts{"v1"});
    CHECK(read_group_versions(samples::k_api_group_list) == Texts{"apps/v1", "batch/v1", "batch/v2alpha1",
                                                                  "batch/v1beta1", "metrics.k8s.io/v1beta1",
                                                                  "stable.example.com/v1"});
    CHECK(read_group_versions(R"({"kind":"APIGroupList","groups":null})").empty());
    CHECK(read_group_versions(R"({"kind":"APIGroupList","groups":[{"name":"a","versions":[
        {"groupVersion":"a/../../x"},{"groupVersion":"noslash"},{"groupVersion":"a/"},
        {"groupVersion":"../v1"},
        {"groupVersion":"a/v1"},{"groupVersion":7}],"preferredVersion":{"groupVersion":"a/v9"}}]})") ==
          Texts{"a/v1"});
}

TEST_CASE("the older form: a resource list without singular names") {
    ApiResources resources;
    read_resource_list(samples::k_core_list, resources);
    read_resource_list(samples::k_metrics_list, resources);
    read_resource_list(samples::k_batch_v2alpha1_list, resources);
    REQUIRE(resources.types.size() == 4);
    CHECK(resources.types[0].singular == "pod");
    CHECK(resources.types[0].group.empty());
    CHECK(resources.types[0].categories == Texts{"all"});
    CHECK(resources.types[1].plural == "nodes");
    CHECK_FALSE(resources.types[1].namespaced);
    CHECK(resources.types[3].group == "metrics.k8s.io");
    CHECK(resources.types[3].version == "v1beta1");
    CHECK(resources.types[3].singular == "podmetrics");
}

TEST_CASE("what could not stand in a path, or has no kind, is left out") {
    ApiResources resources;
    read_resource_list(R"({"kind":"APIResourceList","groupVersion":"a.io/v1","resources":[
        {"name":"..","kind":"X"},{"name":"","kind":"X"},{"name":"x/y","kind":"X"},{"name":"nokind"},
        {"name":3,"kind":"X"},
        7,null,{"name":"good","kind":"Good","shortNames":["g",1,null],"verbs":"get","namespaced":"true"}]})",
                       resources);
    REQUIRE(resources.types.size() == 1);
    CHECK(resources.types[0].plural == "good");
    CHECK(resources.types[0].short_names == Texts{"g"});
    CHECK(resources.types[0].verbs.empty());
    CHECK_FALSE(resources.types[0].namespaced);

    ApiResources aggregated;
    read_aggregated(
        R"({"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"a.io"},"versions":[{"version":"v1",
        "resources":[{"resource":"nokind","subresources":[{"subresource":"s","responseKind":{"kind":"K"}}]},
        {"resource":"nullkind","responseKind":null}]},
        {"resources":[{"resource":"x","responseKind":{"kind":"X"}}]}]},
        {"metadata":{"name":"a/b"},"versions":[{"version":"v1","resources":[
        {"resource":"x","responseKind":{"kind":"X"}}]}]}]})",
        aggregated);
    CHECK(aggregated.types.empty());
}

TEST_CASE("a document of another kind is refused") {
    const char* const texts[] = {"",
                                 "<html>",
                                 "null",
                                 "[]",
                                 "7",
                                 "{}",
                                 R"({"kind":"Status","status":"Failure"})",
                                 R"({"kind":"APIGroupDiscoveryList")"};
    for (const auto* text : texts) {
        CAPTURE(text);
        ApiResources resources;
        CHECK_THROWS_AS(read_aggregated(text, resources), Error);
        CHECK_THROWS_AS(read_resource_list(text, resources), Error);
        CHECK_THROWS_AS(read_group_versions(text), Error);
        CHECK(resources.types.empty());
    }
    ApiResources resources;
    CHECK_THROWS_AS(read_group_versions(samples::k_aggregated_api), Error);
    CHECK_THROWS_AS(read_aggregated(samples::k_api_group_list, resources), Error);
}
