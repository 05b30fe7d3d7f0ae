#include "verbs/logs.hpp"

#include "verbs/log_follow.hpp"
#include "verbs/log_request.hpp"
#include "verbs/log_snapshot.hpp"
#include "verbs/pod_source.hpp"

namespace yare {

void logs(Session& session, const LogsRequest& request) {
    auto sources = find_pods(session, request);
    const auto until = log_style(session, request).until;
    const bool is_past = until && *until <= session.now;
    if (request.follow && !request.previous && !is_past) {
        follow_logs(session, request, std::move(sources));
        return;
    }
    // The log of an instance that has ended does not grow, nor does that of the past.
    auto snapshot = request;
    snapshot.follow = false;
    print_logs(session, snapshot, sources);
}

}  // namespace yare
