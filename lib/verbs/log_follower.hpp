// Follows the log of one container, over breaks, rotations and restarts.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "verbs/log_output.hpp"
#include "verbs/log_request.hpp"
#include "verbs/lookout.hpp"
#include "verbs/pod_board.hpp"
#include "verbs/pod_watch.hpp"
#include "verbs/resumed_log.hpp"

namespace yare {

/// What followers share.
struct LogFollowing {
    const LogsRequest& request;
    const LogStyle& style;
    ResourceType pods;
    LogOutput& output;
    PodBoard& board;
    Lookout& lookout;
    Output& err;
    /// Makes sure that the board learns of this pod's changes, and has learned of those until now.
    std::function<void(const std::string& uid)> keep_watched;
    bool has_time_limit = false;  // --request-timeout: it ends the following, too
};

class LogFollower {
  public:
    /// How a follower came to its log.
    enum class Start {
        fixed,   // one of a set that does not grow: it must start within pod_running_timeout
        member,  // there at the start, of a set that grows
        joined,  // appeared later: all of its log is wanted
    };

    LogFollower(const LogFollowing& following, std::string uid, std::string pod, std::string container,
                Start start);

    /// Prints the log until the container has ended for good or its pod is gone, each line once. A log that
    /// ends or breaks while its container runs is taken up again where it was; a container that is started
    /// again goes on. Throws ApiError where the log is refused, TransportError where the server was not there
    /// at the first try or is out of reach for k_patience, OutputError.
    void run();

    /// Ends run() from outside: what is held back of an unfinished line is printed.
    void leave();

    const std::string& uid() const { return uid_; }
    const std::string& container() const { return container_; }
    /// Grows with what is read, and is odd while something waits to be written.
    std::uint64_t progress() const { return progress_; }
    /// `pod/NAME container NAME`
    std::string name() const { return "pod/" + pod_ + " container " + container_; }

  private:
    struct Instance {
        std::int64_t restarts = 0;
        std::string id;
    };
    enum class Next { again, over };

    Next step();
    Next await_start(const PodBoard::Entry& entry);
    Next after_end();
    Next after_break(const TransportError& error);
    Next after_refusal(const ApiError& error);
    Next after_instance();
    void note_failure(const Error& error);
    void count_failure();
    void tell(const std::string& words);
    bool is_replaced();
    void catch_up(bool previous);

    void read(bool follow, bool previous);

    bool has_new_instance(const ContainerFacts& container) const;
    bool is_ended(const ContainerFacts& container) const;
    const ContainerFacts& facts(const PodBoard::Entry& entry) const;
    bool is_stopped() const;

    const LogFollowing& following_;
    std::string uid_;
    std::string pod_;
    std::string container_;
    Start start_;
    Lookout::Clock::time_point deadline_;  // to have started by
    std::shared_ptr<Client> client_;
    std::atomic<bool> left_ = false;
    std::atomic<std::uint64_t> progress_ = 0;  // pieces begun and done with: odd while one is printed

    ResumedLog log_;
    bool has_started_ = false;
    Instance instance_;             // that is being read
    bool is_others_ = false;        // the last read opened the log of another pod of that name
    bool is_idle_ = true;           // the last read brought nothing new
    bool wants_all_ = false;        // of an instance that started later: no tail
    std::int64_t unseen_ends_ = 0;  // of instances that the pod's status has not told of
    int failures_ = 0;              // reads one after the other that brought nothing
    std::optional<Lookout::Clock::time_point> broken_since_;
    std::string shown_;  // the words told last
};

}  // namespace yare
