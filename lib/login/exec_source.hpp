// Credentials from a plugin.
#pragma once

#include <memory>
#include <string>

#include "config/connection.hpp"
#include "config/overrides.hpp"
#include "login/login_place.hpp"
#include "transport/credential_source.hpp"

namespace yare {

/// The source for `connection.exec`, which must be there. The plugin runs at the first current(), again when
/// what it gave has expired, and for renew(). A failure is not tried again for five seconds: objects that are
/// asked for one after the other fail with the first one's words. With YARE_CREDENTIAL_CACHE=1 in the
/// environment, what has an expirationTimestamp is kept in files under `connection.cache_dir`/credentials.
std::shared_ptr<CredentialSource> make_exec_source(const Connection& connection, LoginPlace place);

/// The name under which a plugin's answers are kept: SHA-256 of all that it is told, the program's path, and
/// the environment without what only describes a terminal or a session.
std::string cache_name(const ExecLogin& login, const std::string& program, const Environment& environment);

}  // namespace yare
