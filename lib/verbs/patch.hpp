// Patching: parts of objects.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// PATCHes each object and prints it, or `configmap/a patched`, with ` (no change)` where its resourceVersion
/// stayed the same. With a client dry run or `local` the patch is computed here. For objects that are
/// selected stderr says how many there are before the first is touched. Throws one Error for all that failed.
void patch(Session& session, const PatchRequest& request, const Format& format);

}  // namespace yare
