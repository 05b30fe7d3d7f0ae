// Objects of one collection, watched one and all.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "discovery/resource_type.hpp"
#include "request/model.hpp"
#include "verbs/lookout.hpp"
#include "verbs/named_objects.hpp"
#include "verbs/outages.hpp"

namespace yare {

/// What is watched in one collection.
struct ObjectGroup {
    ResourceType type;
    std::string name_space;            // empty: everywhere
    Selection selection = {};          // its selectors
    std::set<std::string> names = {};  // only these; empty: all that the selection has
    /// The type where the server turns out not to have `type`; may be empty. Called by any thread.
    std::function<ResourceType()> find_again = {};
};

/// The groups that named objects fall into: one for each type and namespace, in the order in which they come.
/// While they are watched nobody else uses `discovery`.
std::vector<ObjectGroup> group_objects(const std::vector<NamedObject>& objects, Discovery& discovery);

/// The groups of whole collections, the same.
std::vector<ObjectGroup> group_types(const std::vector<Endpoint>& endpoints, const std::string& name_space,
                                     const Selection& selection, Discovery& discovery);

/// What a watch tells; called by its thread.
struct ObjectNews {
    /// The object is there and like this.
    std::function<void(const JsonValue& object)> seen;
    /// It is not there any more; of a named one also: it never was. `name_space` as the object says it.
    std::function<void(const std::string& name_space, const std::string& name)> gone;
    /// The collection has been read whole, the first time or anew: what was not seen is not there.
    std::function<void()> read = {};
    /// Where it is told that the server is out of reach, and the lookout rung; may be null.
    Outages* outages = nullptr;
    /// One of several names may not be read, while others may; it is not told of any more. Without this
    /// the refusal is thrown.
    std::function<void(const std::string& name_space, const std::string& name, const ApiError& why)> refused =
        {};
};

/// Watches over a connection of its own until `lookout` is stopped: one list and one watch whatever the
/// number of objects. A user who may neither list nor watch is served by a GET of each name every two
/// seconds. A collection that the server does not have (any more) has no objects. Throws as watch_steadily()
/// does.
void watch_objects(Lookout& lookout, const ObjectGroup& group, const ObjectNews& news);

}  // namespace yare
