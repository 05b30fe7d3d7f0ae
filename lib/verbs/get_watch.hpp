// get -w and list -w: what is there, and then what changes, for as long as it takes.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Prints what `request` asks for, unless it wants only changes, and then each change as it happens, until
/// Ctrl-C (Interrupted), --request-timeout (returns), or an error. One connection a type and namespace, or a
/// named object; it goes on as watch_steadily() does, and after a list read anew prints what that shows to
/// have changed. Throws as get() does for what cannot be read at the start: where several are asked for, a
/// missing one is told at once on stderr, and the others are watched. A list that broke off is not printed.
void watch_get(Session& session, const GetRequest& request, const Format& format);
void watch_list(Session& session, const ListRequest& request, const Format& format);

}  // namespace yare
