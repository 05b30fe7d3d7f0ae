#include "verbs/status.hpp"

#include "base/error.hpp"

namespace yare {

int status(Session&, const StatusRequest&, const Format&) { throw UsageError("unknown command"); }

}  // namespace yare
