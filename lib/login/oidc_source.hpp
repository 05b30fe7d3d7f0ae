// Credentials of the auth-provider `oidc`.
#pragma once

#include <memory>
#include <string>

#include "config/connection.hpp"
#include "login/login_place.hpp"
#include "transport/credential_source.hpp"

namespace yare {

/// The source for `connection.oidc`, which must be there: the id-token while it is good, else one for the
/// refresh-token. New tokens are written into the kubeconfig, of which the rest stays as it is; what another
/// process has written there meanwhile is used first. A refused id-token is not refreshed, as in client-go.
/// Throws ConfigError for an idp-certificate-authority that cannot be read.
std::shared_ptr<CredentialSource> make_oidc_source(const Connection& connection, LoginPlace place);

}  // namespace yare
