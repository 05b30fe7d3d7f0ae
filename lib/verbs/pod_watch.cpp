#include "verbs/pod_watch.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "verbs/deletion_group.hpp"
#include "verbs/watch.hpp"

namespace yare {

namespace {

using Clock = std::chrono::steady_clock;

constexpr Milliseconds k_first_pause{250};
constexpr Milliseconds k_longest_pause{10000};
constexpr Milliseconds k_poll{2000};
constexpr Seconds k_held{5};  // a connection that lasted so long was a good one
constexpr int k_most_nonsense = 2;

class PodWatch {
  public:
    PodWatch(Client& client, PodBoard& board, const ResourceType& type, PodSource source, std::size_t number)
        : client_(client), board_(board), type_(type), source_(std::move(source)), number_(number) {}

    void run();

  private:
    void step();
    void read();
    void watch();
    void take(std::string_view event, const JsonValue& object);
    void pause(Milliseconds time);
    void failed();

    Client& client_;
    PodBoard& board_;
    const ResourceType& type_;
    PodSource source_;
    std::size_t number_;
    bool may_watch_ = true;
    int nonsense_ = 0;         // answers one after the other
    Clock::time_point begun_;  // the last try
    Milliseconds pause_{0};
    std::optional<Clock::time_point> broken_since_;
};

void PodWatch::read() {
    if (may_watch_) {
        list_pods(client_, type_, source_, k_look_length);
    } else {
        load_pods(client_, type_, source_, k_look_length);
    }
    board_.replace(number_, source_.pods);
    source_.pods.clear();
    broken_since_.reset();
}

void PodWatch::take(std::string_view event, const JsonValue& object) {
    source_.resource_version = object.find("metadata").find("resourceVersion").text();
    broken_since_.reset();
    pause_ = Milliseconds(0);
    if (event == "BOOKMARK") {
        return;
    }
    auto pod = read_pod(object);
    nonsense_ = 0;
    if (event == "DELETED") {
        board_.remove(number_, std::move(pod));
    } else {
        board_.put(number_, std::move(pod));
    }
}

void PodWatch::watch() {
    auto query = selector_query(source_);
    query.emplace_back("allowWatchBookmarks", "true");
    query.emplace_back("resourceVersion", source_.resource_version);
    query.emplace_back("timeoutSeconds", std::to_string(k_watch_length.count()));
    const auto begun = Clock::now();
    const auto end =
        watch_collection(client_, type_, source_.name_space, std::move(query), "application/json",
                         k_watch_length + Seconds(10), [&](std::string_view event, const JsonValue& object) {
                             take(event, object);
                             return !board_.is_stopped();
                         });
    if (end == WatchEnd::expired) {
        source_.resource_version.clear();
    }
    // A server that ends every watch at once is not to be asked without a pause.
    if (Clock::now() - begun < k_first_pause) {
        pause(k_first_pause);
    }
}

void PodWatch::pause(Milliseconds time) { board_.sleep(time); }

// What may pass: again after a pause, unless it has lasted too long.
void PodWatch::failed() {
    const auto now = Clock::now();
    if (now - begun_ > k_held) {
        pause_ = Milliseconds(0);  // it had worked
        broken_since_.reset();
    }
    broken_since_ = broken_since_.value_or(now);
    if (now - *broken_since_ > k_patience) {
        throw;
    }
    pause_ = std::clamp(pause_ * 2, k_first_pause, k_longest_pause);
    pause(pause_);
}

void PodWatch::step() {
    begun_ = Clock::now();
    if (source_.resource_version.empty() || !may_watch_) {
        read();
    }
    if (may_watch_) {
        watch();
    } else {
        pause(k_poll);
    }
}

void PodWatch::run() {
    while (!board_.is_stopped()) {
        try {
            step();
        } catch (const ApiError& error) {
            if (is_refusal(error) && may_watch_) {
                may_watch_ = false;
            } else if (error.code() < 500 && error.code() != 429) {
                throw;
            } else {
                failed();
            }
        } catch (const TransportError& error) {
            if (error.cause() == TransportError::Cause::cancelled) {
                throw;
            }
            failed();
        } catch (const Interrupted&) {
            throw;
        } catch (const Error&) {
            // What came made no sense; a server that goes on like that is none.
            if (++nonsense_ > k_most_nonsense) {
                throw;
            }
            source_.resource_version.clear();
            failed();
        }
    }
}

}  // namespace

void watch_pods(Lookout& lookout, PodBoard& board, const ResourceType& type, PodSource source,
                std::size_t number) {
    const auto client = lookout.open_line();
    PodWatch(*client, board, type, std::move(source), number).run();
}

}  // namespace yare
