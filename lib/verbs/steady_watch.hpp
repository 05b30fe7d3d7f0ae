// A collection read and then watched for as long as it takes: days, where need be.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/json_tree.hpp"
#include "discovery/resource_type.hpp"
#include "request/model.hpp"
#include "verbs/client.hpp"
#include "verbs/collection.hpp"

namespace yare {

/// How long a server may be out of reach before what goes on for days is given up.
constexpr std::chrono::minutes k_patience{5};

/// What is watched, and how.
struct WatchScope {
    ResourceType type;
    std::string name_space;  // empty: everywhere
    std::string name;        // empty: all that `selection` selects; else this one alone
    Selection selection = {};
    std::string accept = "application/json";
    QueryParameters query = {};               // further parameters, of the list and of the watch
    std::optional<std::string> version = {};  // resourceVersion to watch from; nothing: it is listed first
    std::string_view left_out = {};    // members of that name do not matter, as watch_collection() says
    bool was_read = false;             // else the first failure ends it
    std::set<std::string> names = {};  // of all these alone matter: they are read one by one where need be
};

/// What becomes of it. All functions are called by the thread that watches.
class WatchSink : public CollectionSink {
  public:
    /// A list begins, of everything there is: the first one, or another after the server forgot the version
    /// watched from (410). Its elements follow; one that broke off is followed by another begin_list().
    virtual void begin_list() = 0;
    /// The list is whole.
    virtual void end_list() = 0;

    /// ADDED, MODIFIED or DELETED. Returns false to stop.
    virtual bool event(std::string_view type, const JsonValue& object) = 0;

    /// `name` of WatchScope::names, none of which can be read but one by one, may not be read. Returns
    /// whether the others are to go on without it; else, and for the last of them, the error ends it all.
    virtual bool refused(const std::string& name, const ApiError& why) {
        (void)name, (void)why;
        return false;
    }

    /// All that has been received so far has been told: a moment to pass on what was held back.
    virtual void caught_up() {}

    /// The server is out of reach or in trouble; it is tried again. Told once for each time of trouble that
    /// lasts longer than WatchPace::silence.
    virtual void broken(const Error& why) { (void)why; }
    /// It answers again.
    virtual void mended() {}
};

/// How it waits and stops.
struct WatchPace {
    std::function<bool()> is_stopped;
    std::function<void(Milliseconds)> pause;  // until it is stopped at most
    Milliseconds silence{0};                  // trouble that passes so soon is not told
};

/// Lists, then watches until the sink or the pace says stop. The watch goes on from its last version
/// (bookmarks count) when the server closes it, as it does after some minutes; after 410 all is listed anew;
/// after a broken connection or 429 and 5xx it is tried again with growing pauses. A user who may not watch
/// is served by a list every two seconds, or, who may not list either, by a GET of each name; once a minute
/// the watch is tried again. Throws ApiError for any other refusal (404: there is no such collection; 401 and
/// 403 of what could be read before when they last for ten seconds), TransportError when the server was out
/// of reach for k_patience, what the sink throws, and Error for a server that goes on talking nonsense.
void watch_steadily(Client& client, WatchScope scope, WatchSink& sink, const WatchPace& pace);

}  // namespace yare
