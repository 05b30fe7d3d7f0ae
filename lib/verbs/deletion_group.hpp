// Waiting for the objects of one collection to be gone.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/json_tree.hpp"
#include "verbs/client.hpp"
#include "verbs/deletion_wait.hpp"
#include "verbs/watch.hpp"

namespace yare {

/// Whether the server does not let the user list or watch (403), or cannot (405).
bool is_refusal(const ApiError& error);

/// The objects of one collection, and what is known of them; used by one thread, looked at by another, which
/// holds `mutex` then.
class DeletionGroup {
  public:
    using Moment = std::chrono::steady_clock::time_point;

    DeletionGroup(std::mutex& mutex, std::vector<PendingObject> objects)
        : mutex_(mutex), type_(objects.front().place.type), name_space_(objects.front().place.name_space) {
        for (auto& object : objects) {
            const std::string name = object.place.name;
            pending_.emplace(name, std::move(object));
        }
    }

    /// Until all are gone or the time is over. Throws ApiError (is_refusal: the user may not look), Error for
    /// answers that make no sense, TransportError when the client is cancelled.
    void wait(Client& client, Moment deadline);

    /// Those that are still there; to be called with the mutex held.
    std::vector<PendingObject> pending() const {
        std::vector<PendingObject> objects;
        for (const auto& [name, object] : pending_) {
            objects.push_back(object);
        }
        return objects;
    }

  private:
    bool done() const {
        const std::lock_guard lock(mutex_);
        return pending_.empty();
    }
    std::string first_version() const;
    QueryParameters selector() const;
    std::string list(Client& client, Moment deadline);
    void look(Client& client, const std::string& name, Moment deadline);
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
