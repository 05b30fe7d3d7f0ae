#include "login/run_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <optional>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

using Clock = std::chrono::steady_clock;

constexpr Milliseconds k_tick{20};  // between two looks at a program, where nothing wakes us
constexpr Milliseconds k_last_words{1000};
constexpr Milliseconds k_grace{2000};

std::string go_words(int error) {
    std::string words = std::generic_category().message(error);
    if (!words.empty()) {
        words[0] = to_lower(words.substr(0, 1))[0];
    }
    return words;
}

class Descriptor {
  public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    ~Descriptor() { reset(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }
    void reset(int fd = -1) {
        if (fd_ >= 0) {
            ::close(fd_);
        }
        fd_ = fd;
    }

  private:
    int fd_;
};

class SpawnSetup {
  public:
    SpawnSetup(const ProgramCall& call, int output) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        if (!call.reads_stdin) {
            posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        }
        if (!call.shows_errors) {
            posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        }
        if (call.limit.count() > 0) {
            posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
            posix_spawnattr_setpgroup(&attributes_, 0);
        }
    }
    ~SpawnSetup() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnSetup(const SpawnSetup&) = delete;
    SpawnSetup& operator=(const SpawnSetup&) = delete;

    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

std::vector<char*> pointers_of(const std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (const auto& text : texts) {
        out.push_back(const_cast<char*>(text.c_str()));
    }
    out.push_back(nullptr);
    return out;
}

// A program under way. Its end kills and reaps it where that is still to be done.
class Child {
  public:
    Child(const ProgramCall& call, int output) : has_group_(call.limit.count() > 0) {
        for (const auto& text : call.environment) {
            if (text.find('\0') != std::string::npos) {
                throw Error("exec: environment variable contains NUL");
            }
        }
        for (const auto& text : call.args) {
            if (text.find('\0') != std::string::npos) {
                throw Error("fork/exec " + call.path + ": invalid argument");
            }
        }
        const SpawnSetup setup(call, output);
        const int error = posix_spawn(&pid_, call.path.c_str(), &setup.actions_, &setup.attributes_,
                                      pointers_of(call.args).data(), pointers_of(call.environment).data());
        if (error != 0) {
            ended_ = true;
            throw Error("fork/exec " + call.path + ": " + go_words(error));
        }
        bell_.reset(static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)));  // since Linux 5.3
    }
    ~Child() {
        if (!ended_) {
            send(SIGKILL);
            wait(0);
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void send(int signal) const { ::kill(has_group_ ? -pid_ : pid_, signal); }

    bool has_ended() {
        if (!ended_) {
            wait(WNOHANG);
        }
        return ended_;
    }

    int code() const { return WIFEXITED(status_) ? WEXITSTATUS(status_) : -1; }

    /// Readable at the program's end; -1 where the system has no such thing.
    int bell() const { return bell_.get(); }

  private:
    void wait(int how) {
        for (;;) {
            const pid_t got = waitpid(pid_, &status_, how);
            if (got == 0) {
                return;
            }
            if (got > 0 || errno != EINTR) {  // ECHILD: SIGCHLD is ignored, and the output alone tells
                ended_ = true;
                return;
            }
        }
    }

    pid_t pid_ = -1;
    bool has_group_;
    bool ended_ = false;
    int status_ = 0;
    Descriptor bell_;
};

class Run {
  public:
    Run(const ProgramCall& call, const StopSignal& stop) : call_(call), stop_(stop) {
        if (call.limit.count() > 0) {
            limit_ = Clock::now() + call.limit;
        }
    }

    ProgramResult finish() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) {
            throw Error(go_words(errno));
        }
        output_.reset(ends[0]);
        Descriptor writer(ends[1]);
        Child child(call_, writer.get());
        writer.reset();
        while (output_.get() >= 0 || !child.has_ended()) {
            check_time();
            if (is_stopped()) {
                stop(child);
            }
            if (!last_words_ && child.has_ended()) {
                last_words_ = Clock::now() + k_last_words;
            }
            if (last_words_ && Clock::now() >= *last_words_) {
                break;
            }
            wait(child);
        }
        return {child.code(), std::move(text_)};
    }

  private:
    bool is_stopped() const { return stop_.requested && stop_.requested(); }

    void check_time() const {
        if (limit_ && Clock::now() >= *limit_) {
            throw Error("no answer within " + std::to_string(call_.limit.count()) + "ms");
        }
    }

    [[noreturn]] static void stop(Child& child) {
        child.send(SIGINT);
        const auto end = Clock::now() + k_grace;
        while (!child.has_ended() && Clock::now() < end) {
            ::poll(nullptr, 0, static_cast<int>(k_tick.count()));
        }
        throw Interrupted("interrupted");
    }

    int wait_milliseconds(bool has_bells) const {
        auto until = limit_;
        if (last_words_ && (!until || *last_words_ < *until)) {
            until = last_words_;
        }
        const auto left =
            until ? std::max(Milliseconds(0), std::chrono::ceil<Milliseconds>(*until - Clock::now()))
                  : Milliseconds(-1);
        if (has_bells) {
            return static_cast<int>(std::min<long long>(left.count(), 60'000));
        }
        return static_cast<int>(left.count() < 0 ? k_tick.count() : std::min(left, k_tick).count());
    }

    // Until there is output, an end, or something else to look at.
    void wait(const Child& child) {
        const int stop_bell = stop_.descriptor ? stop_.descriptor() : -1;
        const bool has_bells =
            (stop_bell >= 0 || !stop_.requested) && (last_words_.has_value() || child.bell() >= 0);
        std::array<pollfd, 3> entries{pollfd{output_.get(), POLLIN, 0}, pollfd{stop_bell, POLLIN, 0},
                                      pollfd{last_words_ ? -1 : child.bell(), POLLIN, 0}};
        if (::poll(entries.data(), entries.size(), wait_milliseconds(has_bells)) > 0 &&
            entries[0].revents != 0) {
            read_some();
        }
    }

    void read_some() {
        char piece[16384];
        const ssize_t got = ::read(output_.get(), piece, sizeof piece);
        if (got < 0 && errno == EINTR) {
            return;
        }
        if (got <= 0) {
            output_.reset();
            return;
        }
        text_.append(piece, static_cast<std::size_t>(got));
        if (text_.size() > call_.output_limit) {
            throw Error("more than " + std::to_string(call_.output_limit) + " bytes of output");
        }
    }

    const ProgramCall& call_;
    const StopSignal& stop_;
    std::optional<Clock::time_point> limit_;
    std::optional<Clock::time_point> last_words_;  // since the program has ended, until when
    Descriptor output_;
    std::string text_;
};

}  // namespace

ProgramResult run_program(const ProgramCall& call, const StopSignal& stop) {
    return Run(call, stop).finish();
}

}  // namespace yare
