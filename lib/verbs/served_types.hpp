// Types that a call brings along, and types that the server has elsewhere.
#pragma once

#include <exception>
#include <optional>
#include <vector>

#include "verbs/manifest_targets.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Waits until the server serves `type`, which a CustomResourceDefinition of this call defines: asks its
/// group version's resource list again and again, for a minute at most. Throws Error when the time is over,
/// Interrupted.
void wait_for_type(Client& client, const ResourceType& type, const Interrupt& interrupt);

/// The same for all that await their types.
void wait_for_types(Session& session, const std::vector<SelectedObject>& targets);

/// Whether `error` says that the server does not have a path at all (404 without the name of an object).
bool is_missing_path(const std::exception_ptr& error);

/// Asks the server for the type of an object whose path it did not have; nothing when that is the same
/// endpoint again. Throws Error in kubectl's words when there is no such kind.
std::optional<ResourceType> find_type_again(Session& session, const SelectedObject& target);

}  // namespace yare
