// Everything that an object owns, whatever its type.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "status/verdict.hpp"
#include "verbs/change.hpp"
#include "verbs/session.hpp"

namespace yare {

/// An object whose family is asked for.
struct TreeRoot {
    ObjectPlace place;
    std::string json;  // the object; empty: it is not there
};

/// One line of the tree.
struct OwnedObject {
    std::size_t root = 0;   // index of the root that it belongs to
    std::size_t depth = 0;  // 0: the root itself
    std::string branch;     // drawn before its name: `│  └─ `; empty for a root
    ObjectPlace place;
    std::string uid;
    std::string created;  // creationTimestamp, as the server wrote it
    Verdict verdict;      // seen through to its cause (Household::explain)
};

/// Finds what the roots own, directly or not: the metadata of the objects of every type that the server can
/// list, events left out, in the roots' namespaces (everywhere, where a root has none), over several
/// connections; then whole those that are owned, and the warning events if something is not as it should be.
/// The result is in the order of drawing, as arrange_tree() puts it; a root that another one owns comes under
/// that one only. Types that could not be read are told as a warning. Throws TransportError, ApiError for
/// 401, Interrupted, and what Discovery throws.
std::vector<OwnedObject> find_owned(Session& session, const std::vector<TreeRoot>& roots, Moment now);

}  // namespace yare
