#include "verbs/log_follow.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "log_script.hpp"

using namespace yare;
using namespace yare::log_script;

namespace {

using Lines = std::vector<std::string>;
using End = Served::End;

const std::string k_first = "container=app&follow=true&timestamps=true";
const std::string k_encoded = "sinceTime=2026-11-22T10%3A00%3A0";

std::string again(int second) {
    return "container=app&follow=true&" + k_encoded + std::to_string(second) + "Z&timestamps=true";
}
std::string caught_up(int second) {
    return "container=app&" + k_encoded + std::to_string(second) + "Z&timestamps=true";
}

LogsRequest following(const std::vector<std::string>& pods) {
    auto request = request_of(pods);
    request.follow = true;
    return request;
}

Served ends_as(const PodText& pod) { return {event("MODIFIED", pod), End::stall}; }

}  // namespace

TEST_CASE("logs -f: a pod that has ended is read once, without its timestamps") {
    ServedSession served;
    serve_pod(served.server, {"web", k_ended}, {"", End::stall});
    served.server.script[log_of("web", k_first)] = {{line(1, "a") + line(2, "b")}};
    CHECK(outcome(served, following({"web"})) == "");
    CHECK(served.out.text() == "a\nb\n");
    CHECK(log_requests(served) == Lines{"web/log?" + k_first});
}

TEST_CASE("logs -f: what breaks is taken up again by time, and the end is caught up with") {
    ServedSession served;
    serve_pod(served.server, {}, ends_as({"web", k_ended, {"app"}, 0, "Never", "6"}));
    auto request = following({"web"});
    request.tail = 10;
    request.since = 60;
    const std::string wanted = "container=app&follow=true&sinceSeconds=60&tailLines=10&timestamps=true";
    const std::string all = line(2, "a") + line(2, "a") + line(4, "b") + line(5, "c");
    served.server.script[log_of("web", wanted)] = {{all.substr(0, 80), End::cut}};
    served.server.script[log_of("web", again(1))] = {{all}};
    served.server.script[log_of("web", again(4))] = {{line(5, "c")}};
    served.server.script[log_of("web", caught_up(1))] = {{all}};
    served.server.script[log_of("web", caught_up(4))] = {{all.substr(2 * line(2, "a").size())}};
    CHECK(outcome(served, request) == "");
    CHECK(served.out.text() == "a\na\nb\nc\n");
    const auto requests = log_requests(served);
    REQUIRE(requests.size() >= 2);
    CHECK(requests.front() == "web/log?" + wanted);
    // The pod's end may have been known before the second reading, or after it.
    for (std::size_t i = 1; i < requests.size(); ++i) {
        const bool is_expected =
            requests[i] == "web/log?" + again(1) || requests[i] == "web/log?" + again(4) ||
            requests[i] == "web/log?" + caught_up(1) || requests[i] == "web/log?" + caught_up(4);
        CHECK_MESSAGE(is_expected, requests[i]);
    }
}

TEST_CASE("logs -f: after a restart the rest of the last instance, then the new one") {
    ServedSession served;
    auto restarted = PodText{"web", k_ended, {"app"}, 1, "Never", "6"};
    serve_pod(served.server, {}, {"", End::stall});
    // The first look at the pod tells.
    served.server.script[k_pods + "/web"] = {{PodText{}.text()}, {restarted.text()}};
    served.server.script[k_pods + "?fieldSelector=metadata.name%3Dweb"] = {{list_of({restarted.text()})}};
    served.server.script[k_pods +
                         "?fieldSelector=metadata.name%3Dweb&allowWatchBookmarks=true&"
                         "resourceVersion=6&timeoutSeconds=290&watch=true"] = {{"", End::stall}};
    served.server.script[log_of("web", k_first)] = {{line(2, "a")}};
    served.server.script[log_of("web", "container=app&previous=true&" + k_encoded + "1Z&timestamps=true")] = {
        {line(2, "a") + line(3, "last words")}};
    served.server.script[log_of("web", again(2))] = {{line(4, "again")}};
    CHECK(outcome(served, following({"web"})) == "");
    CHECK(served.out.text() == "a\nlast words\nagain\n");
}

TEST_CASE("logs -f --tail=0: what came after the first answer is not lost") {
    ServedSession served;
    serve_pod(served.server, {}, ends_as({"web", k_ended, {"app"}, 0, "Never", "6"}));
    auto request = following({"web"});
    request.tail = 0;
    served.server.script[log_of("web", "container=app&follow=true&tailLines=0&timestamps=true")] = {
        {"", End::cut}};
    outcome(served, request);
    const auto requests = log_requests(served);
    REQUIRE(requests.size() >= 2);
    CHECK(requests[1].find("sinceTime=") != std::string::npos);
    CHECK(requests[1].find("tailLines") == std::string::npos);
}

TEST_CASE("logs -f: one of several that fails leaves the others, and is counted") {
    ServedSession served;
    for (const char* name : {"a", "b"}) {
        serve_pod(served.server, {name, k_ended}, {"", End::stall});
    }
    served.server.script[log_of("a", k_first)] = {
        {R"({"kind":"Status","status":"Failure","reason":"Forbidden","message":"no"})", End::whole, 403}};
    served.server.script[log_of("b", k_first)] = {{line(1, "b")}};
    CHECK(outcome(served, following({"a", "b"})) == "error: 1 of 2 log streams failed");
    CHECK(served.out.text() == "b\n");
    CHECK(served.err.text() == "Error from server (Forbidden): no\n");
}

TEST_CASE("logs -f --ignore-errors: a failure is part of the output") {
    ServedSession served;
    serve_pod(served.server, {"web", k_ended}, {"", End::stall});
    served.server.script[log_of("web", k_first)] = {
        {R"({"kind":"Status","status":"Failure","reason":"Forbidden","message":"no"})", End::whole, 403}};
    auto request = following({"web"});
    request.ignore_errors = true;
    CHECK(outcome(served, request) == "");
    CHECK(served.out.text() == "error: no\n");
}

TEST_CASE("logs -f: more than are allowed are refused before any is read, but one is always allowed") {
    ServedSession served;
    ServedSession other;
    for (const char* name : {"a", "b"}) {
        serve_pod(served.server, {name, k_ended}, {"", End::stall});
        served.server.script[log_of(name, k_first)] = {{line(1, name)}};
    }
    other.server.script = served.server.script;
    auto request = following({"a", "b"});
    request.max_requests = 1;
    CHECK(outcome(served, request) ==
          "error: you are attempting to follow 2 log streams, but maximum allowed concurrency is 1, use "
          "--max-log-requests to increase the limit");
    CHECK(log_requests(served).empty());
    request = following({"a"});
    request.max_requests = 0;
    CHECK(outcome(other, request) == "");
    CHECK(other.out.text() == "a\n");
}

TEST_CASE("logs -f -l: pods that join are read from their start, within the limit") {
    ServedSession served;
    served.server.script[k_pods + "?labelSelector=x%3Dy&limit=500"] = {{list_of({PodText{"a"}.text()})}};
    const PodText gone_later{"a", k_ended, {"app"}, 0, "Never", "9"};
    served.server.script[k_pods +
                         "?labelSelector=x%3Dy&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=290&"
                         "watch=true"] = {
        {event("ADDED", {"b", k_ended, {"app"}, 0, "Never", "6"}) + event("MODIFIED", gone_later),
         End::stall}};
    const std::string tail = "container=app&follow=true&tailLines=1&timestamps=true";
    served.server.script[log_of("a", tail)] = {{line(1, "a")}};
    served.server.script[log_of("a", again(0))] = {{line(1, "a")}};
    served.server.script[log_of("a", caught_up(0))] = {{line(1, "a")}};
    served.server.script[log_of("b", k_first)] = {{line(2, "b1") + line(3, "b2")}};
    auto request = request_of({});
    request.label_selector = "x=y";
    request.follow = true;
    request.tail = 1;
    CHECK(outcome(served, request) == "");
    auto text = served.out.text();
    CHECK(std::count(text.begin(), text.end(), '\n') == 3);
    CHECK(text.find("b1\nb2\n") != std::string::npos);
    CHECK(text.find("a\n") != std::string::npos);
}
