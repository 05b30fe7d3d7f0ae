#include "verbs/wait.hpp"

#include "base/error.hpp"

namespace yare {

void wait_for(Session&, const WaitRequest&, const Format&) { throw UsageError("unknown command"); }
void rollout_status(Session&, const RolloutStatusRequest&) { throw UsageError("unknown command"); }

}  // namespace yare
