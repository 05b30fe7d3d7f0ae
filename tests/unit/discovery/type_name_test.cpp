#include "discovery/type_name.hpp"

#include <doctest/doctest.h>

#include "discovery/resource_type.hpp"

using namespace yare;

TEST_CASE("a type name has a group reading and, with two dots, a version reading") {
    struct Row {
        const char *text, *resource, *group;
        bool versioned;
        const char *version, *versioned_group;
    };
    const Row rows[] = {
        {"pods", "pods", "", false, "", ""},
        {"", "", "", false, "", ""},
        {".", "", "", false, "", ""},
        {"pods.", "pods", "", false, "", ""},
        {"deployments.apps", "deployments", "apps", false, "", ""},
        {"deployments.v1.apps", "deployments", "v1.apps", true, "v1", "apps"},
        {"pods.v1.", "pods", "v1.", true, "v1", ""},
        {"ingresses.networking.k8s.io", "ingresses", "networking.k8s.io", true, "networking", "k8s.io"},
        {"a.v1.b.c.d", "a", "v1.b.c.d", true, "v1", "b.c.d"},
        {"a..", "a", ".", true, "", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const TypeName name{row.text};
        CHECK(name.resource() == row.resource);
        CHECK(name.group() == row.group);
        CHECK(name.has_version_reading() == row.versioned);
        CHECK(name.version() == row.version);
        CHECK(name.versioned_group() == row.versioned_group);
    }
}

TEST_CASE("a resource type spells its names") {
    ResourceType type;
    type.version = "v1";
    type.plural = "pods";
    type.kind = "Pod";
    CHECK(type.api_version() == "v1");
    CHECK(type.group_resource() == "pods");
    CHECK(type.lower_kind_group() == "pod");
    type.group = "metrics.k8s.io";
    type.kind = "PodMetrics";
    CHECK(type.api_version() == "metrics.k8s.io/v1");
    CHECK(type.group_resource() == "pods.metrics.k8s.io");
    CHECK(type.lower_kind_group() == "podmetrics.metrics.k8s.io");
}
