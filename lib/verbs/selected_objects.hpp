// Finding the objects that a verb is to work on: named, selected, or in manifests.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "request/model.hpp"
#include "verbs/change.hpp"
#include "verbs/endpoints.hpp"
#include "verbs/manifest_targets.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Where a verb takes its objects from.
struct ObjectSelection {
    const Targets& targets;
    const ManifestFiles& files;
    const Selection& selection;
    bool all = false;  // all objects of the types
};

/// Finds the objects: those of arguments by name without asking for them, those of types by listing (their
/// metadata only), those of manifests. Throws UsageError in the words of kubectl's resource builder for
/// combinations that mean nothing. What concerns single objects or types goes into `errors`.
std::vector<SelectedObject> select_objects(Session& session, const ObjectSelection& what, ErrorList& errors);

/// The objects of one collection, by their metadata.
std::vector<SelectedObject> list_objects(Session& session, Endpoint endpoint, const std::string& name_space,
                                         const Selection& selection);

/// The same endpoint asked for again, where the server did not have the path of `object`; false when it leads
/// to the same place. Throws in kubectl's words where there is no such type.
bool find_place_again(Session& session, SelectedObject& object);

}  // namespace yare
