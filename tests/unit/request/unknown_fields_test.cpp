#include "request/unknown_fields.hpp"

#include <doctest/doctest.h>

using namespace yare;

namespace {

std::string joined_fields(const char* api_version, const char* kind, const char* object,
                          std::size_t limit = 20) {
    JsonTree tree;
    std::string joined;
    for (const auto& field : unknown_fields(tree.parse(object), api_version, kind, limit)) {
        joined += (joined.empty() ? "" : " ") + field;
    }
    return joined;
}

}  // namespace

TEST_CASE("fields that a built-in type does not have") {
    struct Row {
        const char *api_version, *kind, *object, *expected;
    };
    for (
        const auto& row : {
            Row{"v1", "ConfigMap",
                R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"x":"1"}})", ""},
            Row{"v1", "ConfigMap", R"({"data":{"x":"1"},"extra":1,"metadata":{"nam":"a"}})",
                "extra metadata.nam"},
            Row{"apps/v1", "Deployment",
                R"({"spec":{"replicaz":1,"template":{"spec":{"containers":[{"name":"c"},{"nme":"d"}]}}}})",
                "spec.replicaz spec.template.spec.containers[1].nme"},
            Row{"v1", "Pod",
                R"({"spec":{"containers":[{"resources":{"limits":{"cpu":"1","any":"2"}},"ports":[{"port":1}]}]}})",
                "spec.containers[0].ports[0].port"},
            // What may be anything, is.
            Row{"apps/v1", "ControllerRevision", R"({"data":{"x":{"y":1}},"revision":1})", ""},
            Row{"v1", "Pod",
                R"({"metadata":{"creationTimestamp":null,"managedFields":[{"fieldsV1":{"f:x":{}}}]}})", ""},
            Row{"foo.example/v1", "Foo", R"({"anything":{"goes":1}})", ""},
            // A value of another shape is the server's to refuse.
            Row{"apps/v1", "Deployment", R"({"spec":[{"x":1}],"metadata":"m"})", ""},
        }) {
        CAPTURE(row.object);
        CHECK(joined_fields(row.api_version, row.kind, row.object) == row.expected);
    }
    CHECK(joined_fields("v1", "ConfigMap", R"({"a":1,"b":1,"c":1})", 2) == "a b");
}
