// Every flag of the tool.
#pragma once

#include "flags.hpp"

namespace yare {

/// Flags of every verb: connection, identity, logging.
FlagTable global_flags();

FlagTable get_flags();
FlagTable list_flags();

}  // namespace yare
