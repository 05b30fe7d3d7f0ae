#include "verbs/deletion_group.hpp"

#include <algorithm>
#include <charconv>
#include <thread>

#include "base/error.hpp"
#include "request/path.hpp"
#include "verbs/metadata_only.hpp"

namespace yare {

namespace {

using Moment = DeletionGroup::Moment;

constexpr Milliseconds k_poll{1000};
constexpr Milliseconds k_reconnect{500};

std::optional<std::uint64_t> number(const std::string& text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && value > 0 ? std::optional(value) : std::nullopt;
}

// A collection that the server does not have (its CustomResourceDefinition is gone too) has no members.
bool is_no_collection(const ApiError& error) { return error.code() == 404; }

// A server that does not answer cannot hold up the end of the waiting.
Milliseconds look_time(Moment deadline) {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - std::chrono::steady_clock::now());
    return std::clamp(left, Milliseconds(1), Milliseconds(k_look_length));
}

}  // namespace

bool is_refusal(const ApiError& error) { return error.code() == 403 || error.code() == 405; }

// The version to watch from: just before the first deletion, whose own version an answer may hold (etcd3
// store, k8s >= 1.25). Empty where it is not known.
std::string DeletionGroup::first_version() const {
    std::optional<std::uint64_t> least;
    for (const auto& [name, object] : pending_) {
        const auto version = number(object.resource_version);
        if (!version || object.uid.empty()) {
            return "";
        }
        least = least ? std::min(*least, *version) : *version;
    }
    return least && *least > 1 ? std::to_string(*least - 1) : "";
}

QueryParameters DeletionGroup::selector() const {
    if (pending_.size() == 1) {
        return {{"fieldSelector", "metadata.name=" + pending_.begin()->first}};
    }
    return {};
}

// An object that is there, by its metadata.
void DeletionGroup::see(const JsonValue& metadata) {
    const auto found = pending_.find(metadata.find("name").text());
    if (found == pending_.end()) {
        return;
    }
    if (!found->second.uid.empty() && found->second.uid != metadata.find("uid").text()) {
        pending_.erase(found);
    } else {
        found->second.finalizers = element_texts(metadata.find("finalizers"));
    }
}

// Asks what is still there; returns the version of that answer.
std::string DeletionGroup::list(Client& client, Moment deadline) {
    HttpRequest request;
    request.timeout = look_time(deadline);
    request.path = collection_path(type_, name_space_);
    request.query = selector();
    request.headers.emplace_back("Accept", k_accept_metadata_list);
    const auto answer = client.get(request, {type_.group_resource(), ""});
    JsonTree tree;
    const auto value = tree.parse(answer.body);
    const auto items = value.find("items");
    // Of an empty list Go may write null.
    if (!items.is_array() && (!items || items.kind() != JsonValue::Kind::null)) {
        throw Error("the server sent something that is no list of " + type_.group_resource());
    }
    const std::lock_guard lock(mutex_);
    std::map<std::string, JsonValue> there;
    for (auto item = items.first(); item; item = item.next()) {
        there[item.find("metadata").find("name").text()] = item.find("metadata");
    }
    std::erase_if(pending_, [&](const auto& entry) { return there.count(entry.first) == 0; });
    for (const auto& [name, metadata] : there) {
        see(metadata);
    }
    return value.find("metadata").find("resourceVersion").text();
}

bool DeletionGroup::take(std::string_view event, const JsonValue& object) {
    const auto metadata = object.find("metadata");
    const std::lock_guard lock(mutex_);
    see(metadata);
    if (event == "DELETED") {
        pending_.erase(metadata.find("name").text());
    }
    return !pending_.empty();
}

WatchEnd DeletionGroup::watch(Client& client, const std::string& version, Moment deadline) {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
        return WatchEnd::timeout;
    }
    QueryParameters query = selector();
    query.emplace_back("resourceVersion", version);
    query.emplace_back("timeoutSeconds", std::to_string(k_watch_length.count()));
    const Milliseconds most = k_watch_length + Seconds(10);
    const auto end = watch_collection(
        client, type_, name_space_, std::move(query), k_accept_metadata, std::min(left, most),
        [&](std::string_view event, const JsonValue& object) { return take(event, object); });
    return end == WatchEnd::timeout && left > most ? WatchEnd::closed : end;
}

// Looks at one object by itself; a server in trouble is asked again later.
void DeletionGroup::look(Client& client, const std::string& name, Moment deadline) {
    HttpRequest request;
    request.timeout = look_time(deadline);
    request.path = object_path(type_, name_space_, name);
    request.headers.emplace_back("Accept", k_accept_metadata);
    try {
        const auto answer = client.get_or_missing(request);
        const std::lock_guard lock(mutex_);
        if (answer.status == 404) {
            pending_.erase(name);
        } else {
            JsonTree tree;
            see(tree.parse(answer.body).find("metadata"));
        }
    } catch (const ApiError& error) {
        if (error.code() < 500 && error.code() != 429) {
            throw;
        }
    } catch (const TransportError& error) {
        if (error.cause() == TransportError::Cause::cancelled) {
            throw;
        }
    }
}

// For a user who may get but not watch.
void DeletionGroup::poll(Client& client, Moment deadline) {
    while (std::chrono::steady_clock::now() < deadline) {
        std::vector<std::string> names;
        {
            const std::lock_guard lock(mutex_);
            for (const auto& [name, object] : pending_) {
                names.push_back(name);
            }
        }
        for (const auto& name : names) {
            look(client, name, deadline);
        }
        if (done()) {
            return;
        }
        std::this_thread::sleep_for(k_poll);
    }
}

void DeletionGroup::wait(Client& client, Moment deadline) {
    std::string version = first_version();
    while (!done() && std::chrono::steady_clock::now() < deadline) {
        try {
            if (version.empty()) {
                version = list(client, deadline);
                continue;
            }
            const auto begun = std::chrono::steady_clock::now();
            const auto end = watch(client, version, deadline);
            if (end == WatchEnd::stopped) {
                return;
            }
            // A timeout may be one of connecting; the loop sees to the deadline.
            version.clear();
            // Where no watch holds this is a poll.
            if (!done() && std::chrono::steady_clock::now() - begun < k_reconnect) {
                std::this_thread::sleep_for(k_reconnect);
            }
        } catch (const ApiError& error) {
            if (is_refusal(error)) {
                poll(client, deadline);
                return;
            }
            if (is_no_collection(error)) {
                const std::lock_guard lock(mutex_);
                pending_.clear();
                return;
            }
            if (error.code() < 500 && error.code() != 429) {
                throw;
            }
            version.clear();
            std::this_thread::sleep_for(k_reconnect);
        } catch (const TransportError& error) {
            // Cut in the middle, or the server is being restarted.
            if (error.cause() == TransportError::Cause::cancelled) {
                throw;
            }
            version.clear();
            std::this_thread::sleep_for(k_reconnect);
        }
    }
}

}  // namespace yare
