#include "verbs/watch.hpp"

#include <doctest/doctest.h>

#include "scripted_session.hpp"

using namespace yare;

namespace {

const std::string k_watch = "GET /api/v1/namespaces/default/configmaps?resourceVersion=5&watch=true";

struct Watched {
    WatchEnd end = WatchEnd::closed;
    std::string events;  // `ADDED a, DELETED b`
    std::string error;
    std::size_t requests = 0;
};

Watched watched(std::deque<Scripted> script, const std::string& last = "none") {
    ScriptedSession scripted(std::move(script));
    Watched outcome;
    try {
        outcome.end = watch_collection(
            scripted.client, config_map_type(), "default", {{"resourceVersion", "5"}}, "application/json",
            Milliseconds(0), [&](std::string_view event, const JsonValue& object) {
                const auto name = object.find("metadata").find("name").text();
                outcome.events += (outcome.events.empty() ? "" : ", ") + std::string(event) + " " + name;
                return name != last;
            });
    } catch (const Error& error) {
        outcome.error = error.line();
    }
    CHECK(scripted.transport.rest() == "");
    outcome.requests = scripted.transport.seen.size();
    return outcome;
}

std::string event(const std::string& type, const std::string& name) {
    return R"({"type":")" + type + R"(","object":{"metadata":{"name":")" + name + "\"}}}\n";
}

}  // namespace

TEST_CASE("a watch hands on events however they are cut, until enough were seen") {
    const std::string body = event("ADDED", "a") + " \r\n" + event("DELETED", "b") + event("ADDED", "c");
    for (std::size_t piece = 1; piece < body.size(); ++piece) {
        Scripted answer{k_watch, 200, body};
        answer.piece = piece;
        const auto outcome = watched({answer}, "b");
        CHECK(outcome.events == "ADDED a, DELETED b");
        CHECK(outcome.end == WatchEnd::stopped);
    }
    CHECK(watched({{k_watch, 200, body}}).end == WatchEnd::closed);
}

TEST_CASE("a watch whose version is too old has expired, as an answer and as an event") {
    const std::string gone =
        R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410})";
    CHECK(watched({{k_watch, 410, gone}}).end == WatchEnd::expired);
    const auto outcome =
        watched({{k_watch, 200, event("ADDED", "a") + R"({"type":"ERROR","object":)" + gone + "}\n"}});
    CHECK(outcome.end == WatchEnd::expired);
    CHECK(outcome.events == "ADDED a");
}

TEST_CASE("a watch that goes wrong is an error") {
    struct Row {
        const char* line;
        const char* expected;
    };
    for (const auto& row :
         {Row{"{}", "error: the server sent something that is no watch event"},
          Row{R"({"type":"ADDED","object":[]})", "error: the server sent something that is no watch event"},
          Row{R"({"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"no","reason":"X"}})",
              "Error from server (X): no"}}) {
        const auto outcome = watched({{k_watch, 200, std::string(row.line) + "\n"}});
        CHECK(outcome.error == row.expected);
        CHECK(outcome.requests == 1);
    }
    CHECK(watched({{k_watch, 200, "hello\n"}}).error != "");
    Scripted cut{k_watch, 200, event("ADDED", "a")};
    cut.cut = true;
    CHECK(watched({cut}).error == "Unable to connect to the server: unexpected EOF");
}
