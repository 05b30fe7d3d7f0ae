#include "verbs/steady_watch.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "request/path.hpp"
#include "verbs/deletion_group.hpp"
#include "verbs/sinks.hpp"
#include "verbs/watch.hpp"

namespace yare {

namespace {

using Clock = std::chrono::steady_clock;

constexpr Milliseconds k_first_pause{250};
constexpr Milliseconds k_longest_pause{10000};
constexpr Milliseconds k_poll{2000};
constexpr Seconds k_held{5};     // a watch that lasted so long was a good one
constexpr Seconds k_refused{5};  // a refusal that lasts so long is one: at a server's start some pass
constexpr Seconds k_watch_again{60};
constexpr int k_most_nonsense = 2;

class SteadyWatch {
  public:
    SteadyWatch(Client& client, WatchScope scope, WatchSink& sink, const WatchPace& pace)
        : client_(client), scope_(std::move(scope)), sink_(sink), pace_(pace) {
        if (!scope_.name.empty()) {
            scope_.selection.field_selector = "metadata.name=" + scope_.name;
            scope_.names = {scope_.name};
        }
        if (scope_.type.namespaced && scope_.name_space.empty()) {
            scope_.names.clear();  // no path leads to them
        }
    }

    void run();

  private:
    void step();
    void read();
    void visit();
    std::string get(const std::string& name);
    void watch();
    bool take(std::string_view event, const JsonValue& object);
    void caught(const ApiError& error);
    void refused(const ApiError& why);
    void failed(const Error& why);
    void was_whole();
    void answers();
    void settle();
    bool has_held() const { return accepted_ && Clock::now() - *accepted_ > k_held; }
    bool is_refused_for_long() const { return refused_since_ && Clock::now() - *refused_since_ >= k_refused; }
    Milliseconds next_pause() { return pause_ = std::clamp(pause_ * 2, k_first_pause, k_longest_pause); }
    bool is_over() const { return has_stopped_ || pace_.is_stopped(); }

    Client& client_;
    WatchScope scope_;
    WatchSink& sink_;
    const WatchPace& pace_;
    bool may_watch_ = true;
    bool visits_ = false;                        // reads each name by itself
    Clock::time_point watch_again_;              // else
    std::set<std::string> visited_;              // names that could be read
    bool has_stopped_ = false;                   // the sink wanted no more
    int nonsense_ = 0;                           // answers one after the other
    std::optional<Clock::time_point> accepted_;  // the last watch
    bool has_heard_ = false;                     // from it
    Milliseconds pause_{0};
    std::optional<Clock::time_point> broken_since_;  // it has not worked well
    std::optional<Clock::time_point> down_since_;    // it has not answered
    bool has_read_ = false;                          // here, not only before
    std::optional<Clock::time_point> refused_since_;
    bool has_told_ = false;  // of this time of trouble
};

void SteadyWatch::read() {
    sink_.begin_list();
    VersionSink listing(sink_);
    read_collection(client_, scope_.type, scope_.name_space, scope_.selection, scope_.accept, scope_.query,
                    listing, k_look_length);
    scope_.version = listing.version();
    was_whole();
}

void SteadyWatch::was_whole() {
    scope_.was_read = true;
    has_read_ = true;
    answers();
    broken_since_.reset();
    if (!may_watch_) {
        settle();  // nothing else is to come
    }
    sink_.end_list();
}

// Empty: there is none.
std::string SteadyWatch::get(const std::string& name) {
    HttpRequest request;
    request.path = object_path(scope_.type, scope_.name_space, name);
    request.query = scope_.query;
    request.headers.emplace_back("Accept", scope_.accept);
    request.timeout = k_look_length;
    auto answer = client_.get_or_missing(request);
    visited_.insert(name);
    return answer.status == 200 ? std::move(answer.body) : "";
}

// For a user who may get but not list.
void SteadyWatch::visit() {
    sink_.begin_list();
    ListScanner page([&](std::string_view json) { sink_.element(page, json); });
    page.feed(R"({"items":[)");
    bool is_first = true;
    for (const auto& name : std::set<std::string>(scope_.names)) {
        std::string json;
        try {
            json = get(name);
        } catch (const ApiError& error) {
            const bool may_pass = visited_.count(name) > 0 && !is_refused_for_long();
            if (!is_refusal(error) || may_pass || scope_.names.size() == 1 || !sink_.refused(name, error)) {
                throw;
            }
            scope_.names.erase(name);
        }
        if (!json.empty()) {
            page.feed(is_first ? "" : ",");
            page.feed(json);
            is_first = false;
        }
    }
    page.feed("]}");
    page.finish();
    sink_.page_end(page);
    was_whole();
}

bool SteadyWatch::take(std::string_view event, const JsonValue& object) {
    // Without a version that of the event before is the last one known.
    if (auto version = object.find("metadata").find("resourceVersion").text(); !version.empty()) {
        scope_.version = std::move(version);
    }
    scope_.was_read = true;
    has_read_ = true;
    has_heard_ = true;
    answers();
    has_stopped_ = event != "BOOKMARK" && !sink_.event(event, object);
    settle();  // what makes no sense to the sink has thrown
    return !is_over();
}

void SteadyWatch::watch() {
    QueryParameters query;
    if (!scope_.selection.field_selector.empty()) {
        query.emplace_back("fieldSelector", scope_.selection.field_selector);
    }
    if (!scope_.selection.label_selector.empty()) {
        query.emplace_back("labelSelector", scope_.selection.label_selector);
    }
    query.insert(query.end(), scope_.query.begin(), scope_.query.end());
    query.insert(query.end(), scope_.selection.query.begin(), scope_.selection.query.end());
    query.emplace_back("allowWatchBookmarks", "true");
    query.emplace_back("resourceVersion", *scope_.version);
    query.emplace_back("timeoutSeconds", std::to_string(k_watch_length.count()));
    const auto begun = Clock::now();
    has_heard_ = false;
    const auto end = watch_collection(
        client_, scope_.type, scope_.name_space, std::move(query), scope_.accept,
        k_watch_length + Seconds(10),
        [&](std::string_view event, const JsonValue& object) { return take(event, object); },
        [&] {
            accepted_ = accepted_ ? *accepted_ : Clock::now();
            answers();
            sink_.caught_up();
        },
        scope_.left_out);
    if (end == WatchEnd::timeout && !accepted_) {
        throw TransportError(TransportError::Cause::timeout, "",
                             "net/http: request canceled (Client.Timeout exceeded while awaiting headers)");
    }
    if (has_held()) {
        settle();
    }
    if (end == WatchEnd::expired) {
        scope_.version.reset();
    }
    // A server that ends every watch at once is not to be asked without a pause.
    const bool is_vain = end == WatchEnd::expired && !has_heard_;
    if (!is_over() && (is_vain || Clock::now() - begun < k_first_pause)) {
        pace_.pause(has_heard_ ? k_first_pause : next_pause());
    }
}

void SteadyWatch::answers() {
    down_since_.reset();
    refused_since_.reset();
    if (has_told_) {
        has_told_ = false;
        sink_.mended();
    }
}

// It has worked.
void SteadyWatch::settle() {
    pause_ = Milliseconds(0);
    nonsense_ = 0;
    broken_since_.reset();
}

// What may pass: again after a pause, unless it has lasted too long. To be called where it is caught.
void SteadyWatch::failed(const Error& why) {
    if (has_held()) {
        settle();
    }
    const auto now = Clock::now();
    broken_since_ = broken_since_.value_or(now);
    down_since_ = down_since_.value_or(now);
    if (!scope_.was_read || now - *broken_since_ > k_patience) {
        throw;
    }
    if (!has_told_ && now - *down_since_ >= pace_.silence) {
        has_told_ = true;
        sink_.broken(why);
    }
    pace_.pause(next_pause());
}

// There are other ways to look; a refusal of the last one is final when it lasts, or was the first answer.
// To be called where it is caught.
void SteadyWatch::refused(const ApiError& why) {
    const auto now = Clock::now();
    const bool was_list = !may_watch_ || !scope_.version;
    const bool can_visit = !visits_ && !scope_.names.empty() && (was_list || !scope_.name.empty());
    if (is_refusal(why) && (can_visit || (may_watch_ && !was_list && scope_.was_read))) {
        may_watch_ = false;
        visits_ = can_visit;
        watch_again_ = now + k_watch_again;
        return;
    }
    refused_since_ = refused_since_.value_or(now);
    if (!has_read_ || is_refused_for_long()) {
        throw;
    }
    pace_.pause(next_pause());
}

void SteadyWatch::caught(const ApiError& error) {
    if (is_refusal(error) || error.code() == 401) {
        refused(error);
    } else if (error.code() < 500 && error.code() != 429) {
        throw;
    } else {
        failed(error);
    }
}

void SteadyWatch::step() {
    accepted_.reset();
    if (!may_watch_ && Clock::now() >= watch_again_) {
        may_watch_ = true;
        visits_ = false;
        scope_.version.reset();
    }
    if (visits_) {
        visit();
    } else if (!may_watch_ || !scope_.version) {
        read();
    }
    if (is_over()) {
        return;
    }
    if (may_watch_) {
        watch();
    } else {
        pace_.pause(k_poll);
    }
}

void SteadyWatch::run() {
    while (!is_over()) {
        try {
            step();
        } catch (const ApiError& error) {
            caught(error);
        } catch (const TransportError& error) {
            if (error.cause() == TransportError::Cause::cancelled) {
                throw;
            }
            failed(error);
        } catch (const Interrupted&) {
            throw;
        } catch (const OutputError&) {
            throw;
        } catch (const Error& error) {
            // What came made no sense; a server that goes on like that is none.
            if (++nonsense_ > k_most_nonsense) {
                throw;
            }
            scope_.version.reset();
            failed(error);
        }
    }
}

}  // namespace

void watch_steadily(Client& client, WatchScope scope, WatchSink& sink, const WatchPace& pace) {
    SteadyWatch(client, std::move(scope), sink, pace).run();
}

}  // namespace yare
