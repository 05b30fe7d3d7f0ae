// The versions of the program and the server, as kubectl's version tells them.
#pragma once

#include <string>
#include <string_view>

#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// What yare says its version is where scripts ask kubectl for one: the version of kubectl that it follows,
/// and its own as semver's build metadata (`v1.36.4+yare.0.1.0`), as other makers of kubectls name theirs.
std::string client_version();

/// What `version --client` prints; needs no server.
std::string client_version_text(VersionFormat format);

/// Prints client_version() and what the server says of itself, and warns on standard error where the two are
/// further apart than kubectl supports. Where the server cannot be asked, the client's version is printed
/// before the error is thrown.
void print_version(Session& session, const VersionRequest& request);

/// kubectl's warning where two versions differ in their major or by more than one in their minor number;
/// empty where they do not. Throws Error for what is no semantic version (apimachinery pkg/util/version,
/// ParseSemantic).
std::string skew_warning(std::string_view client, std::string_view server);

}  // namespace yare
