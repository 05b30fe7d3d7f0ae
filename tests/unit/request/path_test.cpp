#include "request/path.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace yare;

namespace {

ResourceType type(const char* group, const char* version, const char* plural, bool namespaced) {
    ResourceType made;
    made.group = group;
    made.version = version;
    made.plural = plural;
    made.namespaced = namespaced;
    return made;
}

const ResourceType k_pods = type("", "v1", "pods", true);
const ResourceType k_nodes = type("", "v1", "nodes", false);
const ResourceType k_deployments = type("apps", "v1", "deployments", true);

template <typename Call>
std::string usage_error(const Call& call) {
    try {
        return "no error: " + call();
    } catch (const UsageError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("collection paths") {
    CHECK(collection_path(k_pods, "") == "/api/v1/pods");
    CHECK(collection_path(k_pods, "default") == "/api/v1/namespaces/default/pods");
    CHECK(collection_path(k_nodes, "default") == "/api/v1/nodes");
    CHECK(collection_path(k_deployments, "a b") == "/apis/apps/v1/namespaces/a%20b/deployments");
    CHECK(usage_error([] { return collection_path(k_pods, ".."); }) ==
          R"(invalid namespace "..": [may not be '..'])");
    CHECK(usage_error([] { return collection_path(type("", "v1", "..", true), "a"); }) ==
          R"(invalid resource "..": [may not be '..'])");
}

TEST_CASE("object paths") {
    CHECK(object_path(k_pods, "d", "p") == "/api/v1/namespaces/d/pods/p");
    CHECK(object_path(k_pods, "d", "p", "log") == "/api/v1/namespaces/d/pods/p/log");
    CHECK(object_path(k_nodes, "d", "n") == "/api/v1/nodes/n");
    CHECK(object_path(k_nodes, "", "n", "status") == "/api/v1/nodes/n/status");
    CHECK(object_path(k_deployments, "d", "x.y-z_~") == "/apis/apps/v1/namespaces/d/deployments/x.y-z_~");
    CHECK(object_path(k_pods, "d", "...") == "/api/v1/namespaces/d/pods/...");
}

TEST_CASE("no byte of a name can end its segment") {
    struct Row {
        std::string name, encoded;
    };
    const Row rows[] = {
        {"a b", "a%20b"},
        {"a?b", "a%3Fb"},
        {"a#b", "a%23b"},
        {"a\r\nHost: x", "a%0D%0AHost:%20x"},
        {std::string("a\0b", 3), "a%00b"},
        {"a\\b", "a%5Cb"},
        {"\xc3\xa4", "%C3%A4"},
        {"\xff", "%FF"},
        {"system:node", "system:node"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.encoded);
        CHECK(object_path(k_nodes, "", row.name) == "/api/v1/nodes/" + row.encoded);
        CHECK(collection_path(k_pods, row.name) == "/api/v1/namespaces/" + row.encoded + "/pods");
    }
}

TEST_CASE("a name that the API could not hold is refused in kubectl's words") {
    struct Row {
        const char *name_space, *name, *subresource, *expected;
    };
    const Row rows[] = {
        {"d", "", "", "resource name may not be empty"},
        {"d", "", "log", "resource name may not be empty"},
        {"d", ".", "", R"(invalid resource name ".": [may not be '.'])"},
        {"d", "..", "", R"(invalid resource name "..": [may not be '..'])"},
        {"d", "a/b", "", R"(invalid resource name "a/b": [may not contain '/'])"},
        {"d", "a%2Fb", "", R"(invalid resource name "a%2Fb": [may not contain '%'])"},
        {"d", "%/\n", "", R"(invalid resource name "%/\n": [may not contain '/' may not contain '%'])"},
        {"", "p", "", "an empty namespace may not be set when a resource name is provided"},
        {"a/b", "p", "", R"(invalid namespace "a/b": [may not contain '/'])"},
        {"d", "p", "..", R"(invalid subresource "..": [may not be '..'])"},
        {"d", "p", "a/b", R"(invalid subresource "a/b": [may not contain '/'])"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.expected);
        CHECK(usage_error([&] { return object_path(k_pods, row.name_space, row.name, row.subresource); }) ==
              row.expected);
    }
}
