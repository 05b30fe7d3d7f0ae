#include "verbs/logs.hpp"

#include "verbs/log_follow.hpp"
#include "verbs/log_snapshot.hpp"
#include "verbs/pod_source.hpp"

namespace yare {

void logs(Session& session, const LogsRequest& request) {
    auto sources = find_pods(session, request);
    // The log of an instance that has ended does not grow.
    if (request.follow && !request.previous) {
        follow_logs(session, request, std::move(sources));
    } else {
        print_logs(session, request, sources);
    }
}

}  // namespace yare
