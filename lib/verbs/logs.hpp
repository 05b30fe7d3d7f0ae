// yare logs: what containers wrote.
#pragma once

#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Prints the logs that `request` asks for. Throws ApiError, TransportError, UsageError, Error; where several
/// streams failed, one Error for all after the others were printed. An interrupt while following throws
/// Interrupted once the lines under way are whole.
void logs(Session& session, const LogsRequest& request);

}  // namespace yare
