// Reading: get, list, and a raw path.
#pragma once

#include "output/format.hpp"
#include "request/model.hpp"
#include "verbs/session.hpp"

namespace yare {

/// Prints the objects that `request` names, as kubectl's get does. Goes on after a failed object and throws
/// one Error for all failures at the end. A collection that could not be read to its end is not printed as a
/// table or as names, and its JSON or YAML stays open.
void get(Session& session, const GetRequest& request, const Format& format);

/// Prints collections; there are no names.
void list(Session& session, const ListRequest& request, const Format& format);

}  // namespace yare
