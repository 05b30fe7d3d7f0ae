#include "config/property_path.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/error.hpp"

namespace yare {

namespace {

// `clusters/a.b/server`, or what is wrong.
std::string path_of(const std::string& text) {
    try {
        const auto path = parse_property_path(text);
        return std::to_string(static_cast<int>(path.kind)) +
               (path.list == nullptr ? "" : std::string(" ") + path.list->name) +
               (path.name.empty() ? "" : "/" + path.name) +
               (path.field == nullptr ? "" : std::string("/") + path.field->name);
    } catch (const Error& error) {
        return error.what();
    }
}

std::string shown(const std::string& list, const char* json, Secrets secrets) {
    return normal_form(nlohmann::json::parse(json), config_list(list).fields, secrets, "x").dump();
}

}  // namespace

TEST_CASE("dotted names: a name goes on to the first part that is a field") {
    CHECK(path_of("current-context") == "1");
    CHECK(path_of("clusters") == "6 clusters");
    CHECK(path_of("clusters.a.b") == "7 clusters/a.b");
    CHECK(path_of("clusters.10.0.0.1.server") == "8 clusters/10.0.0.1/server");
    CHECK(path_of("users.a.act-as") == "8 users/a/as");
    CHECK(path_of("users.a.as") == "7 users/a.as");
    CHECK(path_of("clusters.server.server") == "8 clusters/server/server");
    CHECK(path_of("foo") == "unable to parse foo after [] at api.Config");
    CHECK(path_of("") == "unable to parse  after [] at api.Config");
    CHECK(path_of("clusters.a.server.x") ==
          "unable to parse one or more field values of clusters.a.server.x");
    CHECK(path_of("users.a.act-as-user-extra.k") == "string is not of type struct");
}

TEST_CASE("an entry as kubectl shows it") {
    CHECK(shown("clusters", R"({"unknown":1})", Secrets::hidden) == R"({"server":""})");
    CHECK(shown("clusters", "null", Secrets::hidden) == R"({"server":""})");
    CHECK(shown("users", R"({"token":"t","password":"","client-key-data":"","username":"u"})",
                Secrets::hidden) ==
          R"({"client-key-data":"DATA+OMITTED","token":"REDACTED","username":"u"})");
    CHECK(shown("users", R"({"token":"t","client-key-data":"YQ\n=="})", Secrets::shown) ==
          R"({"client-key-data":"YQ==","token":"t"})");
    CHECK(
        shown("users", R"({"exec":{"command":"c","apiVersion":"client.authentication.k8s.io/v1beta1"}})",
              Secrets::hidden) ==
        R"({"exec":{"command":"c","args":null,"env":null,"apiVersion":"client.authentication.k8s.io/v1beta1",)"
        R"("provideClusterInfo":false,"interactiveMode":"IfAvailable"}})");
    CHECK_THROWS_AS(shown("users", R"({"exec":{"args":[1]}})", Secrets::hidden), ConfigError);
    CHECK_THROWS_AS(shown("clusters", R"({"extensions":[{"name":"a"},{"name":"a"}]})", Secrets::hidden),
                    ConfigError);
}

}  // namespace yare
