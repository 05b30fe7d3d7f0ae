// kubectl's wait and rollout status: their words and exit codes.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Waits until all objects meet all goals, and prints each that does (`pod/a condition met`) in the order of
/// the input. Throws kubectl's words: `timed out waiting for the condition on pods/a`, `no matching resources
/// found`.
void wait_for(Session& session, const WaitRequest& request, const Format& format);

/// Prints how far the rollouts are until they are done. Throws kubectl's words for one that failed, for an
/// object that is deleted, for a kind without rollouts.
void rollout_status(Session& session, const RolloutStatusRequest& request);

}  // namespace yare
