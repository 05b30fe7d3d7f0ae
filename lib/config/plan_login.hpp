// A user's exec plugin or auth provider -> what the connection is to do.
#pragma once

#include "config/chosen_entries.hpp"
#include "config/connection.hpp"

namespace yare {

/// client-go's rest/transport.go and exec.go: sets `exec` or `oidc` where the user has one and no token,
/// basic or (for plugins) certificate that wins over it. The rest of `connection`, the CA included, has been
/// set. Throws ConfigError in kubectl's words: an apiVersion that is gone, a provider that is gone, a setting
/// that is missing.
void plan_login(const ChosenEntries& chosen, const PluginPolicy& policy, Connection& connection);

/// client-go's cleanANSIEscapeCodes: what is neither letter, mark, number, punctuation, symbol, space nor
/// \t \n \v \f \r becomes U+XXXX.
std::string harmless_text(std::string_view text);

/// Go's filepath.Clean.
std::string clean_path(const std::string& path);

}  // namespace yare
