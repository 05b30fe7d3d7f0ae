// Logs as they are now.
#pragma once

#include <vector>

#include "verbs/pod_source.hpp"

namespace yare {

/// Prints the logs of the sources' pods: one behind the other, by pod, then container in the order of the
/// spec, or, with `merge`, line by line in the order of their times. The next ones are fetched while one is
/// printed. A log that fails does not keep the others from being printed; the errors are thrown at the end,
/// all in one. Throws Interrupted after Ctrl-C.
void print_logs(Session& session, const LogsRequest& request, const std::vector<PodSource>& sources);

}  // namespace yare
