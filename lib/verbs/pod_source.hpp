// The pods whose logs are asked for.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "request/model.hpp"
#include "verbs/pod_facts.hpp"
#include "verbs/session.hpp"

namespace yare {

/// One pod by its name, or those that a selector selects.
struct PodSource {
    std::string name_space;
    std::string label_selector;
    std::string pod_name;          // empty: those of the selector
    std::string resource_version;  // that `pods` are of, to watch from
    std::vector<PodFacts> pods;    // in the order in which their logs are printed
};

/// The endpoint of pods.
ResourceType pod_type(Session& session);

/// What a request for the source's pods selects.
Selection selection_of(const PodSource& source);

/// Reads the source's pods anew: a GET for one (which is none where it is not found), else a list. Throws
/// ApiError, TransportError.
void load_pods(Client& client, const ResourceType& type, PodSource& source);

/// What the request's targets come to: of a workload the pod most worth reading or, with `all_pods`, all.
/// Waits for the first pod of a workload up to `pod_running_timeout`. Says on standard error what kubectl
/// says
/// (`Found 2 pods, using pod/x`, `No resources found in default namespace.`). Throws kubectl's words for what
/// is not found, has no pods, or no selector.
std::vector<PodSource> find_pods(Session& session, const LogsRequest& request);

/// The containers of `pod` that are asked for, in order. What kubectl says about its choice goes to `say`.
/// Throws Error for one that the pod does not have.
std::vector<std::string> choose_containers(const PodFacts& pod, const LogsRequest& request,
                                           const std::function<void(const std::string& line)>& say);

}  // namespace yare
