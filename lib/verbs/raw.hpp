// A path of the API as it stands.
#pragma once

#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Sends what --raw says and passes the body of the answer on, byte for byte. Only a GET is ever sent twice.
void send_raw(Session& session, const RawRequest& request);

}  // namespace yare
