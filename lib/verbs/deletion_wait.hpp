// Waiting until deleted objects are gone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verbs/change.hpp"
#include "verbs/session.hpp"

namespace yare {

/// An object that was deleted and may still be there: it has finalizers, or terminates gracefully.
struct PendingObject {
    ObjectPlace place;
    std::string uid;               // empty: not known; any object of that name counts
    std::string resource_version;  // of the answer to its deletion; empty: not known
    std::vector<std::string> finalizers;
};

/// What the answer to a DELETE says: nothing when the object is gone. A Status with details of Success is
/// sent only for what was removed at once (apiserver/pkg/registry/generic/registry/store.go, finalizeDelete);
/// an object is one that is still there or was a moment ago.
std::optional<PendingObject> read_deletion(const ObjectPlace& place, std::string_view answer);

/// Waits until all are gone or have been replaced by others of that name (other UIDs): one watch for each
/// collection, from the version of the deletion on. Nothing is asked for objects that are gone already. A
/// user who may not watch gets one GET a second; one who may not get either does not wait (as kubectl). On a
/// terminal stderr shows how many there are, and their finalizers. `timeout` 0: a week. Throws one Error for
/// all that are still there at the end, `timed out waiting for the condition on pods/p`; Interrupted, naming
/// them.
void wait_until_gone(Session& session, std::vector<PendingObject> objects, Milliseconds timeout);

}  // namespace yare
