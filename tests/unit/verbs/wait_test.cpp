#include "verbs/wait.hpp"

#include <doctest/doctest.h>

#include "request/goals.hpp"
#include "served_session.hpp"

using namespace yare;

namespace {

using End = Served::End;

const std::string k_maps = "/api/v1/namespaces/default/configmaps";

// The path of a list and of a watch of one object, or of all.
std::string one(const std::string& name) { return k_maps + "?fieldSelector=metadata.name%3D" + name; }

std::string list_path(const std::string& path) { return path == k_maps ? path + "?limit=500" : path; }

std::string watch(const std::string& path, const std::string& version) {
    return path + (path == k_maps ? "?" : "&") + "allowWatchBookmarks=true&resourceVersion=" + version +
           "&timeoutSeconds=290&watch=true";
}

std::string map(const std::string& name, const std::string& version, const std::string& value,
                const std::string& uid = "u") {
    return R"({"metadata":{"name":")" + name + R"(","namespace":"default","uid":")" + uid +
           R"(","resourceVersion":")" + version + R"("},"data":{"k":")" + value + R"("}})";
}

Served list(const std::string& version, const std::vector<std::string>& items) {
    std::string text = R"({"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":")" +
                       version + R"("},"items":[)";
    for (std::size_t i = 0; i < items.size(); ++i) {
        text += (i == 0 ? "" : ",") + items[i];
    }
    return {text + "]}"};
}

std::string event(const std::string& type, const std::string& object) {
    return R"({"type":")" + type + R"(","object":)" + object + "}\n";
}

const Served k_missing{
    R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","message":"configmaps \"a\" not found","details":{"name":"a","kind":"configmaps"},"code":404})",
    End::whole, 404};
const Served k_expired{
    R"({"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}})"
    "\n"};
const Served k_nothing_more{"", End::stall};

// All that is said, the error behind the rest.
std::string wait(ServedSession& served, const std::vector<std::string>& goals,
                 const std::vector<std::string>& names, Milliseconds timeout = Milliseconds(20000),
                 Format::Kind kind = Format::Kind::table) {
    WaitRequest request;
    for (const auto& goal : goals) {
        request.goals.push_back(parse_wait_goal(goal));
    }
    for (const auto& name : names) {
        request.targets.objects.push_back({TypeName{"cm"}, name});
    }
    request.targets.slash_form = true;
    request.timeout = timeout;
    Format format;
    format.kind = kind;
    std::string error;
    try {
        wait_for(served.session, request, format);
    } catch (const Error& caught) {
        error = caught.line();
    }
    return served.out.text() + error;
}

const std::string k_value = "jsonpath={.data.k}=v";
const std::string k_met = "configmap/a condition met\n";

}  // namespace

TEST_CASE("a value that is there, and one that comes") {
    ServedSession served;
    served.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "v")})};
    served.server.script[watch(one("a"), "5")] = {k_nothing_more};
    CHECK(wait(served, {k_value}, {"a"}) == k_met);

    ServedSession later;
    later.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "x")})};
    later.server.script[watch(one("a"), "5")] = {
        {event("MODIFIED", map("a", "6", "y")) + event("MODIFIED", map("a", "7", "v")), End::stall}};
    CHECK(wait(later, {k_value}, {"a"}) == k_met);
}

TEST_CASE("a watch that ends, breaks or expires is taken up again") {
    ServedSession served;
    served.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "x")}),
                                                 list("9", {map("a", "8", "v")})};
    served.server.script[watch(one("a"), "5")] = {{event("MODIFIED", map("a", "6", "y"))}};
    served.server.script[watch(one("a"), "6")] = {
        {event("MODIFIED", map("a", "7", "y")).substr(0, 40), End::cut}, k_expired};
    served.server.script[watch(one("a"), "9")] = {k_nothing_more};
    CHECK(wait(served, {k_value}, {"a"}) == k_met);
}

TEST_CASE("an object that the list after an expiry does not have is deleted") {
    ServedSession served;
    served.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "x")}), list("9", {})};
    served.server.script[watch(one("a"), "5")] = {k_expired};
    served.server.script[watch(one("a"), "9")] = {k_nothing_more};
    CHECK(wait(served, {"delete"}, {"a"}) == k_met);
}

TEST_CASE("one that was replaced while nobody watched is deleted") {
    ServedSession served;
    served.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "x")}),
                                                 list("9", {map("a", "8", "x", "other")})};
    served.server.script[watch(one("a"), "5")] = {k_expired};
    served.server.script[watch(one("a"), "9")] = {k_nothing_more};
    CHECK(wait(served, {"delete"}, {"a"}) == k_met);
}

TEST_CASE("what is missing is said in the server's words, deleted or waited for") {
    const auto script = [](ServedSession& served) {
        served.server.script[list_path(one("a"))] = {list("5", {})};
        served.server.script[k_maps + "/a"] = {k_missing};
        served.server.script[watch(one("a"), "5")] = {{event("ADDED", map("a", "6", "v")), End::stall}};
    };
    const std::string not_found = R"(Error from server (NotFound): configmaps "a" not found)";
    ServedSession missing;
    script(missing);
    missing.server.script[watch(one("a"), "5")] = {k_nothing_more};
    CHECK(wait(missing, {k_value}, {"a"}) == not_found);
    ServedSession deleted;
    script(deleted);
    CHECK(wait(deleted, {"delete"}, {"a"}) == "");
    ServedSession created;
    script(created);
    CHECK(wait(created, {k_value, "create"}, {"a"}) == k_met + k_met);
    ServedSession never;
    script(never);
    never.server.script[watch(one("a"), "5")] = {k_nothing_more};
    CHECK(wait(never, {"create"}, {"a"}, Milliseconds(50)) == "error: timed out waiting for the condition");
}

TEST_CASE("results come in the order of the input, and one limit of time holds for all") {
    ServedSession served;
    served.server.script[list_path(k_maps)] = {
        list("5", {map("a", "5", "x"), map("b", "5", "v"), map("c", "4", "v")})};
    served.server.script[watch(k_maps, "5")] = {{event("MODIFIED", map("d", "6", "v")), End::stall}};
    CHECK(wait(served, {k_value}, {"b", "a", "c"}, Milliseconds(100)) ==
          "configmap/b condition met\nconfigmap/c condition met\n"
          "error: timed out waiting for the condition on configmaps/a");
}

TEST_CASE("no time at all is one look") {
    ServedSession served;
    served.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "x")})};
    served.server.script[watch(one("a"), "5")] = {k_nothing_more};
    CHECK(wait(served, {k_value}, {"a"}, Milliseconds(0)) == "error: condition not met for configmaps/a");
}

TEST_CASE("several goals are met one after the other, each at its time") {
    ServedSession served;
    served.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "2")})};
    served.server.script[watch(one("a"), "5")] = {{event("MODIFIED", map("a", "6", "1")) +
                                                       event("MODIFIED", map("a", "7", "3")) +
                                                       event("MODIFIED", map("a", "8", "2")),
                                                   End::stall}};
    CHECK(wait(served, {"jsonpath={.data.k}=1", "jsonpath={.data.k}=2"}, {"a"}) == k_met + k_met);
}

TEST_CASE("objects are printed with their kind, as they were when the goal was met") {
    ServedSession served;
    served.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "v")})};
    served.server.script[watch(one("a"), "5")] = {k_nothing_more};
    const auto said = wait(served, {k_value}, {"a"}, Milliseconds(20000), Format::Kind::yaml);
    CHECK(said.starts_with("apiVersion: v1\ndata:\n  k: v\nkind: ConfigMap\n"));
    ServedSession gone;
    gone.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "x")})};
    gone.server.script[watch(one("a"), "5")] = {{event("DELETED", map("a", "6", "y")), End::stall}};
    CHECK(wait(gone, {"delete"}, {"a"}, Milliseconds(20000), Format::Kind::yaml)
              .starts_with("apiVersion: v1\ndata:\n  k: x\n"));
}

TEST_CASE("a path that makes no sense for an object ends the waiting for that one") {
    ServedSession served;
    served.server.script[list_path(k_maps)] = {list("5", {map("a", "5", "v"), map("b", "5", "v")})};
    served.server.script[watch(k_maps, "5")] = {k_nothing_more};
    CHECK(wait(served, {"jsonpath={.metadata.*}"}, {"a", "b"}) ==
          "given jsonpath expression matches more than one value\n"
          "given jsonpath expression matches more than one value");
}

TEST_CASE("what is missing is said also where the server cannot be asked once more") {
    for (const auto& answer : {Served{"", End::cut}, Served{"{}", End::whole, 500}}) {
        ServedSession served;
        served.server.script[list_path(one("a"))] = {list("5", {})};
        served.server.script[k_maps + "/a"] = {answer};
        served.server.script[watch(one("a"), "5")] = {k_nothing_more};
        CHECK(wait(served, {k_value}, {"a"}) == R"(Error from server (NotFound): configmaps "a" not found)");
    }
}

TEST_CASE("a limit of time beyond all clocks is none") {
    ServedSession served;
    served.server.script[list_path(one("a"))] = {list("5", {map("a", "5", "x")})};
    served.server.script[watch(one("a"), "5")] = {{event("MODIFIED", map("a", "6", "v")), End::stall}};
    CHECK(wait(served, {k_value}, {"a"}, std::chrono::hours(2562047)) == k_met);
}

TEST_CASE("objects that may be read one by one only are waited for, and a forbidden one holds up none") {
    const Served refusal{
        R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","message":"no","code":403})",
        End::whole, 403};
    ServedSession served;
    served.server.script[list_path(k_maps)] = {refusal};
    served.server.script[k_maps + "/a"] = {{map("a", "5", "v")}};
    served.server.script[k_maps + "/b"] = {refusal};
    CHECK(wait(served, {k_value}, {"a", "b"}) == k_met + "Error from server (Forbidden): no");
}
