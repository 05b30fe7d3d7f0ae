// Deleting: single objects, and whole collections.
#pragma once

#include "request/model.hpp"
#include "verbs/manifest_targets.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Deletes each object over several connections, prints what was deleted in the order of the input and then
/// waits until all are gone, where asked to. An object that was found by listing is deleted only if it is
/// still the same (by UID). With manifests, namespaces and definitions of types go last. Throws one Error for
/// all that failed; Interrupted, naming what was not begun.
void delete_objects(Session& session, const DeleteRequest& request);

/// The same for objects that have been found already.
void delete_found(Session& session, std::vector<SelectedObject>& objects, const DeleteRequest& request,
                  ErrorList& errors);

/// Deletes all members of collections that are selected with one request each (one a namespace, as the API
/// has it), or one by one where a type has no such verb. Prints and waits as delete_objects().
void delete_collections(Session& session, const DeleteCollectionRequest& request);

}  // namespace yare
