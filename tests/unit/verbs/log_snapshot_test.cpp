#include "verbs/log_snapshot.hpp"

#include <doctest/doctest.h>

#include "log_script.hpp"

using namespace yare;
using namespace yare::log_script;

namespace {

using Lines = std::vector<std::string>;

// Pods a and b of a selector with one container each.
LogsRequest of_two(ServedSession& served) {
    served.server.script[k_pods + "?labelSelector=x%3Dy&limit=500"] = {
        {list_of({PodText{"a"}.text(), PodText{"b"}.text()})}};
    auto request = request_of({});
    request.label_selector = "x=y";
    return request;
}

}  // namespace

TEST_CASE("logs: the parameters are sorted, and only those that were asked for") {
    const auto asked = [](const LogsRequest& request) {
        ServedSession served;
        serve_pod(served.server, {}, {});
        outcome(served, request);
        return log_requests(served);
    };
    auto request = request_of({"web"});
    CHECK(asked(request) == Lines{"web/log?container=app"});
    request.timestamps = request.previous = request.skip_backend_verification = true;
    request.tail = 0;
    request.since = 5;
    request.since_time = "2026-11-22T10:00:00Z";
    request.limit_bytes = 7;
    CHECK(asked(request) ==
          Lines{"web/log?container=app&insecureSkipTLSVerifyBackend=true&limitBytes=7&previous=true&"
                "sinceSeconds=5&sinceTime=2026-11-22T10%3A00%3A00Z&tailLines=0&timestamps=true"});
}

TEST_CASE("logs: several come in order, each with a line of its own, whoever answers first") {
    ServedSession served;
    PodText pod{"web", k_running, {"app", "side"}};
    pod.init = "setup";
    serve_pod(served.server, pod, {});
    served.server.script[log_of("web", "container=setup")] = {{"set up"}};
    served.server.script[log_of("web", "container=app")] = {{"one\ntwo"}};
    served.server.script[log_of("web", "container=side")] = {{"three"}};
    auto request = request_of({"web"});
    request.all_containers = true;
    CHECK(outcome(served, request) == "");
    CHECK(served.out.text() == "set up\none\ntwo\nthree");
}

TEST_CASE("logs: one that fails, or breaks, is told behind the others") {
    ServedSession served;
    auto request = of_two(served);
    served.server.script[log_of("a", "container=app")] = {{"half", Served::End::cut}};
    served.server.script[log_of("b", "container=app")] = {{"b\n"}};
    CHECK(outcome(served, request).find("unexpected EOF") != std::string::npos);
    CHECK(served.out.text() == "half\nb\n");

    ServedSession refused;
    request = of_two(refused);
    refused.server.script[log_of("a", "container=app")] = {
        {R"({"kind":"Status","status":"Failure","reason":"Forbidden","message":"no"})", Served::End::whole,
         403}};
    refused.server.script[log_of("b", "container=app")] = {{"b\n"}};
    CHECK(outcome(refused, request) == "Error from server (Forbidden): no");
    CHECK(refused.out.text() == "b\n");
}

TEST_CASE("logs --ignore-errors: the failure is part of the output, and no failure") {
    ServedSession served;
    auto request = of_two(served);
    request.ignore_errors = true;
    served.server.script[log_of("a", "container=app")] = {
        {R"({"kind":"Status","status":"Failure","reason":"Forbidden","message":"no"})", Served::End::whole,
         403}};
    served.server.script[log_of("b", "container=app")] = {{"b\n"}};
    CHECK(outcome(served, request) == "");
    CHECK(served.out.text() == "error: no\nb\n");
}

TEST_CASE(
    "logs --merge: by time; of equal times the first log first; lines without time stay where they are") {
    ServedSession served;
    auto request = of_two(served);
    request.merge = true;
    const std::string query = "container=app&timestamps=true";
    served.server.script[log_of("a", query)] = {
        {line(1, "a1") + line(3, "a3") + "no time\n" + line(5, "a5")}};
    served.server.script[log_of("b", query)] = {
        {line(1, "b1") + line(2, "b2") + line(3, "b3") + line(4, "b4")}};
    CHECK(outcome(served, request) == "");
    CHECK(served.out.text() == "a1\nb1\nb2\na3\nno time\nb3\nb4\na5\n");
}

TEST_CASE("logs --merge: as many as are allowed") {
    ServedSession served;
    auto request = of_two(served);
    request.merge = true;
    request.max_requests = 1;
    CHECK(outcome(served, request) ==
          "error: you are attempting to merge 2 log streams, but maximum allowed concurrency is 1, use "
          "--max-log-requests to increase the limit");
    CHECK(log_requests(served).empty());
}

TEST_CASE("logs: of a workload one pod, and which") {
    const std::string deployment = "/apis/apps/v1/namespaces/default/deployments/d";
    ServedSession served;
    served.server.script[deployment] = {
        {R"({"kind":"Deployment","metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"x":"y"}},"template":{}}})"}};
    served.server.script[k_pods + "?labelSelector=x%3Dy&limit=500"] = {
        {list_of({PodText{"a", k_waiting}.text(), PodText{"b", k_running, {"app"}, 3}.text()})}};
    served.server.script[log_of("b", "container=app")] = {{"b\n"}};
    auto request = request_of({});
    request.targets.push_back({{"deployments"}, "d"});
    CHECK(outcome(served, request) == "");
    CHECK(served.err.text() == "Found 2 pods, using pod/b\n");
    CHECK(served.out.text() == "b\n");
}

TEST_CASE("choose_containers: kubectl's choice and its words") {
    JsonTree tree;
    PodText text{"web", k_running, {"app", "side"}};
    text.init = "setup";
    auto pod = read_pod(tree.parse(text.text()));
    LogsRequest request;
    std::string said;
    const auto chosen = [&] {
        said.clear();
        return choose_containers(pod, request, [&](const std::string& words) { said += words + "\n"; });
    };
    CHECK(chosen() == Lines{"app"});
    CHECK(said == "Defaulted container \"app\" out of: app, side, setup (init)\n");
    request.all_pods = true;
    CHECK(chosen() == Lines{"app"});
    CHECK(said == "");
    request.all_pods = false;
    pod.default_container = "side";
    CHECK(chosen() == Lines{"side"});
    CHECK(said == "");
    pod.default_container = "gone";
    CHECK(chosen() == Lines{"app"});
    CHECK(said ==
          "Default container name \"gone\" not found in pod web\n"
          "Defaulted container \"app\" out of: app, side, setup (init)\n");
    request.container = "setup";
    CHECK(chosen() == Lines{"setup"});
    request.container = "x";
    CHECK_THROWS_WITH_AS(chosen(), "container x is not valid for pod web out of: app, side, setup (init)",
                         Error);
    request.all_containers = true;
    CHECK(chosen() == Lines{"setup", "app", "side"});
    pod.containers.clear();
    CHECK(chosen().empty());
    request = {};
    CHECK_THROWS_WITH_AS(chosen(), "pod default/web does not have any containers", Error);
}
