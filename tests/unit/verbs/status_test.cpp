#include "verbs/status.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "served_session.hpp"

using namespace yare;

namespace {

using End = Served::End;

const std::string k_pods = "/api/v1/namespaces/default/pods";
const std::string k_events = "/api/v1/namespaces/default/events?fieldSelector=type%3DWarning&limit=500";
const std::string k_pod_list = k_pods + "?limit=500";

std::string pod(const std::string& name, const std::string& status, const std::string& version = "5",
                const std::string& uid = "") {
    return R"({"apiVersion":"v1","kind":"Pod","metadata":{"name":")" + name +
           R"(","namespace":"default","uid":")" + (uid.empty() ? "u-" + name : uid) +
           R"(","resourceVersion":")" + version +
           R"(","creationTimestamp":"2026-01-01T00:00:00Z"},"status":)" + status + "}";
}

const std::string k_ready =
    R"({"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[]})";
const std::string k_pending = R"({"phase":"Pending"})";
const std::string k_crashing =
    R"({"phase":"Running","containerStatuses":[{"name":"app","restartCount":5,"state":{"waiting":)"
    R"({"reason":"CrashLoopBackOff","message":"back-off"}},"lastState":{"terminated":{"exitCode":1}}}]})";

std::string list(const std::vector<std::string>& items, const std::string& version = "9") {
    std::string text =
        R"({"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":")" + version + R"("},"items":[)";
    for (std::size_t i = 0; i < items.size(); ++i) {
        text += (i == 0 ? "" : ",") + items[i];
    }
    return text + "]}";
}

std::string event(const std::string& type, const std::string& object) {
    return R"({"type":")" + type + R"(","object":)" + object + "}\n";
}

std::string one(const std::string& name) { return k_pods + "?fieldSelector=metadata.name%3D" + name; }

std::string watch(const std::string& selector, const std::string& version) {
    return k_pods + "?" + selector + (selector.empty() ? "" : "&") +
           "allowWatchBookmarks=true&resourceVersion=" + version + "&timeoutSeconds=290&watch=true";
}
std::string watch_one(const std::string& name, const std::string& version) {
    return watch("fieldSelector=metadata.name%3D" + name, version);
}

StatusRequest named(const std::vector<std::string>& names) {
    StatusRequest request;
    for (const auto& name : names) {
        request.targets.objects.push_back({{"pods"}, name});
    }
    request.fail_on = {{Goal::Kind::failed}};
    return request;
}

StatusRequest all_pods() {
    StatusRequest request;
    request.targets.types = {{"pods"}};
    request.fail_on = {{Goal::Kind::failed}};
    return request;
}

StatusRequest waiting(StatusRequest request, Milliseconds timeout = Milliseconds(5000)) {
    request.wait = true;
    request.timeout = timeout;
    return request;
}

struct Result {
    int code = 0;
    std::string out, err;
};

Result run(ServedSession& served, const StatusRequest& request, const Format& format = {}) {
    Result result;
    try {
        result.code = status(served.session, request, format);
    } catch (const Error& error) {
        result = {1, "", error.line()};
    }
    result.out = served.out.text();
    result.err += served.err.text();
    return result;
}

const Served k_nothing{list({})};
const Served k_silence{"", End::stall};
const Served k_not_found{
    R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound","code":404,)"
    R"("message":"pods \"b\" not found","details":{"name":"b","kind":"pods"}})",
    End::whole, 404};
const Served k_forbidden{
    R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,"message":"no"})",
    End::whole, 403};

bool asked(const ServedSession& served, const std::string& target) {
    const auto seen = served.server.seen();
    return std::find(seen.begin(), seen.end(), target) != seen.end();
}

}  // namespace

TEST_CASE("an object that is as it should be: one request, exit code 0") {
    ServedSession served;
    served.server.script[k_pods + "/a"] = {{pod("a", k_ready)}};
    const auto result = run(served, named({"a"}));
    CHECK(result.code == 0);
    CHECK(result.out.starts_with("NAME   STATUS    AGE"));
    CHECK(result.out.find("\na      Current") != std::string::npos);
    CHECK(served.server.seen().size() == 1);
    CHECK(result.err.empty());
}

TEST_CASE("the worst verdict is the exit code, and the rows keep the order of the arguments") {
    ServedSession served;
    served.server.script[k_pods + "/b"] = {k_not_found};
    served.server.script[k_pods + "/a"] = {{pod("a", k_pending)}};
    served.server.script[k_events] = {k_nothing};
    auto result = run(served, named({"b", "a"}));
    CHECK(result.code == k_status_not_found);
    CHECK(result.out.find("b      NotFound") < result.out.find("a      InProgress"));
    CHECK(result.out.find("pods \"b\" not found") != std::string::npos);

    ServedSession again;
    again.server.script[k_pods + "/b"] = {k_not_found};
    again.server.script[k_pods + "/a"] = {{pod("a", k_crashing)}};
    again.server.script[k_events] = {k_nothing};
    result = run(again, named({"b", "a"}));
    CHECK(result.code == k_status_failed);
    CHECK(result.out.find("CrashLoopBackOff: app, 5 restarts, last exit 1") != std::string::npos);
}

TEST_CASE("an object that may not be read is unknown, and an error") {
    ServedSession served;
    served.server.script[k_pods + "/a"] = {k_forbidden};
    const auto result = run(served, named({"a"}));
    CHECK(result.code == 1);
    CHECK(result.out.find("a      Unknown") != std::string::npos);
    CHECK(result.err.find("Forbidden") != std::string::npos);
}

TEST_CASE("a collection, with the kind that its elements do not name") {
    ServedSession served;
    auto bare = pod("a", k_crashing);
    bare.erase(1, std::string(R"("apiVersion":"v1","kind":"Pod",)").size());
    served.server.script[k_pod_list] = {{list({bare, pod("b", k_ready)})}};
    served.server.script[k_events] = {k_nothing};
    const auto result = run(served, all_pods());
    CHECK(result.code == k_status_failed);
    CHECK(result.out.find("a      Failed") != std::string::npos);
    CHECK(result.out.find("b      Current") != std::string::npos);
}

TEST_CASE("nothing found is no success") {
    ServedSession served;
    served.server.script[k_pod_list] = {k_nothing};
    const auto result = run(served, all_pods());
    CHECK(result.code == k_status_not_found);
    CHECK(result.err == "No resources found in default namespace.\n");
}

TEST_CASE("warnings that may not be read are told, and the verdict stands") {
    ServedSession served;
    served.server.script[k_pods + "/a"] = {{pod("a", k_pending)}};
    served.server.script[k_pods + "/b"] = {{pod("b", k_ready)}};
    served.server.script[k_events] = {k_forbidden};
    const auto result = run(served, named({"a", "b"}));
    CHECK(result.code == k_status_in_progress);
    CHECK(result.err.find("Warning: events in namespace default cannot be read") == 0);
}

TEST_CASE("waiting: a list, a watch, and no more where the object comes soon") {
    ServedSession served;
    served.server.script[one("a")] = {{list({pod("a", k_ready)})}};
    served.server.script[watch_one("a", "9")] = {k_silence};
    const auto result = run(served, waiting(named({"a"})));
    CHECK(result.code == 0);
    CHECK(served.server.seen().front() == one("a"));
    CHECK(result.err == "pod/a: Current: Ready\n");
}

TEST_CASE("waiting ends when the watch says so") {
    ServedSession served;
    served.server.script[one("a")] = {{list({pod("a", k_pending)})}};
    served.server.script[watch_one("a", "9")] = {
        {event("MODIFIED", pod("a", k_pending, "10")) + event("MODIFIED", pod("a", k_ready, "11")),
         End::stall}};
    served.server.script
        ["/api/v1/namespaces/default/events?fieldSelector=involvedObject.uid%3Du-a%2Ctype%3DWarning"
         "&limit=500"] = {k_nothing};
    const auto result = run(served, waiting(named({"a"})));
    CHECK(result.code == 0);
    CHECK(result.out.find("a      Current") != std::string::npos);
    CHECK(result.err.ends_with("pod/a: Current: Ready\n"));
}

TEST_CASE("a crash loop ends the waiting at once") {
    ServedSession served;
    served.server.script[k_pod_list] = {{list({pod("a", k_ready), pod("b", k_pending)})}};
    served.server.script[watch("", "9")] = {{event("MODIFIED", pod("b", k_crashing, "10")), End::stall}};
    served.server.script[k_events] = {k_nothing};
    served.server.script
        ["/api/v1/namespaces/default/events?fieldSelector=type%3DWarning&allowWatchBookmarks=true&"
         "resourceVersion=9&timeoutSeconds=290&watch=true"] = {k_silence};
    const auto result = run(served, waiting(all_pods()));
    CHECK(result.code == k_status_failed);
    CHECK(result.err.ends_with("error: pod/b: Failed: CrashLoopBackOff: app, 5 restarts, last exit 1\n"));
}

TEST_CASE("the time is over: exit code 2, and what was waited for") {
    ServedSession served;
    served.server.script[one("a")] = {{list({pod("a", k_pending)})}};
    served.server.script[watch_one("a", "9")] = {k_silence};
    served.server.script
        ["/api/v1/namespaces/default/events?fieldSelector=involvedObject.uid%3Du-a%2Ctype%3DWarning"
         "&limit=500"] = {k_nothing};
    const auto result = run(served, waiting(named({"a"}), Milliseconds(30)));
    CHECK(result.code == k_status_in_progress);
    CHECK(result.err.find("error: timed out waiting for pod/a: InProgress") != std::string::npos);
    CHECK(result.out.find("a      InProgress") != std::string::npos);
}

TEST_CASE("what is not there ends the waiting, unless that is what is waited for") {
    ServedSession served;
    served.server.script[one("a")] = {k_nothing};
    served.server.script[watch_one("a", "9")] = {k_silence};
    CHECK(run(served, waiting(named({"a"}))).code == k_status_not_found);

    ServedSession gone;
    gone.server.script[one("a")] = {{list({pod("a", k_ready)})}};
    gone.server.script[watch_one("a", "9")] = {{event("DELETED", pod("a", k_ready, "10")), End::stall}};
    auto request = waiting(named({"a"}));
    request.goals = {{Goal::Kind::deleted}};
    request.fail_on.clear();
    CHECK(run(gone, request).code == 0);

    ServedSession comes;
    comes.server.script[one("a")] = {k_nothing};
    comes.server.script[watch_one("a", "9")] = {{event("ADDED", pod("a", k_ready, "10")), End::stall}};
    request.goals = {{Goal::Kind::exists}, {Goal::Kind::current}};
    CHECK(run(comes, request).code == 0);
}

TEST_CASE("another object of the same name is not the one that was to be deleted") {
    ServedSession served;
    served.server.script[one("a")] = {{list({pod("a", k_ready)})}};
    served.server.script[watch_one("a", "9")] = {{"", End::whole}};
    served.server.script[watch_one("a", "9")] = {
        {event("MODIFIED", pod("a", k_ready, "12", "another")), End::stall}};
    auto request = waiting(named({"a"}));
    request.goals = {{Goal::Kind::deleted}};
    request.fail_on.clear();
    CHECK(run(served, request).code == 0);
}

TEST_CASE("an expired watch lists again, and does not forget what is gone") {
    ServedSession served;
    served.server.script[k_pod_list] = {{list({pod("a", k_ready), pod("b", k_pending)})},
                                        {list({pod("a", k_ready)}, "20")}};
    served.server.script[watch("", "9")] = {{event(
        "ERROR", R"({"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410})")}};
    served.server.script[watch("", "20")] = {k_silence};
    served.server.script[k_events] = {k_nothing};
    served.server.script
        ["/api/v1/namespaces/default/events?fieldSelector=type%3DWarning&allowWatchBookmarks=true&"
         "resourceVersion=9&timeoutSeconds=290&watch=true"] = {k_silence};
    const auto result = run(served, waiting(all_pods()));
    CHECK(result.code == 0);
    CHECK(result.out.find("\nb ") == std::string::npos);
}

TEST_CASE("conditions and JSONPath") {
    ServedSession served;
    served.server.script[one("a")] = {{list({pod("a", k_pending)})}};
    served.server.script[watch_one("a", "9")] = {{event("MODIFIED", pod("a", k_ready, "11")), End::stall}};
    served.server.script
        ["/api/v1/namespaces/default/events?fieldSelector=involvedObject.uid%3Du-a%2Ctype%3DWarning"
         "&limit=500"] = {k_nothing};
    auto request = waiting(named({"a"}));
    request.goals = {{Goal::Kind::condition, "ready", "true"},
                     {Goal::Kind::jsonpath, "{.status.phase}", "Running"}};
    CHECK(run(served, request).code == 0);
    CHECK(asked(served, watch_one("a", "9")));
}

TEST_CASE("verdicts as objects") {
    ServedSession served;
    served.server.script[k_pods + "/a"] = {{pod("a", k_ready)}};
    Format format;
    format.kind = Format::Kind::json;
    CHECK(
        run(served, named({"a"}), format).out ==
        "{\n    \"apiVersion\": \"v1\",\n    \"kind\": \"Pod\",\n    \"metadata\": {\n        "
        "\"creationTimestamp\": \"2026-01-01T00:00:00Z\",\n        \"name\": \"a\",\n        \"namespace\": "
        "\"default\",\n        \"uid\": \"u-a\"\n    },\n    \"reason\": \"Ready\",\n    \"status\": "
        "\"Current\"\n}\n");
}

TEST_CASE("of many named objects, which are listed, no other is shown") {
    ServedSession served;
    std::vector<std::string> names, there;
    for (int i = 0; i < 51; ++i) {
        names.push_back("n" + std::to_string(i));
        there.push_back(pod(names.back(), k_ready));
    }
    there.push_back(pod("stranger", k_crashing));
    served.server.script[k_pod_list] = {{list(there)}};
    const auto result = run(served, named(names));
    CHECK(result.code == 0);
    CHECK(std::count(result.out.begin(), result.out.end(), '\n') == 52);
    CHECK(result.out.find("stranger") == std::string::npos);
}

TEST_CASE("an object that loses its labels is not deleted") {
    ServedSession served;
    const std::string selected = "?labelSelector=a%3Db";
    served.server.script[k_pods + selected + "&limit=500"] = {{list({pod("a", k_ready)})}};
    served.server.script[one("a")] = {{list({pod("a", k_ready)})}};
    served.server.script[watch_one("a", "9")] = {k_silence};
    auto request = waiting(all_pods(), Milliseconds(50));
    request.selection.label_selector = "a=b";
    request.goals = {{Goal::Kind::deleted}};
    request.fail_on.clear();
    CHECK(run(served, request).code == k_status_in_progress);
}

TEST_CASE("a collection that may not be read does not hide the others of a wait") {
    ServedSession served;
    served.server.script[k_pod_list] = {{list({pod("a", k_ready)})}};
    served.server.script[watch("", "9")] = {k_silence};
    served.server.script["/api/v1/namespaces/default/secrets?limit=500"] = {k_forbidden};
    auto request = waiting(all_pods());
    request.targets.types.push_back({"secrets"});
    const auto result = run(served, request);
    CHECK(result.code == 1);
    CHECK(result.out.find("a      Current") != std::string::npos);
    CHECK(result.err.find("Forbidden") != std::string::npos);
}

TEST_CASE("causes that cannot be read for a moment are read later") {
    ServedSession served;
    served.server.script[k_pod_list] = {{list({pod("a", k_pending)})}};
    served.server.script[watch("", "9")] = {k_silence};
    served.server.script[k_events] = {{"", End::whole, 500}, {"", End::cut}, k_nothing};
    served.server.script
        ["/api/v1/namespaces/default/"
         "events?fieldSelector=type%3DWarning&allowWatchBookmarks=true&"
         "resourceVersion=9&timeoutSeconds=290&watch=true"] = {k_silence};
    const auto result = run(served, waiting(all_pods(), Milliseconds(2000)));
    CHECK(result.code == k_status_in_progress);
    CHECK(result.err.find("Warning") == std::string::npos);
    const auto seen = served.server.seen();
    CHECK(std::count(seen.begin(), seen.end(), k_events) == 3);
}

TEST_CASE("what was not read in time is not said to be missing") {
    ServedSession served;
    served.server.script[k_pod_list] = {k_silence};
    served.server.script[one("a")] = {k_silence};
    auto result = run(served, waiting(named({"a"}), Milliseconds(30)));
    CHECK(result.code == k_status_in_progress);
    CHECK(result.out.find("NotFound") == std::string::npos);
    ServedSession types;
    types.server.script[k_pod_list] = {k_silence};
    result = run(types, waiting(all_pods(), Milliseconds(30)));
    CHECK(result.code == k_status_in_progress);
    CHECK(result.err == "error: timed out waiting for pods\n");
}
