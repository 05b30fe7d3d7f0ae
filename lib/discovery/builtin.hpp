// The stable types that every cluster serves, so that reading them needs no discovery.
#pragma once

#include <optional>

#include "discovery/resource_type.hpp"
#include "discovery/type_name.hpp"

namespace yare {

/// Looks `name` up among the built-in types by plural, singular or kind (without regard to case) or short
/// name, with the exact group and version where given. Nothing for anything else, also for categories. Verbs
/// and categories are not known.
std::optional<ResourceType> find_builtin(const TypeName& name);

/// The built-in type for a manifest's apiVersion and kind.
std::optional<ResourceType> find_builtin_kind(std::string_view api_version, std::string_view kind);

}  // namespace yare
