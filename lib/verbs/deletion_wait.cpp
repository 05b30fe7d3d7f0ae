#include "verbs/deletion_wait.hpp"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "request/path.hpp"
#include "verbs/watch.hpp"

namespace yare {

namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr const char* k_accept_metadata =
    "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json";
constexpr const char* k_accept_metadata_list =
    "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";
constexpr std::chrono::hours k_week{168};
constexpr Milliseconds k_poll{1000};
constexpr Milliseconds k_reconnect{500};
constexpr Milliseconds k_look_up{100};       // how often interrupts and the terminal are seen to
constexpr Milliseconds k_first_words{1000};  // a short wait is not worth a word
constexpr Seconds k_watch_length{290};       // a connection that died in silence is noticed by then
constexpr std::size_t k_most_lines = 64;     // connections at once
constexpr std::size_t k_most_names = 3;      // shown on the terminal

std::vector<std::string> texts(const JsonValue& array) {
    std::vector<std::string> found;
    for (auto element = array.first(); element; element = element.next()) {
        found.push_back(element.text());
    }
    return found;
}

std::optional<std::uint64_t> number(const std::string& text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && value > 0 ? std::optional(value) : std::nullopt;
}

bool is_refusal(const ApiError& error) { return error.code() == 403 || error.code() == 405; }

// The objects of one collection, and what is known of them; used by one thread, looked at by another.
class Group {
  public:
    Group(std::mutex& mutex, std::vector<PendingObject> objects)
        : mutex_(mutex), type_(objects.front().place.type), name_space_(objects.front().place.name_space) {
        for (auto& object : objects) {
            const std::string name = object.place.name;
            pending_.emplace(name, std::move(object));
        }
    }

    void wait(Client& client, Moment deadline);

    std::vector<PendingObject> pending() const {  // with the mutex held
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

// The version to watch from: just before the first deletion, whose own version an answer may hold (etcd3
// store, k8s >= 1.25). Empty where it is not known.
std::string Group::first_version() const {
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

QueryParameters Group::selector() const {
    if (pending_.size() == 1) {
        return {{"fieldSelector", "metadata.name=" + pending_.begin()->first}};
    }
    return {};
}

// An object that is there, by its metadata.
void Group::see(const JsonValue& metadata) {
    const auto found = pending_.find(metadata.find("name").text());
    if (found == pending_.end()) {
        return;
    }
    if (!found->second.uid.empty() && found->second.uid != metadata.find("uid").text()) {
        pending_.erase(found);
    } else {
        found->second.finalizers = texts(metadata.find("finalizers"));
    }
}

// Asks what is still there; returns the version of that answer.
std::string Group::list(Client& client) {
    HttpRequest request;
    request.path = collection_path(type_, name_space_);
    request.query = selector();
    request.headers.emplace_back("Accept", k_accept_metadata_list);
    const auto answer = client.get(request, {type_.group_resource(), ""});
    JsonTree tree;
    const auto value = tree.parse(answer.body);
    const std::lock_guard lock(mutex_);
    std::map<std::string, JsonValue> there;
    for (auto item = value.find("items").first(); item; item = item.next()) {
        there[item.find("metadata").find("name").text()] = item.find("metadata");
    }
    std::erase_if(pending_, [&](const auto& entry) { return there.count(entry.first) == 0; });
    for (const auto& [name, metadata] : there) {
        see(metadata);
    }
    return value.find("metadata").find("resourceVersion").text();
}

bool Group::take(std::string_view event, const JsonValue& object) {
    const auto metadata = object.find("metadata");
    const std::lock_guard lock(mutex_);
    see(metadata);
    if (event == "DELETED") {
        pending_.erase(metadata.find("name").text());
    }
    return !pending_.empty();
}

WatchEnd Group::watch(Client& client, const std::string& version, Moment deadline) {
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

// For a user who may get but not watch.
void Group::poll(Client& client, Moment deadline) {
    while (std::chrono::steady_clock::now() < deadline) {
        std::vector<std::string> names;
        {
            const std::lock_guard lock(mutex_);
            for (const auto& [name, object] : pending_) {
                names.push_back(name);
            }
        }
        for (const auto& name : names) {
            HttpRequest request;
            request.path = object_path(type_, name_space_, name);
            request.headers.emplace_back("Accept", k_accept_metadata);
            const auto answer = client.get_or_missing(request);
            const std::lock_guard lock(mutex_);
            if (answer.status == 404) {
                pending_.erase(name);
            } else {
                JsonTree tree;
                see(tree.parse(answer.body).find("metadata"));
            }
        }
        if (done()) {
            return;
        }
        std::this_thread::sleep_for(k_poll);
    }
}

void Group::wait(Client& client, Moment deadline) {
    std::string version = first_version();
    while (!done() && std::chrono::steady_clock::now() < deadline) {
        try {
            if (version.empty()) {
                version = list(client);
                continue;
            }
            const auto end = watch(client, version, deadline);
            if (end == WatchEnd::stopped || end == WatchEnd::timeout) {
                return;
            }
            version.clear();
        } catch (const ApiError& error) {
            if (is_refusal(error)) {
                poll(client, deadline);
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

// All groups, each with a thread and a connection of its own.
class Waiting {
  public:
    Waiting(Session& session, std::vector<PendingObject> objects, Milliseconds timeout)
        : session_(session),
          start_(std::chrono::steady_clock::now()),
          deadline_(start_ + (timeout.count() > 0 ? timeout : Milliseconds(k_week))) {
        std::map<std::string, std::vector<PendingObject>> by_collection;
        for (auto& object : objects) {
            by_collection[collection_path(object.place.type, object.place.name_space)].push_back(
                std::move(object));
        }
        for (auto& [path, members] : by_collection) {
            groups_.push_back(std::make_unique<Group>(mutex_, std::move(members)));
        }
    }

    void run();

  private:
    void serve();
    void stop_lines();
    void show();
    void clear();
    std::vector<PendingObject> pending() const;
    void raise(bool interrupted);

    Session& session_;
    Moment start_;
    Moment deadline_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<Group>> groups_;
    std::vector<std::unique_ptr<Line>> lines_;
    std::size_t next_ = 0;
    std::size_t serving_ = 0;
    bool stopped_ = false;
    ErrorList errors_;
    std::string shown_;
};

// One thread: takes group after group.
void Waiting::serve() {
    Client* client = nullptr;
    for (;;) {
        Group* group = nullptr;
        {
            const std::lock_guard lock(mutex_);
            if (stopped_ || next_ == groups_.size()) {
                --serving_;
                changed_.notify_all();
                return;
            }
            group = groups_[next_++].get();
            if (client == nullptr) {
                lines_.push_back(session_.open_line());
                client = &lines_.back()->client;
            }
        }
        try {
            group->wait(*client, deadline_);
        } catch (const ApiError& error) {
            const std::lock_guard lock(mutex_);
            // Who may not look does not wait.
            if (!is_refusal(error)) {
                errors_.add(error);
            }
        } catch (const Error& error) {
            const std::lock_guard lock(mutex_);
            if (!stopped_) {
                errors_.add(error);
            }
        }
    }
}

void Waiting::stop_lines() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (auto& line : lines_) {
        line->client.cancel();
    }
}

std::vector<PendingObject> Waiting::pending() const {
    std::vector<PendingObject> objects;
    for (const auto& group : groups_) {
        for (auto& object : group->pending()) {
            objects.push_back(std::move(object));
        }
    }
    return objects;
}

void Waiting::show() {
    const auto now = std::chrono::steady_clock::now();
    if (!session_.streams.err_is_terminal || now < start_ + k_first_words) {
        return;
    }
    const auto objects = pending();
    std::string text = "waiting for " + std::to_string(objects.size()) +
                       (objects.size() == 1 ? " object to be gone" : " objects to be gone");
    for (std::size_t i = 0; i < std::min(objects.size(), k_most_names); ++i) {
        text += (i == 0 ? ": " : ", ") + objects[i].place.type.group_resource() + "/" + objects[i].place.name;
        for (std::size_t j = 0; j < objects[i].finalizers.size(); ++j) {
            text += (j == 0 ? " (finalizer " : ", ") + objects[i].finalizers[j];
        }
        text += objects[i].finalizers.empty() ? "" : ")";
    }
    text += objects.size() > k_most_names ? ", ..." : "";
    if (text != shown_) {
        clear();
        session_.streams.err.write(text);
        session_.streams.err.flush();
        shown_ = text;
    }
}

void Waiting::clear() {
    if (!shown_.empty()) {
        session_.streams.err.write_trusted("\r\x1b[K");
        session_.streams.err.flush();
        shown_.clear();
    }
}

void Waiting::run() {
    session_.streams.out.flush();  // what was deleted is to be seen while this takes its time
    std::vector<std::thread> threads;
    serving_ = std::min(groups_.size(), k_most_lines);
    for (std::size_t i = 0, count = serving_; i < count; ++i) {
        threads.emplace_back([this] { serve(); });
    }
    bool interrupted = false;
    {
        std::unique_lock lock(mutex_);
        while (!changed_.wait_for(lock, k_look_up, [&] { return serving_ == 0; })) {
            show();
            interrupted = session_.interrupt.requested();
            if (interrupted) {
                lock.unlock();
                stop_lines();
                lock.lock();
            }
        }
    }
    for (auto& thread : threads) {
        thread.join();
    }
    clear();
    raise(interrupted);
}

void Waiting::raise(bool interrupted) {
    const auto objects = pending();
    if (interrupted && !objects.empty()) {
        std::string words =
            "interrupted: " + std::to_string(objects.size()) + " deleted objects are not gone yet:";
        for (const auto& object : objects) {
            words += "\n" + object.place.type.lower_kind_group() + "/" + object.place.name;
        }
        throw Interrupted(words);
    }
    if (errors_.empty() && std::chrono::steady_clock::now() >= deadline_) {
        for (const auto& object : objects) {
            errors_.add(Error("timed out waiting for the condition on " + object.place.type.plural + "/" +
                              object.place.name));
        }
    }
    errors_.raise();
}

}  // namespace

std::optional<PendingObject> read_deletion(const ObjectPlace& place, std::string_view answer) {
    JsonTree tree;
    const auto value = tree.parse(answer);
    PendingObject object{place, "", "", {}};
    if (value.find("kind").raw() == "Status") {
        const auto uid = value.find("details").find("uid").text();
        if (!uid.empty()) {
            return std::nullopt;
        }
        return object;
    }
    const auto metadata = value.find("metadata");
    object.uid = metadata.find("uid").text();
    object.resource_version = metadata.find("resourceVersion").text();
    object.finalizers = texts(metadata.find("finalizers"));
    for (auto& finalizer : texts(value.find("spec").find("finalizers"))) {
        object.finalizers.push_back(std::move(finalizer));  // of a Namespace
    }
    return object;
}

void wait_until_gone(Session& session, std::vector<PendingObject> objects, Milliseconds timeout) {
    if (!objects.empty()) {
        session.interrupt.begin();
        Waiting(session, std::move(objects), timeout).run();
    }
}

}  // namespace yare
