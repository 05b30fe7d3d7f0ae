#include "verbs/deletion_wait.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "request/path.hpp"
#include "verbs/deletion_group.hpp"

namespace yare {

namespace {

using Moment = DeletionGroup::Moment;

constexpr std::chrono::hours k_week{168};
constexpr Milliseconds k_look_up{100};       // how often interrupts and the terminal are seen to
constexpr Milliseconds k_first_words{1000};  // a short wait is not worth a word
constexpr std::size_t k_most_lines = 64;     // connections at once
constexpr std::size_t k_most_names = 3;      // shown on the terminal

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
            groups_.push_back(std::make_unique<DeletionGroup>(mutex_, std::move(members)));
        }
    }

    void run();

  private:
    void serve();
    Client& open_line();
    void stop_lines();
    bool look_on();
    void show();
    void clear();
    std::vector<PendingObject> pending() const;
    void raise(bool interrupted);

    Session& session_;
    Moment start_;
    Moment deadline_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<DeletionGroup>> groups_;
    std::vector<std::unique_ptr<Line>> lines_;
    std::size_t next_ = 0;
    std::size_t serving_ = 0;
    bool stopped_ = false;
    bool refused_ = false;  // the user may not look at some
    ErrorList errors_;
    std::string shown_;
};

// One thread: takes group after group.
void Waiting::serve() {
    Client* client = nullptr;
    for (;;) {
        DeletionGroup* group = nullptr;
        {
            const std::lock_guard lock(mutex_);
            if (stopped_ || next_ == groups_.size()) {
                --serving_;
                changed_.notify_all();
                return;
            }
            group = groups_[next_++].get();
        }
        try {
            if (client == nullptr) {
                client = &open_line();
            }
            group->wait(*client, deadline_);
        } catch (const Interrupted&) {
            // Seen to by run().
        } catch (const ApiError& error) {
            const std::lock_guard lock(mutex_);
            // Who may not look does not wait.
            if (is_refusal(error)) {
                refused_ = true;
            } else {
                errors_.add(error);
            }
        } catch (const Error& error) {
            const std::lock_guard lock(mutex_);
            if (!stopped_) {
                errors_.add(error);
            }
        } catch (const std::exception& error) {
            const std::lock_guard lock(mutex_);
            errors_.add(Error(error.what()));
        }
    }
}

Client& Waiting::open_line() {
    auto line = session_.open_line();
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
    if (stopped_) {
        lines_.back()->client.cancel();
    }
    return lines_.back()->client;
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

// Until all threads are done: shows how far it is, and ends them on an interrupt. Returns whether there was
// one.
bool Waiting::look_on() {
    bool interrupted = false;
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
    return interrupted;
}

void Waiting::run() {
    session_.streams.out.flush();  // what was deleted is to be seen while this takes its time
    std::vector<std::thread> threads;
    const auto join = [&] {
        for (auto& thread : threads) {
            thread.join();
        }
    };
    bool interrupted = false;
    try {
        for (std::size_t i = 0, count = std::min(groups_.size(), k_most_lines); i < count; ++i) {
            const std::lock_guard lock(mutex_);
            threads.emplace_back([this] { serve(); });
            ++serving_;
        }
        interrupted = look_on();
    } catch (...) {
        stop_lines();
        join();
        throw;
    }
    join();
    clear();
    raise(interrupted || session_.interrupt.requested());
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
    if (errors_.empty() && !refused_) {
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
    if (!value.is_object()) {
        throw Error("the server's answer is not an object");
    }
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
    object.finalizers = element_texts(metadata.find("finalizers"));
    for (auto& finalizer : element_texts(value.find("spec").find("finalizers"))) {
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
