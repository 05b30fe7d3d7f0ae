// When an OpenID Connect id-token ends.
#pragma once

#include <string>

#include "base/time.hpp"

namespace yare {

/// Whether `token` (a JWT, whose signature is the API server's business) is good for ten more seconds, by its
/// claim `exp` (client-go's oidc.go: idTokenExpired). One without the claim is not. Throws Error in its words
/// for what is no JWT.
bool is_current_id_token(const std::string& token, Moment now);

/// Go's words for a text that is not base64; `url`: the alphabet with `-` and `_` and without padding.
std::string base64_problem(const std::string& text, bool url);

}  // namespace yare
