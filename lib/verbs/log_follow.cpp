#include "verbs/log_follow.hpp"

#include <algorithm>
#include <atomic>
#include <deque>
#include <list>
#include <map>
#include <set>

#include "base/error.hpp"
#include "verbs/log_follower.hpp"
#include "verbs/pod_watch.hpp"

namespace yare {

namespace {

using Clock = Lookout::Clock;
using Start = LogFollower::Start;

constexpr Seconds k_last_words{5};   // for the log of a pod that is gone to come to its end
constexpr Seconds k_until_grace{2};  // for lines on their way when the time is over

class LogFollow {
  public:
    LogFollow(Session& session, const LogsRequest& request, std::vector<PodSource> sources);
    ~LogFollow();
    LogFollow(const LogFollow&) = delete;
    LogFollow& operator=(const LogFollow&) = delete;

    void run();

  private:
    struct Work {
        std::unique_ptr<LogFollower> follower;
        std::atomic<bool> has_ended = false;
        std::optional<Clock::time_point> leave_by;  // once its pod is gone
        std::uint64_t progress = 0;                 // when leave_by was set
    };
    struct Waiting {
        PodFacts pod;
        std::string container;
        Start start;
    };

    std::size_t max_works() const { return static_cast<std::size_t>(std::max(request_.max_requests, 1)); }
    void plan();
    void add(const PodFacts& pod, Start start);
    void start_some();
    void start(Waiting next);
    void work(Work& work);
    void failed(const Error& error);
    void forget(const std::string& uid);
    void watch(std::size_t number);
    void keep_watched(const std::string& uid);
    std::optional<Clock::time_point> look();
    void reap();
    void let_go(Clock::time_point now, Clock::time_point& next);
    void join_new();

    Session& session_;
    const LogsRequest& request_;
    std::vector<PodSource> sources_;
    LogStyle style_;
    LogOutput output_;
    PodBoard board_;
    Lookout lookout_;
    LogFollowing following_;
    std::map<std::string, std::size_t> named_;  // uid -> source of that one pod
    std::mutex watched_mutex_;
    std::set<std::size_t> watched_;
    std::set<std::pair<std::string, std::string>> known_;  // uid and container of all that was ever planned
    std::deque<Waiting> waiting_;
    std::list<Work> works_;
    std::size_t planned_ = 0;
    std::atomic<std::size_t> failed_ = 0;
    bool has_told_limit_ = false;
    bool grows_ = false;
};

LogFollow::LogFollow(Session& session, const LogsRequest& request, std::vector<PodSource> sources)
    : session_(session),
      request_(request),
      sources_(std::move(sources)),
      style_(log_style(session, request)),
      output_(session.streams.out, session.streams.out_is_terminal, true),
      lookout_(session),
      following_{request,
                 style_,
                 pod_type(session),
                 output_,
                 board_,
                 lookout_,
                 session.streams.err,
                 [this](const std::string& uid) { keep_watched(uid); },
                 session.connection.request_timeout.count() > 0} {
    lookout_.on_stop([this] { board_.stop(); });
    board_.on_change([this] { lookout_.ring(); });
}

// Followers let go of their connections while there is a Lookout, and after their threads have ended.
LogFollow::~LogFollow() {
    lookout_.end();
    works_.clear();
}

void LogFollow::add(const PodFacts& pod, Start start) {
    std::vector<std::string> containers;
    try {
        containers = choose_containers(pod, request_, [&](const std::string& line) {
            if (start != Start::joined) {
                session_.streams.err.write(line + "\n");
            }
        });
    } catch (const Error&) {
        if (start != Start::joined) {
            throw;
        }
        return;  // a pod that joins without such a container has nothing to say
    }
    for (auto& container : containers) {
        if (known_.insert({pod.uid, container}).second) {
            waiting_.push_back({pod, std::move(container), start});
            ++planned_;
        }
    }
}

void LogFollow::plan() {
    for (std::size_t number = 0; number < sources_.size(); ++number) {
        const auto& source = sources_[number];
        const bool is_set = source.pod_name.empty();
        if (is_set) {
            board_.replace(number, source.pods);
        }
        for (const auto& pod : source.pods) {
            if (!is_set && named_.count(pod.uid) > 0) {
                continue;  // named twice
            }
            if (!is_set) {
                board_.put(number, pod);
                named_.emplace(pod.uid, number);
            }
            add(pod, is_set && request_.follow_new ? Start::member : Start::fixed);
        }
        grows_ = grows_ || (is_set && request_.follow_new && !source.pods.empty());
    }
    if (waiting_.size() > 1 && waiting_.size() > max_works()) {
        throw Error("you are attempting to follow " + std::to_string(waiting_.size()) +
                    " log streams, but maximum allowed concurrency is " +
                    std::to_string(request_.max_requests) + ", use --max-log-requests to increase the limit");
    }
}

void LogFollow::watch(std::size_t number) {
    {
        const std::lock_guard lock(watched_mutex_);
        if (!watched_.insert(number).second) {
            return;
        }
    }
    PodSource source = sources_[number];
    source.pods.clear();
    if (!source.pod_name.empty()) {
        source.resource_version.clear();  // first it is read anew
    }
    lookout_.start([this, number, source = std::move(source)]() mutable {
        watch_pods(lookout_, board_, following_.pods, std::move(source), number);
    });
}

void LogFollow::keep_watched(const std::string& uid) {
    const auto found = named_.find(uid);
    if (found != named_.end()) {
        watch(found->second);
        board_.wait_for_source(found->second);
    }
}

void LogFollow::work(Work& work) {
    try {
        work.follower->run();
    } catch (const OutputError&) {
        throw;
    } catch (const Interrupted&) {
        throw;
    } catch (const TransportError& error) {
        if (lookout_.is_stopped()) {
            throw;
        }
        failed(error);
    } catch (const Error& error) {
        failed(error);
    }
}

// As kubectl, with --ignore-errors the failure is part of the output.
void LogFollow::failed(const Error& error) {
    if (request_.ignore_errors) {
        output_.write(output_.open(), failure_line(error, style_));
    } else if (!grows_ && planned_ == 1) {
        throw;
    } else {
        session_.streams.err.write(error.line() + "\n");
        ++failed_;
    }
}

void LogFollow::start(Waiting next) {
    auto& own = works_.emplace_back();
    own.follower =
        std::make_unique<LogFollower>(following_, next.pod.uid, next.pod.name, next.container, next.start);
    lookout_.start([this, &own] {
        struct End {
            std::atomic<bool>& has_ended;
            ~End() { has_ended = true; }
        } const end{own.has_ended};
        work(own);
    });
}

void LogFollow::start_some() {
    while (!waiting_.empty() && works_.size() < max_works()) {
        auto next = std::move(waiting_.front());
        waiting_.pop_front();
        start(std::move(next));
    }
    if (!waiting_.empty() && !has_told_limit_) {
        has_told_limit_ = true;
        session_.streams.err.write("already following " + std::to_string(works_.size()) +
                                   " log streams: pod/" + waiting_.front().pod.name +
                                   " waits until one ends, use --max-log-requests to increase the limit\n");
    }
}

void LogFollow::reap() {
    for (auto each = works_.begin(); each != works_.end();) {
        if (each->has_ended) {
            const auto uid = each->follower->uid();
            each = works_.erase(each);
            forget(uid);
        } else {
            ++each;
        }
    }
}

void LogFollow::forget(const std::string& uid) {
    const bool is_followed = std::any_of(works_.begin(), works_.end(),
                                         [&](const Work& work) { return work.follower->uid() == uid; }) ||
                             std::any_of(waiting_.begin(), waiting_.end(),
                                         [&](const Waiting& waiting) { return waiting.pod.uid == uid; });
    if (!is_followed && board_.forget(uid)) {
        std::erase_if(known_, [&](const auto& each) { return each.first == uid; });
    }
}

// The log of a pod that is gone ends soon, or never: its node may be gone, too.
void LogFollow::let_go(Clock::time_point now, Clock::time_point& next) {
    for (auto& work : works_) {
        if (!board_.find(work.follower->uid()).is_gone) {
            continue;
        }
        const auto progress = work.follower->progress();
        if (!work.leave_by || work.progress != progress || progress % 2 == 1) {
            work.progress = progress;
            work.leave_by = now + k_last_words;
        }
        if (now >= *work.leave_by) {
            work.follower->leave();
        } else {
            next = std::min(next, *work.leave_by);
        }
    }
}

void LogFollow::join_new() {
    if (!grows_) {
        return;
    }
    for (const auto& entry : board_.all()) {
        if (!entry.is_gone) {
            add(entry.pod, Start::joined);
        } else {
            forget(entry.pod.uid);
        }
    }
}

std::optional<Clock::time_point> LogFollow::look() {
    auto next = Clock::time_point::max();
    const auto now = Clock::now();
    reap();
    join_new();
    start_some();
    let_go(now, next);
    if (works_.empty() && waiting_.empty()) {
        return std::nullopt;
    }
    if (style_.until) {
        const auto left = *style_.until + k_until_grace - std::chrono::system_clock::now();
        if (left.count() <= 0) {
            return std::nullopt;
        }
        next = std::min(next, now + std::chrono::ceil<Milliseconds>(left));
    }
    return next;
}

void LogFollow::run() {
    plan();
    for (std::size_t number = 0; number < sources_.size(); ++number) {
        if (sources_[number].pod_name.empty() && !sources_[number].pods.empty()) {
            watch(number);
        }
    }
    lookout_.run([this] { return look(); });
    if (failed_ > 0) {
        throw Error(std::to_string(failed_) + " of " + std::to_string(planned_) + " log streams failed");
    }
}

}  // namespace

void follow_logs(Session& session, const LogsRequest& request, std::vector<PodSource> sources) {
    LogFollow(session, request, std::move(sources)).run();
}

}  // namespace yare
