// Tokens of service accounts.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// POSTs to the service account's subresource `token` (authentication.k8s.io/v1 TokenRequest) and prints the
/// token, on a terminal with a line break behind it; or the whole answer where `format` asks for it. Throws
/// Error in kubectl's words.
void create_token(Session& session, const TokenRequest& request, const Format& format);

}  // namespace yare
