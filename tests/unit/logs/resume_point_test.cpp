#include "logs/resume_point.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace yare;
using namespace std::chrono_literals;

namespace {

constexpr auto k_start = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);

LogTime at(std::chrono::nanoseconds time) { return k_start + time; }

using Line = std::pair<std::optional<LogTime>, std::string>;

// A log that grows and rotates, and a client whose streams of it are cut.
class Scene {
  public:
    explicit Scene(unsigned seed) : random_(seed) {
        constexpr std::chrono::nanoseconds k_steps[] = {1ns, 1ms, 50ms, 400ms, 3s};
        step_ = k_steps[below(5)];
        disorder_ = below(2) == 0;
        untimed_ = below(3) == 0;
        rotates_ = below(2) == 0;
    }

    bool run() {
        for (int stream = 0; stream < 12; ++stream) {
            grow();
            rotate();
            read();
            if (printed_ != std::vector<Line>(log_.begin(), log_.begin() + static_cast<long>(had_))) {
                return false;
            }
            point_.again();
        }
        return true;
    }

  private:
    std::size_t below(std::size_t limit) { return random_() % limit; }

    void grow() {
        for (auto lines = below(40); lines > 0; --lines) {
            now_ += step_ * static_cast<long>(below(3));
            LogTime time = now_;
            if (disorder_ && below(4) == 0) {
                time = newest_ - std::chrono::nanoseconds(below(999'999'999));
            }
            newest_ = std::max(newest_, time);
            const bool is_timed = log_.empty() || !untimed_ || below(5) != 0;
            times_.push_back(is_timed ? time : times_.back());
            std::string text(below(3), is_timed ? 'x' : 'y');
            if (gone_.contains({times_.back(), text})) {
                text = "unlike " + std::to_string(log_.size());
            }
            log_.emplace_back(is_timed ? std::optional(time) : std::nullopt, text);
        }
    }

    void rotate() {
        if (!rotates_ || below(3) != 0) {
            return;
        }
        const auto most = begin_ + below(had_ - begin_ + 1);
        auto begin = begin_;
        while (begin < most && !comes_again(begin)) {
            ++begin;
        }
        // A log does not begin with a line without time.
        while (begin > begin_ && (begin == log_.size() || !log_[begin].first)) {
            --begin;
        }
        for (; begin_ < begin; ++begin_) {
            gone_.emplace(times_[begin_], log_[begin_].second);
        }
    }

    // Whether a line like that one follows which was not had: nothing could tell them apart.
    bool comes_again(std::size_t index) const {
        for (std::size_t i = had_; i < log_.size(); ++i) {
            if (times_[i] == times_[index] && log_[i].second == log_[index].second) {
                return true;
            }
        }
        return false;
    }

    void read() {
        const auto since = point_.since();
        const auto cut = begin_ + below(log_.size() - begin_ + 1);
        for (std::size_t i = begin_; i < cut; ++i) {
            if (since && times_[i] < *since) {
                continue;
            }
            if (point_.take(log_[i].first, log_[i].second)) {
                printed_.push_back(log_[i]);
            }
        }
        had_ = std::max(had_, cut);
    }

    std::mt19937 random_;
    std::chrono::nanoseconds step_{};
    bool disorder_ = false;
    bool untimed_ = false;
    bool rotates_ = false;
    LogTime now_ = at(0s);
    LogTime newest_ = at(0s);
    std::vector<Line> log_;
    std::vector<LogTime> times_;  // what a server takes for the time of each
    std::set<std::pair<LogTime, std::string>> gone_;
    std::size_t begin_ = 0;  // lines before it were rotated away
    std::size_t had_ = 0;
    ResumePoint point_;
    std::vector<Line> printed_;
};

}  // namespace

TEST_CASE("every line counts once, however often a log is taken up again") {
    for (unsigned seed = 0; seed < 4000; ++seed) {
        if (!Scene(seed).run()) {
            FAIL("seed " << seed);
        }
    }
}

TEST_CASE("a log is taken up one full second before its youngest line") {
    ResumePoint point;
    CHECK_FALSE(point.since());
    CHECK(point.take(std::nullopt, "no time yet"));
    CHECK(point.take(std::nullopt, "no time yet"));
    CHECK_FALSE(point.since());
    point.again();
    CHECK(point.take(std::nullopt, "no time yet"));
    CHECK(point.take(at(10s + 999ms), "a"));
    CHECK(point.since() == k_start + 9s);
    CHECK(point.take(at(11s), "b"));
    CHECK(point.since() == k_start + 10s);
    CHECK(point.take(at(10s), "late"));
    CHECK(point.since() == k_start + 10s);
    CHECK(point.take(at(-1s), "from before 1970 or not"));
    CHECK(point.since() == k_start + 10s);
}

TEST_CASE("lines are had by time and text, each as often as it was had") {
    ResumePoint point;
    for (int i = 0; i < 3; ++i) {
        CHECK(point.take(at(1s), "same"));
    }
    CHECK(point.take(at(1s), ""));
    for (int again = 0; again < 2; ++again) {
        point.again();
        for (int i = 0; i < 3; ++i) {
            CHECK_FALSE(point.take(at(1s), "same"));
        }
        CHECK_FALSE(point.take(at(1s), ""));
    }
    CHECK(point.take(at(1s), "same"));
    CHECK(point.take(at(1s), "other"));
    CHECK(point.take(at(1s + 1ns), "same"));
    point.again();
    for (int i = 0; i < 4; ++i) {
        CHECK_FALSE(point.take(at(1s), "same"));
    }
    CHECK(point.take(at(1s), "same"));
}

TEST_CASE("a server that takes up a log too early does no harm") {
    ResumePoint point;
    CHECK(point.take(at(1s), "a"));
    CHECK(point.take(at(100s), "b"));
    point.again();
    CHECK_FALSE(point.take(at(0s), "before what was read"));
    CHECK_FALSE(point.take(at(1s), "a"));
    CHECK_FALSE(point.take(at(100s), "b"));
    CHECK(point.take(at(101s), "c"));
    // A clock that was put back: these do not come again.
    CHECK(point.take(at(2s), "d"));
    CHECK(point.take(at(2s), "d"));
}

TEST_CASE("of a dense span the oldest lines are known by time") {
    ResumePoint point;
    constexpr std::size_t k_lines = 2 * ResumePoint::k_most_lines + 5;
    const auto pass = [&](std::size_t from, std::size_t to) {
        std::size_t taken = 0;
        for (std::size_t i = from; i < to; ++i) {
            taken += point.take(at(std::chrono::nanoseconds(i * 1000)), "line") ? 1 : 0;
        }
        return taken;
    };
    CHECK(pass(0, k_lines) == k_lines);
    point.again();
    CHECK(pass(0, k_lines + 100) == 100);
    point.again();
    CHECK(pass(k_lines - 10, k_lines + 100) == 0);
    CHECK(pass(k_lines + 100, 2 * k_lines) == k_lines - 100);
}

TEST_CASE("of lines that share a time the forgotten ones count as had") {
    ResumePoint point;
    const auto pass = [&](std::size_t lines, LogTime time) {
        std::size_t taken = 0;
        for (std::size_t i = 0; i < lines; ++i) {
            taken += point.take(time, std::to_string(i)) ? 1 : 0;
        }
        return taken;
    };
    CHECK(pass(ResumePoint::k_most_lines + 1, at(1s)) == ResumePoint::k_most_lines + 1);
    point.again();
    CHECK(pass(ResumePoint::k_most_lines + 500, at(1s)) == 0);
    CHECK(pass(500, at(2s)) == 500);
    point.again();
    CHECK(pass(600, at(2s)) == 100);
}
