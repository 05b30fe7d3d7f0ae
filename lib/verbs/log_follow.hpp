// Following logs: new pods join, pods that go leave.
#pragma once

#include <vector>

#include "verbs/pod_source.hpp"

namespace yare {

/// Prints the logs of the sources' pods as they grow, by whole lines, until the last container has ended for
/// good. Throws what the only log's LogFollower threw; where there are several, the failure of one is told at
/// once and an Error at the end says how many failed. Throws Interrupted after Ctrl-C, and kubectl's refusal
/// where there are more than `max_requests` logs at the start; later ones wait for their turn.
void follow_logs(Session& session, const LogsRequest& request, std::vector<PodSource> sources);

}  // namespace yare
