#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

#include "base/error.hpp"
#include "status/rollout.hpp"
#include "verbs/deadline.hpp"
#include "verbs/named_watch.hpp"
#include "verbs/selected_objects.hpp"
#include "verbs/wait.hpp"

namespace yare {

namespace {

using Clock = Lookout::Clock;

constexpr std::size_t k_most_reports = 1000;  // not printed yet: somebody reads slowly

// One object's rollout. Until its turn comes, only how it is now is kept.
struct Rollout {
    bool has_reports = false;  // its kind has
    std::string version;
    std::deque<std::string> reports;
    std::exception_ptr failure;
    std::optional<ApiError> refusal;
    bool is_done = false;
    bool was_seen = false;
    bool is_missing = false;
};

class RolloutStatus {
  public:
    RolloutStatus(Session& session, const RolloutStatusRequest& request)
        : session_(session), request_(request) {}

    void run();

  private:
    void watch(Lookout& lookout);
    void seen(Rollout& each, const JsonValue& object);
    void gone(Rollout& each);
    bool is_its_turn(const Rollout& each) const { return &each == &rollouts_[turn_]; }
    void ask(Lookout& lookout);
    bool is_over();
    std::optional<Clock::time_point> look(Lookout& lookout);
    void next();

    Session& session_;
    const RolloutStatusRequest& request_;
    ErrorList errors_;
    std::vector<NamedObject> objects_;
    Clock::time_point deadline_ = Clock::time_point::max();

    std::mutex mutex_;  // holds what follows, which the threads of the watches change
    std::vector<Rollout> rollouts_;
    std::size_t turn_ = 0;
};

void RolloutStatus::seen(Rollout& each, const JsonValue& object) {
    const std::lock_guard lock(mutex_);
    const auto version = object.find("metadata").find("resourceVersion").text();
    if (is_its_turn(each) && (each.is_done || each.failure)) {
        return;
    }
    if (each.was_seen && !version.empty() && version == each.version) {
        return;  // listed anew
    }
    each.version = version;
    each.was_seen = true;
    each.is_missing = false;
    if (!is_its_turn(each) || each.reports.size() == k_most_reports) {
        each.reports.clear();
        each.failure = nullptr;
    }
    try {
        auto report = report_rollout(object, request_.revision);
        each.reports.push_back(std::move(report.text));
        each.is_done = report.is_done;
    } catch (const Error&) {
        each.failure = std::current_exception();
        each.is_done = false;
    }
}

void RolloutStatus::gone(Rollout& each) {
    const std::lock_guard lock(mutex_);
    if (is_its_turn(each) && each.was_seen) {
        if (!each.is_done && !each.failure) {
            // One of the same name would be another object.
            each.failure = std::make_exception_ptr(Error("object has been deleted"));
        }
        return;
    }
    each = Rollout();
    each.has_reports = true;
    each.is_missing = true;
}

void RolloutStatus::watch(Lookout& lookout) {
    std::vector<NamedObject> watched;
    std::vector<Rollout*> rollouts;
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        if (rollouts_[i].has_reports) {
            watched.push_back(objects_[i]);
            rollouts.push_back(&rollouts_[i]);
        }
    }
    watch_named(
        session_, lookout, watched, false,
        {[this, rollouts](std::size_t index, const JsonValue& object) { seen(*rollouts[index], object); },
         [this, rollouts](std::size_t index) { gone(*rollouts[index]); },
         [this, rollouts](std::size_t index, const ApiError& why) {
             const std::lock_guard lock(mutex_);
             rollouts[index]->refusal = why;
             rollouts[index]->is_missing = true;
         }});
}

// Whether there is such an object, and what the server says where there is none.
void RolloutStatus::ask(Lookout& lookout) {
    const auto& object = objects_[turn_];
    std::optional<ApiError> believed;
    {
        const std::lock_guard lock(mutex_);
        const auto& each = rollouts_[turn_];
        believed = each.refusal;
        if (!believed && each.has_reports) {
            believed = not_found(object);
        }
    }
    const auto verdict = ask_for(lookout, object, deadline_, believed);
    const std::lock_guard lock(mutex_);
    auto& each = rollouts_[turn_];
    each.is_missing = false;
    std::exception_ptr failure;
    if (verdict || each.refusal) {
        failure = std::make_exception_ptr(verdict ? *verdict : *each.refusal);
    } else if (!each.has_reports) {
        failure = std::make_exception_ptr(
            Error("no status viewer has been implemented for " + object.endpoint.type.kind));
    }
    // One that came in the meantime is told of by the watch.
    if (failure && !each.was_seen) {
        each.failure = failure;
    }
}

// Prints what there is to say of the one whose turn it is.
bool RolloutStatus::is_over() {
    auto& each = rollouts_[turn_];
    bool is_over = each.is_done || each.failure;
    for (; !each.reports.empty(); each.reports.pop_front()) {
        session_.streams.out.write(each.reports.front());
        is_over = is_over || !request_.watch;
    }
    session_.streams.out.flush();
    if (each.failure) {
        errors_.add(each.failure);
    } else if (!is_over && Clock::now() >= deadline_) {
        errors_.add(Error("timed out waiting for the condition"));
        return true;
    }
    return is_over;
}

void RolloutStatus::next() {
    ++turn_;
    deadline_ = request_.timeout.count() > 0 ? deadline_after(request_.timeout) : Clock::time_point::max();
}

std::optional<Clock::time_point> RolloutStatus::look(Lookout& lookout) {
    std::unique_lock lock(mutex_);
    const auto& each = rollouts_[turn_];
    if ((each.is_missing || !each.has_reports) && !each.failure) {
        lock.unlock();
        ask(lookout);
        return Clock::now();
    }
    if (is_over()) {
        if (turn_ + 1 == rollouts_.size()) {
            return std::nullopt;
        }
        next();
        return Clock::now();
    }
    return deadline_;
}

void RolloutStatus::run() {
    const auto& selection = request_.selection;
    const bool all = !request_.targets.types.empty() && selection.label_selector.empty();
    objects_ =
        as_named(select_objects(session_, {request_.targets, request_.files, selection, all}, errors_));
    if (objects_.empty()) {
        errors_.raise();
        session_.streams.err.write("No resources found in " + session_.connection.namespace_name +
                                   " namespace.\n");
        return;
    }
    rollouts_.resize(objects_.size());
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        const auto& type = objects_[i].endpoint.type;
        rollouts_[i].has_reports = has_rollout(type.group, type.kind);
    }
    deadline_ = request_.timeout.count() > 0 ? deadline_after(request_.timeout) : Clock::time_point::max();
    {
        Lookout lookout(session_);
        watch(lookout);
        lookout.run([&] { return look(lookout); });
    }
    errors_.raise();
}

}  // namespace

void rollout_status(Session& session, const RolloutStatusRequest& request) {
    RolloutStatus(session, request).run();
}

}  // namespace yare
