// Reading a WATCH: events of a collection as they happen.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/json_tree.hpp"
#include "discovery/resource_type.hpp"
#include "request/writing.hpp"
#include "verbs/client.hpp"

namespace yare {

/// How long a watch that goes on is asked to last (client-go's reflectors: 5 to 10 minutes), and how long a
/// list or a get beside it may take: a connection that died in silence is noticed by then.
constexpr Seconds k_watch_length{290};
constexpr Seconds k_look_length{60};

/// How a watch came to its end.
enum class WatchEnd {
    stopped,  // the receiver wanted no more
    closed,   // the server ended it, as it does after a while
    expired,  // 410: the resourceVersion is too old; list again
    timeout,  // its time was over
};

/// Watches `type` in `name_space` (empty: everywhere); `query` holds resourceVersion, selectors and so on.
/// `take` gets each event's type (ADDED, MODIFIED, DELETED, BOOKMARK, or what else a server may send) and
/// object, and returns false to stop. `time` is the longest it may take; 0: no limit. `caught_up`, where
/// given, is called when the server has accepted, and whenever all that has been received has been taken.
/// Members named `left_out` are left out of objects. Throws ApiError (also for an ERROR event or a Status in
/// the place of an object, unless it is a 410), TransportError, Error for a line that is no event.
WatchEnd watch_collection(Client& client, const ResourceType& type, const std::string& name_space,
                          QueryParameters query, const std::string& accept, Milliseconds time,
                          const std::function<bool(std::string_view event, const JsonValue& object)>& take,
                          const std::function<void()>& caught_up = {}, std::string_view left_out = {});

}  // namespace yare
