#include "verbs/pod_source.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "base/text.hpp"
#include "request/path.hpp"
#include "verbs/collection.hpp"
#include "verbs/endpoints.hpp"
#include "verbs/named_objects.hpp"
#include "verbs/pod_selector.hpp"
#include "verbs/watch.hpp"

namespace yare {

namespace {

constexpr const char* k_accept = "application/json";
constexpr Milliseconds k_look_again{250};

bool is_pod(const ResourceType& type) { return type.group.empty() && type.plural == "pods"; }

// Reads the pods of a list.
class PodSink final : public CollectionSink {
  public:
    explicit PodSink(PodSource& source) : source_(source) {}
    void element(const ListScanner&, std::string_view json) override {
        source_.pods.push_back(read_pod(tree_.parse(json)));
    }
    void page_end(const ListScanner& page) override {
        JsonTree tree;
        source_.resource_version = tree.parse(page.member("metadata")).find("resourceVersion").text();
    }
    void restart() override { source_.pods.clear(); }

  private:
    PodSource& source_;
    JsonTree tree_;
};

HttpRequest get_request(const ResourceType& type, const std::string& name_space, const std::string& name,
                        const char* subresource = "") {
    HttpRequest request;
    request.path = object_path(type, name_space, name, subresource);
    request.headers.emplace_back("Accept", k_accept);
    return request;
}

// What kubectl calls an object in Go: `*v1.ConfigMap`.
std::string go_type(const ResourceType& type) { return "*" + type.version + "." + type.kind; }

class PodFinder {
  public:
    PodFinder(Session& session, const LogsRequest& request)
        : session_(session),
          request_(request),
          pods_(pod_type(session)),
          name_space_(session.connection.namespace_name) {}

    std::vector<PodSource> run();

  private:
    PodSource selected();
    PodSource named(const NamedTarget& target);
    PodSource of_workload(const ResourceType& type, const std::string& body, const std::string& name);
    std::string selector_of(const ResourceType& type, const JsonValue& object, const std::string& name);
    std::string scale_selector(const ResourceType& type, const std::string& name);
    void wait_for_pod(PodSource& source);
    void say(const std::string& line) { session_.streams.err.write(line + "\n"); }

    Session& session_;
    const LogsRequest& request_;
    ResourceType pods_;
    std::string name_space_;
};

std::vector<PodSource> PodFinder::run() {
    std::vector<PodSource> sources;
    if (request_.targets.empty()) {
        sources.push_back(selected());
    }
    for (const auto& target : request_.targets) {
        sources.push_back(named(target));
    }
    return sources;
}

PodSource PodFinder::selected() {
    PodSource source{name_space_, request_.label_selector, "", "", {}};
    load_pods(session_.client, pods_, source);
    if (source.pods.empty()) {
        say("No resources found in " + name_space_ + " namespace.");
    }
    return source;
}

PodSource PodFinder::named(const NamedTarget& target) {
    Endpoint endpoint{target.type, session_.discovery.find(target.type)};
    std::string body;
    try {
        with_rediscovery(session_.discovery, endpoint, [&](const ResourceType& type) {
            const auto& name_space = type.namespaced ? name_space_ : "";
            try {
                body =
                    session_.client
                        .get(get_request(type, name_space, target.name), {type.group_resource(), target.name})
                        .body;
            } catch (const ApiError& error) {
                explain_missing(session_.client, {endpoint, name_space, target.name}, error);
            }
        });
    } catch (const ApiError& error) {
        if (error.is_not_found()) {
            throw Error("error from server (NotFound): " + std::string(error.what()) + " in namespace " +
                        go_quote(name_space_));
        }
        throw;
    }
    if (!is_pod(endpoint.type)) {
        return of_workload(endpoint.type, body, target.name);
    }
    JsonTree tree;
    auto pod = read_pod(tree.parse(body));
    PodSource source{name_space_, "", pod.name, pod.resource_version, {}};
    source.pods.push_back(std::move(pod));
    return source;
}

PodSource PodFinder::of_workload(const ResourceType& type, const std::string& body, const std::string& name) {
    JsonTree tree;
    const auto object = tree.parse(body);
    PodSource source{name_space_, selector_of(type, object, name), "", "", {}};
    load_pods(session_.client, pods_, source);
    if (source.pods.empty()) {
        wait_for_pod(source);
    }
    sort_by_logging(source.pods);
    if (request_.all_pods) {
        return source;
    }
    if (source.pods.size() > 1) {
        say("Found " + std::to_string(source.pods.size()) + " pods, using pod/" + source.pods[0].name);
    }
    auto& pod = source.pods[0];
    PodSource one{name_space_, "", pod.name, pod.resource_version, {}};
    one.pods.push_back(std::move(pod));
    return one;
}

std::string PodFinder::selector_of(const ResourceType& type, const JsonValue& object,
                                   const std::string& name) {
    const std::string failure = "cannot get the logs from " + go_type(type) + ": ";
    std::string selector;
    try {
        selector = own_pod_selector(object);
    } catch (const Error& error) {
        throw Error(failure + error.what());
    }
    if (selector.empty() && type.namespaced) {
        selector = scale_selector(type, name);
    }
    if (!selector.empty()) {
        return selector;
    }
    // kubectl's words for the one kind of its own whose selector may be missing.
    if (type.group.empty() && type.kind == "Service") {
        throw Error(failure + "invalid service '" + name + "': Service is defined without a selector");
    }
    throw Error(failure + "selector for " + go_type(type) + " not imple" + "mented");
}

// The selector that the scale subresource states: that of custom resources with
// `subresources.scale.labelSelectorPath`.
std::string PodFinder::scale_selector(const ResourceType& type, const std::string& name) {
    const auto answer = session_.client.get_or_missing(get_request(type, name_space_, name, "scale"));
    if (answer.status != 200) {
        return "";
    }
    JsonTree tree;
    const auto scale = tree.parse(answer.body);
    const auto selector = scale.find("status").find("selector");
    return selector.is_object() ? labels_text(selector) : selector.text();
}

// Waits until the workload has a pod, as kubectl does (polymorphichelpers.GetPodList).
void PodFinder::wait_for_pod(PodSource& source) {
    const auto end = std::chrono::steady_clock::now() + request_.pod_running_timeout;
    while (source.pods.empty()) {
        const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            throw Error("timed out waiting for the condition");
        }
        const QueryParameters query = {{"labelSelector", source.label_selector},
                                       {"resourceVersion", source.resource_version}};
        const auto ended = watch_collection(session_.client, pods_, source.name_space, query, k_accept, left,
                                            [&](std::string_view event, const JsonValue& object) {
                                                if (event == "ADDED" || event == "MODIFIED") {
                                                    source.pods.push_back(read_pod(object));
                                                    source.resource_version = source.pods[0].resource_version;
                                                }
                                                return source.pods.empty();
                                            });
        if (ended == WatchEnd::expired || ended == WatchEnd::closed) {
            std::this_thread::sleep_for(k_look_again);  // a server that ends every watch at once
            load_pods(session_.client, pods_, source);
        }
    }
}

}  // namespace

ResourceType pod_type(Session& session) { return session.discovery.find({"pods"}); }

Selection selection_of(const PodSource& source) {
    Selection selection;
    selection.label_selector = source.label_selector;
    if (!source.pod_name.empty()) {
        selection.field_selector = "metadata.name=" + source.pod_name;
    }
    return selection;
}

void load_pods(Client& client, const ResourceType& type, PodSource& source) {
    source.pods.clear();
    if (source.pod_name.empty()) {
        PodSink sink(source);
        read_collection(client, type, source.name_space, selection_of(source), k_accept, {}, sink);
        return;
    }
    auto request = get_request(type, source.name_space, source.pod_name);
    const auto answer = client.get_or_missing(request);
    if (answer.status == 200) {
        JsonTree tree;
        source.pods.push_back(read_pod(tree.parse(answer.body)));
        source.resource_version = source.pods[0].resource_version;
    }
}

std::vector<PodSource> find_pods(Session& session, const LogsRequest& request) {
    return PodFinder(session, request).run();
}

std::vector<std::string> choose_containers(const PodFacts& pod, const LogsRequest& request,
                                           const std::function<void(const std::string& line)>& say) {
    std::vector<std::string> names;
    if (request.all_containers) {
        for (const auto& container : pod.containers) {
            names.push_back(container.name);
        }
        return names;
    }
    std::string name = request.container;
    if (name.empty() && !pod.default_container.empty()) {
        if (pod.find(pod.default_container) != nullptr) {
            name = pod.default_container;
        } else {
            say("Default container name " + go_quote(pod.default_container) + " not found in pod " +
                pod.name);
        }
    }
    if (name.empty()) {
        const auto regular = std::find_if(
            pod.containers.begin(), pod.containers.end(),
            [](const ContainerFacts& container) { return container.kind == ContainerFacts::Kind::regular; });
        if (regular == pod.containers.end()) {
            throw Error("pod " + pod.name_space + "/" + pod.name + " does not have any containers");
        }
        name = regular->name;
        if (pod.containers.size() > 1 && !request.all_pods) {
            say("Defaulted container " + go_quote(name) + " out of: " + pod.container_names());
        }
    }
    if (pod.find(name) == nullptr) {
        throw Error("container " + name + " is not valid for pod " + pod.name +
                    " out of: " + pod.container_names());
    }
    names.push_back(name);
    return names;
}

}  // namespace yare
