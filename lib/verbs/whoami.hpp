// Who the server takes the user for: kubectl's auth whoami.
#pragma once

#include "output/format.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Prints the user's name, UID, groups and further attributes as a table, or the server's SelfSubjectReview
/// in the format asked for (authentication.k8s.io/v1 since Kubernetes 1.28, before that v1beta1 and
/// v1alpha1). Throws Error in kubectl's words where the server has no such API or forbids it.
void who_am_i(Session& session, const Format& format);

}  // namespace yare
