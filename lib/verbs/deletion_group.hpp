// Waiting until the deleted objects of one collection are gone.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "verbs/deletion_wait.hpp"
#include "verbs/watch.hpp"

namespace yare {

/// Whether a user may not do this (403), or nobody can (405).
bool is_refusal(const ApiError& error);

/// The strings of an array.
std::vector<std::string> read_texts(const JsonValue& array);

/// Used by one thread, looked at by another: both with the mutex.
class DeletionGroup {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    /// `objects` (at least one) are of one collection.
    DeletionGroup(std::mutex& mutex, std::vector<PendingObject> objects);

    /// Returns when all are gone or at `deadline`. Throws ApiError, TransportError when the client is
    /// cancelled.
    void wait(Client& client, Moment deadline);

    /// Those that are still there. To be called with the mutex held.
    std::vector<PendingObject> pending() const;

  private:
    bool done() const;
    std::string first_version() const;
    QueryParameters selector() const;
    std::string list(Client& client);
    void poll(Client& client, Moment deadline);
    bool take(std::string_view event, const JsonValue& object);
    void see(const JsonValue& metadata);
    WatchEnd watch(Client& client, const std::string& version, Moment deadline);

    std::mutex& mutex_;
    ResourceType type_;
    std::string name_space_;
    std::map<std::string, PendingObject> pending_;  // by name
};

}  // namespace yare
