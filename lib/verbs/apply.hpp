// Server-side apply.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// PATCHes each object of manifests with itself as an apply patch (k8s >= 1.16), in phases like create(), and
/// prints `configmap/a serverside-applied`. A conflict with another manager prints as kubectl's. Throws one
/// Error for all that failed.
void apply(Session& session, const ApplyRequest& request, const Format& format);

}  // namespace yare
