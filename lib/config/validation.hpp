// Whether a chosen configuration can be used at all.
#pragma once

#include "config/chosen_entries.hpp"

namespace yare {

/// clientcmd's ConfirmUsable: throws kubectl's words when the context does not exist or its cluster and user
/// contradict themselves or name files that cannot be opened: ConfigError for one problem, InvalidConfigError
/// for several and for the context.
void confirm_usable(const ChosenEntries& selection);

}  // namespace yare
