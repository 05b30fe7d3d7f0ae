#include "verbs/pod_watch.hpp"

#include <doctest/doctest.h>

#include "log_script.hpp"

using namespace yare;
using namespace yare::log_script;

namespace {

using End = Served::End;

const std::string k_one = k_pods + "?fieldSelector=metadata.name%3Dweb";

std::string watch_of_one(const std::string& version) {
    return k_one + "&allowWatchBookmarks=true&resourceVersion=" + version + "&timeoutSeconds=290&watch=true";
}

PodText at(const std::string& version, const std::string& state = k_running) {
    return {"web", state, {"app"}, 0, "Never", version};
}

const Served k_expired{
    R"({"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}})"
    "\n"};
const Served k_forbidden{
    R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","message":"no"})",
    End::whole, 403};

// Watches `web` until its record is of this version, or gone ("").
std::string watched_until(ServedSession& served, const std::string& version) {
    PodBoard board;
    Lookout lookout(served.session);
    lookout.on_stop([&] { board.stop(); });
    board.on_change([&] { lookout.ring(); });
    JsonTree tree;
    board.put(0, read_pod(tree.parse(at("4").text())));
    lookout.start([&] {
        watch_pods(lookout, board, pod_type(served.session), {"default", "", "web", "", {}}, 0);
    });
    try {
        lookout.run([&]() -> std::optional<Lookout::Clock::time_point> {
            const auto entry = board.find("u-web");
            const bool is_done = version.empty() ? entry.is_gone : entry.pod.resource_version == version;
            return is_done ? std::nullopt : std::optional(Lookout::Clock::time_point::max());
        });
    } catch (const Error& error) {
        return error.line();
    }
    return "";
}

}  // namespace

TEST_CASE("a watch goes on from where the list was, and from where the last one ended") {
    ServedSession served;
    served.server.script[k_one] = {{list_of({at("5").text()})}};
    served.server.script[watch_of_one("5")] = {{event("MODIFIED", at("6")), End::cut}};
    served.server.script[watch_of_one("6")] = {
        {event("MODIFIED", at("8")) + event("MODIFIED", at("9")), End::stall}};
    CHECK(watched_until(served, "9") == "");
    CHECK(served.server.seen() == std::vector<std::string>{k_one, watch_of_one("5"), watch_of_one("6")});
}

TEST_CASE("an expired watch reads the pods anew, and misses no pod that is gone") {
    ServedSession served;
    served.server.script[k_one] = {{list_of({at("5").text()})}, {list_of({})}};
    served.server.script[watch_of_one("5")] = {k_expired, {"", End::stall}};
    CHECK(watched_until(served, "") == "");
}

TEST_CASE("who may not watch gets") {
    ServedSession served;
    served.server.script[k_one] = {{list_of({at("5").text()})}};
    served.server.script[watch_of_one("5")] = {k_forbidden};
    served.server.script[k_pods + "/web"] = {{at("7").text()}};
    CHECK(watched_until(served, "7") == "");
}

TEST_CASE("a deleted pod is gone, with its last state") {
    ServedSession served;
    served.server.script[k_one] = {{list_of({at("5").text()})}};
    served.server.script[watch_of_one("5")] = {{event("DELETED", at("6", k_ended)), End::stall}};
    CHECK(watched_until(served, "") == "");
}

TEST_CASE("a refusal that will not pass is told") {
    ServedSession served;
    served.server.script[k_one] = {{"", End::whole, 401}};
    CHECK(watched_until(served, "9").find("logged in") != std::string::npos);
}
