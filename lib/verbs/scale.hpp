// A new size for deployments and all else that has a scale subresource.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// PATCHes the scale of each object; with preconditions reads it first and PUTs it back, again and again
/// while others change it meanwhile. Waits for the size where a timeout is given. Prints `deployment.apps/d
/// scaled`. Throws one Error for all that failed.
void scale(Session& session, const ScaleRequest& request, const Format& format);

}  // namespace yare
