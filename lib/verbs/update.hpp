// Updating: whole objects.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// PUTs each object of manifests and prints `configmap/a replaced`. One without a resourceVersion overwrites
/// what is there: the version is asked for first. With `force` all are deleted, waited for and created anew.
/// Throws one Error for all that failed.
void update(Session& session, const UpdateRequest& request, const Format& format);

}  // namespace yare
