// How objects are, and waiting until they are as they should be.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Exit codes of `status`. Of several objects the worst counts: failed before not found before in progress.
constexpr int k_status_in_progress = 2;  // or timed out
constexpr int k_status_failed = 3;
constexpr int k_status_not_found = 4;

/// Prints a verdict for each object and returns the exit code. With `wait` that is when all objects are as
/// asked, one has failed, or the time is over; progress goes to stderr. Throws for what cannot be asked for.
int status(Session& session, const StatusRequest& request, const Format& format);

}  // namespace yare
