#include "verbs/log_follower.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "request/path.hpp"
#include "verbs/steady_watch.hpp"
#include "verbs/watch.hpp"

namespace yare {

namespace {

using Clock = Lookout::Clock;
using Cause = TransportError::Cause;
using State = ContainerFacts::State;

constexpr Milliseconds k_first_pause{250};
constexpr Milliseconds k_longest_pause{10000};
constexpr int k_quiet_failures = 3;  // so many tries are made without a word

Milliseconds pause_after(int failures) {
    return failures == 0 ? Milliseconds(0)
                         : std::min(k_longest_pause, k_first_pause * (1 << std::min(failures - 1, 10)));
}

bool is_not_started(const ApiError& error) {
    return error.code() == 400 &&
           std::string_view(error.what()).find("waiting to start") != std::string::npos;
}

}  // namespace

LogFollower::LogFollower(const LogFollowing& following, std::string uid, std::string pod,
                         std::string container, Start start)
    : following_(following),
      uid_(std::move(uid)),
      pod_(std::move(pod)),
      container_(std::move(container)),
      start_(start),
      deadline_(Clock::now() + following.request.pod_running_timeout),
      client_(following.lookout.open_line()),
      log_(following.style, following.output, pod_, container_, following.request.limit_bytes) {}

bool LogFollower::is_stopped() const { return left_ || following_.board.is_stopped(); }

const ContainerFacts& LogFollower::facts(const PodBoard::Entry& entry) const {
    const auto* found = entry.pod.find(container_);
    if (found == nullptr) {
        throw Error("container " + container_ + " is not valid for pod " + pod_ +
                    " out of: " + entry.pod.container_names());
    }
    return *found;
}

void LogFollower::leave() {
    left_ = true;
    client_->cancel();
}

void LogFollower::run() {
    try {
        while (!is_stopped() && !log_.is_over() && step() == Next::again) {
        }
    } catch (const TransportError&) {
        if (!left_) {
            throw;
        }
    }
    if (left_ && !following_.board.is_stopped()) {
        log_.finish();
    }
}

bool LogFollower::is_ended(const ContainerFacts& container) const {
    return container.state == State::terminated || (container.state == State::waiting && container.has_log());
}

bool LogFollower::has_new_instance(const ContainerFacts& container) const {
    const bool has_other_id = container.state != State::waiting && !container.id.empty() &&
                              !instance_.id.empty() && container.id != instance_.id;
    return container.restarts > instance_.restarts || has_other_id;
}

LogFollower::Next LogFollower::step() {
    const auto entry = following_.board.find(uid_);
    if (entry.is_gone && log_.has_opened()) {
        log_.finish();  // what is of that name now is another pod
        return Next::over;
    }
    const auto& container = facts(entry);
    // Who waits for one pod is told by the server what it waits for.
    if (!container.has_log() && (start_ != Start::fixed || !shown_.empty())) {
        return await_start(entry);
    }
    const bool had_ended = is_ended(container);
    has_started_ = has_started_ || container.has_log();
    instance_ = {container.restarts, container.id};
    is_idle_ = true;
    try {
        read(true, false);
    } catch (const ApiError& error) {
        count_failure();
        return after_refusal(error);
    } catch (const TransportError& error) {
        count_failure();
        return after_break(error);
    }
    count_failure();
    if (is_others_) {
        log_.finish();
        return Next::over;
    }
    if (log_.is_over() || following_.board.is_stopped()) {
        return Next::over;  // after Ctrl-C without half a line
    }
    broken_since_.reset();
    if (had_ended) {
        log_.finish();
        return after_instance();
    }
    return after_end();
}

// A read that brought something new is none.
void LogFollower::count_failure() { failures_ = is_idle_ ? failures_ + 1 : 0; }

LogFollower::Next LogFollower::await_start(const PodBoard::Entry& entry) {
    if (entry.is_gone || entry.pod.is_over()) {
        return Next::over;
    }
    // What it writes once it has started is all new.
    wants_all_ = true;
    following_.keep_watched(uid_);
    const auto now = following_.board.find(uid_);
    if (now.revision != entry.revision) {
        return Next::again;
    }
    const bool is_limited = start_ == Start::fixed && !has_started_;
    following_.board.wait(uid_, entry.revision, is_limited ? deadline_ : Clock::time_point::max());
    if (is_limited && Clock::now() >= deadline_) {
        throw Error("context deadline exceeded");
    }
    return Next::again;
}

// The log has ended while its container ran, as far as is known.
LogFollower::Next LogFollower::after_end() {
    following_.keep_watched(uid_);
    const auto entry = following_.board.find(uid_);
    if (following_.board.is_stopped()) {
        return Next::over;  // without half a line
    }
    if (left_ || entry.is_gone) {
        log_.finish();
        return Next::over;
    }
    const auto& container = facts(entry);
    if (!container.has_log()) {
        // What the API server answers for a pod without a node is an empty log.
        if (start_ == Start::fixed) {
            tell(entry.pod.node.empty() ? "pod \"" + pod_ + "\" does not have a host assigned"
                                        : name() + " has not started");
        }
        return await_start(entry);
    }
    const bool is_new = has_new_instance(container);
    if (container.restarts - instance_.restarts > 1 + unseen_ends_) {
        following_.err.write(name() + " restarted " +
                             std::to_string(container.restarts - instance_.restarts) +
                             " times at once: what it wrote in between may be missing\n");
    }
    // A log that ended with something new may have been an instance's that nobody told of yet.
    unseen_ends_ = is_new ? 0 : unseen_ends_ + (is_idle_ ? 0 : 1);
    if (is_new || is_ended(container)) {
        catch_up(is_new);
        // Started again while the end of the last instance was read.
        if (!is_new && has_new_instance(facts(following_.board.find(uid_)))) {
            catch_up(true);
        }
        return after_instance();
    }
    following_.board.wait(uid_, entry.revision, Clock::now() + pause_after(failures_));
    return Next::again;
}

// The instance's log has been read to its end.
LogFollower::Next LogFollower::after_instance() {
    for (;;) {
        const auto entry = following_.board.find(uid_);
        if (is_stopped() || log_.is_over() || entry.is_gone) {
            return Next::over;
        }
        const auto& container = facts(entry);
        if (has_new_instance(container)) {
            failures_ = 0;
            wants_all_ = true;
            return Next::again;
        }
        if (!entry.pod.will_restart(container)) {
            return Next::over;
        }
        following_.keep_watched(uid_);
        if (following_.board.find(uid_).revision == entry.revision) {
            following_.board.wait(uid_, entry.revision, Clock::time_point::max());
        }
    }
}

// Until it works again; the first try of a log that is waited for fails as any other request does.
void LogFollower::note_failure(const Error& error) {
    const auto now = Clock::now();
    const bool is_api = dynamic_cast<const ApiError*>(&error) != nullptr;
    broken_since_ = broken_since_.value_or(now);
    const bool is_awaited = start_ == Start::fixed && !log_.has_opened();
    // kubectl does not try again, either, where errors are not to matter.
    if (is_awaited && following_.request.ignore_errors) {
        throw;
    }
    if (is_awaited && is_api && now >= deadline_) {
        throw Error("context deadline exceeded");
    }
    if (now - *broken_since_ > k_patience || (is_awaited && now >= deadline_)) {
        throw;
    }
    if (log_.has_opened() && failures_ > k_quiet_failures) {
        tell("the log of " + name() + " broke off: " + error.what() + "; trying again");
    } else if (!log_.has_opened() && (is_awaited || failures_ > k_quiet_failures)) {
        tell(is_awaited ? error.what() : "no log of " + name() + " yet: " + error.what() + "; trying again");
    }
}

// kubectl says the same at every try.
void LogFollower::tell(const std::string& words) {
    if (words != shown_) {
        following_.err.write(words + "\n");
    }
    shown_ = words;
}

LogFollower::Next LogFollower::after_break(const TransportError& error) {
    if (is_stopped()) {
        return Next::over;
    }
    const bool was_cut = error.cause() == Cause::closed && error.was_sent();
    const bool is_bounded = following_.has_time_limit && error.cause() == Cause::timeout;
    const bool is_first = start_ == Start::fixed && !log_.has_opened() && failures_ == 1;
    if (error.cause() == Cause::cancelled || is_bounded || (is_first && !was_cut)) {
        throw;
    }
    note_failure(error);
    return after_end();
}

LogFollower::Next LogFollower::after_refusal(const ApiError& error) {
    const bool is_known = log_.has_opened() || start_ != Start::fixed;
    const bool is_passing = error.code() >= 500 || error.code() == 429 || (error.code() == 404 && is_known) ||
                            (error.code() == 400 && (log_.has_opened() || is_not_started(error)));
    if (!is_passing) {
        throw;
    }
    following_.keep_watched(uid_);
    const auto entry = following_.board.find(uid_);
    if (error.code() == 404 && entry.is_gone && start_ != Start::fixed) {
        return Next::over;  // deleted before it could be read
    }
    if (is_not_started(error)) {
        note_failure(error);
        if (!facts(entry).has_log()) {
            return await_start(entry);
        }
        following_.board.wait(uid_, entry.revision, Clock::now() + pause_after(failures_));
        return Next::again;
    }
    note_failure(error);
    return after_end();
}

// Whether the pod is gone, or another one has its name by now: its log would be taken for the old one's.
bool LogFollower::is_replaced() {
    HttpRequest request;
    const auto pod = following_.board.find(uid_).pod;
    request.path = object_path(following_.pods, pod.name_space, pod.name);
    request.headers.emplace_back("Accept", "application/json");
    request.timeout = k_look_length;
    try {
        const auto client = following_.lookout.open_line();  // the own one is reading
        const auto answer = client->get_or_missing(request);
        JsonTree tree;
        return answer.status == 404 ||
               (answer.status == 200 && read_pod(tree.parse(answer.body)).uid != uid_);
    } catch (const ApiError&) {
        return false;  // who may only list cannot know; and a server in trouble is asked for the log next
    }
}

// Reads what a first reading may have left out of an instance that has ended.
void LogFollower::catch_up(bool previous) {
    const auto end = Clock::now() + k_patience;
    for (int tries = 1; !is_stopped(); ++tries) {
        try {
            read(false, previous);
            break;
        } catch (const ApiError& error) {
            if (error.code() < 500 && error.code() != 429) {
                break;  // that log is gone
            }
            if (Clock::now() >= end) {
                throw;
            }
        } catch (const TransportError& error) {
            if (!is_stopped() && (error.cause() == Cause::cancelled || Clock::now() >= end)) {
                throw;
            }
        }
        following_.board.sleep(pause_after(tries));
    }
    if (!following_.board.is_stopped()) {
        log_.finish();
    }
}

void LogFollower::read(bool follow, bool previous) {
    LogSpan span = span_of(following_.request);
    span.follow = follow;
    span.previous = previous;
    span.timestamps = true;
    span.limit_bytes.reset();  // counted here: timestamps do not count
    if (start_ == Start::joined || wants_all_) {
        span.tail.reset();
    }
    log_.go_on_from(span);
    auto request = log_request(following_.pods, following_.board.find(uid_).pod, container_, span);
    request.wants_head = true;
    const bool is_resumed = log_.has_opened();
    bool has_begun = false;
    is_others_ = false;
    is_idle_ = true;  // and not so where the stream breaks behind new lines
    client_->stream(request, {following_.pods.group_resource(), pod_},
                    [&](const HttpResponse& response, std::string_view piece) {
                        if (!has_begun) {
                            has_begun = true;
                            // Asked now: whose pod is still there was there when its log was opened.
                            is_others_ = is_resumed && is_replaced();
                            if (is_others_) {
                                return false;
                            }
                            log_.begin(response);
                        }
                        ++progress_;
                        const bool is_over = !log_.take(piece);
                        ++progress_;
                        if (log_.had_line()) {
                            is_idle_ = false;
                            broken_since_.reset();
                        }
                        return !is_over && !is_stopped();
                    });
}

}  // namespace yare
