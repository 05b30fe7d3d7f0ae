#include "verbs/deletion_wait.hpp"

#include <doctest/doctest.h>

#include "scripted_session.hpp"

using namespace yare;

namespace {

const std::string k_collection = "GET /api/v1/namespaces/default/configmaps";
const std::string k_one = "?fieldSelector=metadata.name%3Da";

PendingObject pending(const std::string& name, const std::string& version = "5") {
    return {config_map_place(name), "uid-" + name, version, {}};
}

std::string event(const std::string& type, const std::string& name, const std::string& uid) {
    return R"({"type":")" + type + R"(","object":{"metadata":{"name":")" + name + R"(","uid":")" + uid +
           "\"}}}\n";
}

std::string watch_from(const std::string& version, const std::string& selector = "&") {
    return k_collection + (selector == "&" ? "?" : selector + "&") + "resourceVersion=" + version +
           "&timeoutSeconds=290&watch=true";
}

std::string waited(std::deque<Scripted> script, std::vector<PendingObject> objects) {
    ScriptedSession scripted(std::move(script));
    std::string outcome;
    try {
        wait_until_gone(scripted.session, std::move(objects), Milliseconds(1500));
    } catch (const Error& error) {
        outcome = error.line();
    }
    CHECK(scripted.transport.rest() == "");
    return outcome;
}

std::optional<PendingObject> read(const std::string& answer) {
    return read_deletion(config_map_place("a"), answer);
}

}  // namespace

TEST_CASE("what the answer to a DELETE says") {
    CHECK_FALSE(read(R"({"kind":"Status","status":"Success","details":{"uid":"u"}})"));
    const auto unsure = read(R"({"kind":"Status","status":"Success"})");
    REQUIRE(unsure);
    CHECK(unsure->uid == "");
    const auto object =
        read(R"({"kind":"Namespace","metadata":{"uid":"u","resourceVersion":"7","finalizers":["x"]},
                                 "spec":{"finalizers":["kubernetes"]}})");
    REQUIRE(object);
    CHECK(object->uid == "u");
    CHECK(object->resource_version == "7");
    CHECK(object->finalizers == std::vector<std::string>{"x", "kubernetes"});
    CHECK_THROWS_AS(read("[]"), Error);
    CHECK_THROWS_AS(read("oh"), Error);
}

TEST_CASE("nothing to wait for, and nothing is asked") { CHECK(waited({}, {}) == ""); }

TEST_CASE("one watch, from just before the first deletion") {
    CHECK(waited({{watch_from("4", k_one), 200, event("DELETED", "a", "uid-a")}}, {pending("a")}) == "");
    CHECK(waited({{watch_from("6"), 200, event("DELETED", "b", "uid-b") + event("DELETED", "a", "uid-a")}},
                 {pending("a", "9"), pending("b", "7")}) == "");
}

TEST_CASE("another object of that name is as good as none") {
    CHECK(waited({{watch_from("4", k_one), 200, event("ADDED", "a", "other")}}, {pending("a")}) == "");
}

TEST_CASE("an unknown version begins with a list, which tells what is gone already") {
    const auto list = [](const std::string& items) {
        return R"({"kind":"ConfigMapList","metadata":{"resourceVersion":"20"},"items":)" + items + "}";
    };
    CHECK(waited({{k_collection + k_one, 200, list("[]")}}, {pending("a", "")}) == "");
    CHECK(waited({{k_collection + k_one, 200, list("null")}}, {pending("a", "")}) == "");
    const std::string there = R"([{"metadata":{"name":"a","uid":"uid-a"}}])";
    CHECK(waited({{k_collection + k_one, 200, list(there)},
                  {watch_from("20", k_one), 200, event("DELETED", "a", "uid-a")}},
                 {pending("a", "")}) == "");
    for (const char* odd : {"{}", "[]", "null", R"({"kind":"ConfigMap"})", R"({"items":{}})"}) {
        CHECK(waited({{k_collection + k_one, 200, odd}}, {pending("a", "")}) ==
              "error: the server sent something that is no list of configmaps");
    }
}

TEST_CASE("who may not watch gets, who may not get does not wait, and a type that is gone has no objects") {
    const std::string get = k_collection + "/a";
    CHECK(waited({{watch_from("4", k_one), 403, ""}, {get, 404, ""}}, {pending("a")}) == "");
    CHECK(waited({{watch_from("4", k_one), 405, ""}, {get, 403, ""}}, {pending("a")}) == "");
    CHECK(
        waited({{watch_from("4", k_one), 403, ""}, {get, 200, R"({"metadata":{"name":"a","uid":"other"}})"}},
               {pending("a")}) == "");
    CHECK(waited({{watch_from("4", k_one), 404, ""}}, {pending("a")}) == "");
}

TEST_CASE("what is still there at the end is named") {
    const std::string get = k_collection + "/a";
    const Scripted there{get, 200, R"({"metadata":{"name":"a","uid":"uid-a"}})"};
    CHECK(waited({{watch_from("4", k_one), 403, ""}, there, there}, {pending("a")}) ==
          "error: timed out waiting for the condition on configmaps/a");
}
