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
constexpr Seconds k_held{5};  // a connection that lasted so long was a good one
constexpr int k_most_nonsense = 2;

class SteadyWatch {
  public:
    SteadyWatch(Client& client, WatchScope scope, WatchSink& sink, const WatchPace& pace)
        : client_(client), scope_(std::move(scope)), sink_(sink), pace_(pace) {
        if (!scope_.name.empty()) {
            scope_.selection.field_selector = "metadata.name=" + scope_.name;
        }
    }

    void run();

  private:
    void step();
    void read();
    void read_one();
    void watch();
    bool take(std::string_view event, const JsonValue& object);
    void failed(const Error& why);
    void works();
    bool is_over() const { return has_stopped_ || pace_.is_stopped(); }

    Client& client_;
    WatchScope scope_;
    WatchSink& sink_;
    const WatchPace& pace_;
    bool may_watch_ = true;
    bool has_stopped_ = false;  // the sink wanted no more
    int nonsense_ = 0;          // answers one after the other
    Clock::time_point begun_;   // the last try
    Milliseconds pause_{0};
    std::optional<Clock::time_point> broken_since_;
    bool has_told_ = false;  // of this time of trouble
};

void SteadyWatch::read() {
    sink_.begin_list();
    VersionSink listing(sink_);
    read_collection(client_, scope_.type, scope_.name_space, scope_.selection, scope_.accept, scope_.query,
                    listing, k_look_length);
    scope_.version = listing.version();
    scope_.was_read = true;
    works();
    sink_.end_list();
}

// For a user who may get but not list.
void SteadyWatch::read_one() {
    HttpRequest request;
    request.path = object_path(scope_.type, scope_.name_space, scope_.name);
    request.query = scope_.query;
    request.headers.emplace_back("Accept", scope_.accept);
    request.timeout = k_look_length;
    const auto answer = client_.get_or_missing(request);
    sink_.begin_list();
    ListScanner page([&](std::string_view json) { sink_.element(page, json); });
    page.feed(R"({"items":[)");
    page.feed(answer.status == 200 ? answer.body : "");
    page.feed("]}");
    page.finish();
    sink_.page_end(page);
    scope_.was_read = true;
    works();
    sink_.end_list();
}

bool SteadyWatch::take(std::string_view event, const JsonValue& object) {
    // Without a version that of the event before is the last one known.
    if (auto version = object.find("metadata").find("resourceVersion").text(); !version.empty()) {
        scope_.version = std::move(version);
    }
    scope_.was_read = true;
    works();
    pause_ = Milliseconds(0);
    if (event == "BOOKMARK") {
        return !is_over();
    }
    has_stopped_ = !sink_.event(event, object);
    nonsense_ = 0;
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
    const auto end = watch_collection(
        client_, scope_.type, scope_.name_space, std::move(query), scope_.accept,
        k_watch_length + Seconds(10),
        [&](std::string_view event, const JsonValue& object) { return take(event, object); },
        [&] {
            works();
            sink_.caught_up();
        },
        scope_.left_out);
    if (end == WatchEnd::expired) {
        scope_.version.reset();
    }
    // A server that ends every watch at once is not to be asked without a pause.
    if (!is_over() && Clock::now() - begun < k_first_pause) {
        pace_.pause(k_first_pause);
    }
}

void SteadyWatch::works() {
    if (broken_since_) {
        broken_since_.reset();
        sink_.mended();
    }
}

// What may pass: again after a pause, unless it has lasted too long.
void SteadyWatch::failed(const Error& why) {
    const auto now = Clock::now();
    if (now - begun_ > k_held) {
        pause_ = Milliseconds(0);  // it had worked
        works();
    }
    if (!broken_since_) {
        broken_since_ = now;
        has_told_ = false;
    }
    if (!scope_.was_read || now - *broken_since_ > k_patience) {
        throw;
    }
    if (!has_told_ && now - *broken_since_ >= pace_.silence) {
        has_told_ = true;
        sink_.broken(why);
    }
    pause_ = std::clamp(pause_ * 2, k_first_pause, k_longest_pause);
    pace_.pause(pause_);
}

void SteadyWatch::step() {
    begun_ = Clock::now();
    if (!may_watch_ && !scope_.name.empty()) {
        read_one();
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
            if (is_refusal(error) && may_watch_ && (scope_.was_read || !scope_.name.empty())) {
                may_watch_ = false;
            } else if (error.code() < 500 && error.code() != 429) {
                throw;
            } else {
                failed(error);
            }
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
