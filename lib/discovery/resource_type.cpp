#include "discovery/resource_type.hpp"

#include "base/text.hpp"

namespace yare {

std::string ResourceType::lower_kind_group() const {
    return group.empty() ? to_lower(kind) : to_lower(kind) + "." + group;
}

}  // namespace yare
