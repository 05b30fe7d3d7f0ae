// Named objects watched all at once, each known by its place in the call.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <vector>

#include "base/json_tree.hpp"
#include "verbs/lookout.hpp"
#include "verbs/manifest_targets.hpp"
#include "verbs/named_objects.hpp"

namespace yare {

/// What the watches tell, one at a time, from threads of their own; the lookout is rung after each.
struct NamedNews {
    /// The object is there and like this.
    std::function<void(std::size_t index, const JsonValue& object)> seen;
    /// It is not there any more, or never was.
    std::function<void(std::size_t index)> gone;
    /// The server refuses to say; it is not asked again.
    std::function<void(std::size_t index, const ApiError& why)> refused;
};

/// Has `lookout` watch the objects, those of one type and namespace together; those of a type in more than a
/// few namespaces are watched in all of them by one watch if `everywhere`. An object named twice is told of
/// twice.
void watch_named(Session& session, Lookout& lookout, const std::vector<NamedObject>& objects, bool everywhere,
                 NamedNews news);

/// Asks the server, until `deadline` and for a few seconds at most, for one object: what it says of one that
/// is not there or may not be seen; nothing of one that is there. Where it gives no verdict: `believed`.
std::optional<ApiError> ask_for(Lookout& lookout, const NamedObject& object,
                                Lookout::Clock::time_point deadline, const std::optional<ApiError>& believed);

/// What the server would say of an object that is not there.
ApiError not_found(const NamedObject& object);

/// Named objects from those that a verb selected.
std::vector<NamedObject> as_named(std::vector<SelectedObject> objects);

}  // namespace yare
