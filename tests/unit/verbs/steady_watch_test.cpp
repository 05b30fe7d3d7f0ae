#include "verbs/steady_watch.hpp"

#include <doctest/doctest.h>

#include "served_session.hpp"

using namespace yare;

namespace {

using End = Served::End;
using Lines = std::vector<std::string>;
using Pauses = std::vector<int>;

const std::string k_maps = "/api/v1/namespaces/default/configmaps";
const std::string k_list = k_maps + "?limit=500";

std::string watch_path(const std::string& version) {
    return k_maps + "?allowWatchBookmarks=true&resourceVersion=" + version + "&timeoutSeconds=290&watch=true";
}

std::string map(const std::string& name, const std::string& version) {
    return R"({"metadata":{"name":")" + name + R"(","namespace":"default","resourceVersion":")" + version +
           R"("}})";
}

Served list(const std::string& version, const std::string& items = "") {
    return {R"({"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":")" + version +
            R"("},"items":[)" + items + "]}"};
}

std::string event(const std::string& type, const std::string& object) {
    return R"({"type":")" + type + R"(","object":)" + object + "}\n";
}

Served status(int code, const std::string& reason) {
    return {R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":")" + reason +
                R"(","message":")" + reason + R"(","code":)" + std::to_string(code) + "}",
            End::whole, code};
}

const Served k_expired{
    R"({"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}})"
    "\n"};

// Notes what it is told, and stops it all after so many pauses.
class Notes final : public WatchSink {
  public:
    void begin_list() override { lines.push_back("list"); }
    void element(const ListScanner&, std::string_view json) override {
        JsonTree tree;
        lines.push_back("has " + tree.parse(json).find("metadata").find("name").text());
    }
    void page_end(const ListScanner&) override {}
    void restart() override {}
    void end_list() override {}
    bool event(std::string_view type, const JsonValue&) override {
        lines.emplace_back(type);
        return type != "DELETED";
    }
    bool refused(const std::string& name, const ApiError&) override {
        lines.push_back("not " + name);
        return true;
    }
    void broken(const Error&) override { lines.push_back("broken"); }
    void mended() override { lines.push_back("mended"); }

    Lines lines;
};

struct Run {
    Lines lines;
    Pauses pauses;
    std::string error;
};

Run run(ServedSession& served, std::size_t most_pauses, const std::set<std::string>& names = {}) {
    Run result;
    Notes notes;
    WatchScope scope;
    scope.type.version = "v1";
    scope.type.plural = "configmaps";
    scope.type.kind = "ConfigMap";
    scope.type.namespaced = true;
    scope.name_space = "default";
    scope.names = names;
    const WatchPace pace{[&] { return result.pauses.size() >= most_pauses; },
                         [&](Milliseconds time) { result.pauses.push_back(static_cast<int>(time.count())); }};
    try {
        watch_steadily(served.client, scope, notes, pace);
    } catch (const Error& error) {
        result.error = error.line();
    }
    result.lines = notes.lines;
    return result;
}

}  // namespace

TEST_CASE("a steady watch asks a server in trouble ever more seldom, and tells it once") {
    ServedSession served;
    served.server.script[k_list] = {list("5")};
    served.server.script[watch_path("5")] = {status(500, "InternalError")};
    const auto result = run(served, 8);
    CHECK(result.pauses == Pauses{250, 500, 1000, 2000, 4000, 8000, 10000, 10000});
    CHECK(result.lines == Lines{"list", "broken"});
    CHECK(result.error.empty());
}

TEST_CASE("a steady watch that is accepted and dies at once has answered, but has not worked") {
    ServedSession served;
    served.server.script[k_list] = {list("5")};
    served.server.script[watch_path("5")] = {{"\n", End::cut}};
    const auto result = run(served, 4);
    CHECK(result.pauses == Pauses{250, 500, 1000, 2000});
    CHECK(result.lines ==
          Lines{"list", "broken", "mended", "broken", "mended", "broken", "mended", "broken"});
}

TEST_CASE("a steady watch whose server forgets every version at once lists ever more seldom") {
    ServedSession served;
    served.server.script[k_list] = {list("5")};
    served.server.script[watch_path("5")] = {k_expired};
    const auto result = run(served, 4);
    CHECK(result.pauses == Pauses{250, 500, 1000, 2000});
    CHECK(result.lines == Lines{"list", "list", "list", "list"});
}

TEST_CASE("a steady watch gives up a server that goes on talking nonsense, not one that does now and then") {
    ServedSession served;
    served.server.script[k_list] = {list("5")};
    served.server.script[watch_path("5")] = {{"{}\n"}};
    CHECK(run(served, 9).error == "error: the server sent something that is no watch event");

    ServedSession seldom;
    seldom.server.script[k_list] = {list("5")};
    const Served bookmark{event("BOOKMARK", map("", "5"))};
    seldom.server.script[watch_path("5")] = {{"{}\n"}, {"{}\n"}, bookmark, {"{}\n"},
                                             {"{}\n"}, bookmark, {"{}\n"}, {event("DELETED", map("a", "6"))}};
    const auto result = run(seldom, 20);
    CHECK(result.error.empty());
    CHECK(result.lines.back() == "DELETED");
}

TEST_CASE("a steady watch of names without leave to list reads each, and bears a server in trouble") {
    ServedSession served;
    served.server.script[k_list] = {status(403, "Forbidden")};
    served.server.script[k_maps + "/a"] = {
        {map("a", "3")}, status(503, "ServiceUnavailable"), {map("a", "4")}};
    served.server.script[k_maps + "/b"] = {status(403, "Forbidden")};
    served.server.script[k_maps + "/c"] = {status(404, "NotFound"), {map("c", "4")}};
    const auto result = run(served, 3, {"a", "b", "c"});
    CHECK(result.error.empty());
    CHECK(result.pauses == Pauses{2000, 250, 2000});
    CHECK(result.lines ==
          Lines{"list", "list", "has a", "not b", "list", "broken", "list", "has a", "has c", "mended"});
}

TEST_CASE("a steady watch of names none of which may be read ends") {
    ServedSession served;
    served.server.script[k_list] = {status(403, "Forbidden")};
    served.server.script[k_maps + "/a"] = {status(403, "Forbidden")};
    served.server.script[k_maps + "/b"] = {status(403, "Forbidden")};
    const auto result = run(served, 3, {"a", "b"});
    CHECK(result.error == "Error from server (Forbidden): Forbidden");
    CHECK(result.lines == Lines{"list", "list", "not a"});
}

TEST_CASE("a steady watch bears a refusal of what could be read, as long as it does not last") {
    for (const auto& refusal : {status(401, "Unauthorized"), status(403, "Forbidden")}) {
        ServedSession served;
        served.server.script[k_list] = {list("5"), refusal, refusal, list("9")};
        served.server.script[watch_path("5")] = {k_expired};
        served.server.script[watch_path("9")] = {{event("DELETED", map("a", "10"))}};
        const auto result = run(served, 9);
        CHECK(result.error.empty());
        CHECK(result.lines.back() == "DELETED");

        ServedSession never;
        never.server.script[k_list] = {refusal};
        CHECK_FALSE(run(never, 9).error.empty());
    }
}
