// What the tests of `logs` have a server say.
#pragma once

#include <string>
#include <vector>

#include "request/model.hpp"
#include "served_session.hpp"
#include "verbs/logs.hpp"

namespace yare::log_script {

const std::string k_pods = "/api/v1/namespaces/default/pods";
const std::string k_running = R"({"running":{}})";
const std::string k_waiting = R"({"waiting":{"reason":"CrashLoopBackOff"}})";
const std::string k_ended = R"({"terminated":{"exitCode":0}})";

inline std::string array_of(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& item : items) {
        text += (text.empty() ? "" : ",") + item;
    }
    return "[" + text + "]";
}

struct PodText {
    std::string name = "web";
    std::string state = k_running;
    std::vector<std::string> containers = {"app"};
    int restarts = 0;
    std::string policy = "Never";
    std::string version = "5";
    std::string init = {};  // the name of an init container

    std::string text() const {
        std::vector<std::string> specs, states, inits;
        for (const auto& each : containers) {
            specs.push_back(R"({"name":")" + each + "\"}");
            states.push_back(R"({"name":")" + each + R"(","state":)" + state + R"(,"restartCount":)" +
                             std::to_string(restarts) + R"(,"containerID":"x://)" + each +
                             std::to_string(restarts) + "\"}");
        }
        if (!init.empty()) {
            inits.push_back(R"({"name":")" + init + "\"}");
        }
        return R"({"kind":"Pod","metadata":{"name":")" + name + R"(","namespace":"default","uid":"u-)" +
               name + R"(","resourceVersion":")" + version +
               R"("},"spec":{"nodeName":"n","restartPolicy":")" + policy + R"(","containers":)" +
               array_of(specs) + R"(,"initContainers":)" + array_of(inits) +
               R"(},"status":{"phase":"Running","containerStatuses":)" + array_of(states) + "}}";
    }
};

inline std::string list_of(const std::vector<std::string>& pods) {
    return R"({"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"5"},"items":)" +
           array_of(pods) + "}";
}

inline std::string event(const std::string& type, const PodText& pod) {
    return R"({"type":")" + type + R"(","object":)" + pod.text() + "}\n";
}

inline std::string log_of(const std::string& pod, const std::string& query) {
    return k_pods + "/" + pod + "/log?" + query;
}

/// A line of that second (and nanosecond 1) with its timestamp.
inline std::string line(int second, const std::string& message) {
    return "2026-11-22T10:00:" + std::string(second < 10 ? "0" : "") + std::to_string(second) +
           ".000000001Z " + message + "\n";
}

/// The server knows this pod by every way to ask for it alone; `later` is what its watch says.
inline void serve_pod(ScriptedServer& server, const PodText& pod, const Served& watch) {
    const auto field = "?fieldSelector=metadata.name%3D" + pod.name;
    server.script[k_pods + "/" + pod.name] = {{pod.text()}};
    server.script[k_pods + field] = {{list_of({pod.text()})}};
    server.script[k_pods + field +
                  "&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=290&watch=true"] = {watch};
}

inline LogsRequest request_of(const std::vector<std::string>& pods) {
    LogsRequest request;
    for (const auto& pod : pods) {
        request.targets.push_back({{"pods"}, pod});
    }
    request.max_requests = 50;
    return request;
}

inline std::string outcome(ServedSession& served, const LogsRequest& request) {
    try {
        logs(served.session, request);
        return "";
    } catch (const Error& error) {
        return error.line();
    }
}

/// The requests for logs, without the pods' path.
inline std::vector<std::string> log_requests(const ServedSession& served) {
    std::vector<std::string> requests;
    for (const auto& target : served.server.seen()) {
        if (target.find("/log?") != std::string::npos) {
            requests.push_back(target.substr(k_pods.size() + 1));
        }
    }
    return requests;
}

}  // namespace yare::log_script
