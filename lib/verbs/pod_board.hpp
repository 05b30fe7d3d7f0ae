// What is known of pods while their logs are followed: written by watches, read by those who follow.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verbs/pod_facts.hpp"

namespace yare {

/// All functions may be called by any thread. A pod belongs to the sources (by number) that have it, and is
/// gone when none has it any more.
class PodBoard {
  public:
    using Clock = std::chrono::steady_clock;

    void put(std::size_t source, PodFacts pod);
    /// `source` does not have that pod any more, which was like this at its end.
    void remove(std::size_t source, PodFacts pod);
    /// These are all pods that `source` has now.
    void replace(std::size_t source, const std::vector<PodFacts>& pods);

    /// Nobody follows this pod any more: forgets it if it is gone. Returns whether it was.
    bool forget(const std::string& uid);

    /// `tell` is called after every change. To be set before there are any.
    void on_change(std::function<void()> tell) { tell_ = std::move(tell); }

    struct Entry {
        PodFacts pod;  // as it was last
        bool is_gone = false;
        std::uint64_t revision = 0;  // grows with every change
    };
    /// Throws std::out_of_range for a pod that was never there.
    Entry find(const std::string& uid) const;
    /// All that were ever there, in the order in which they came.
    std::vector<Entry> all() const;

    /// Waits until the entry's revision is another one than `revision`, `end`, or stop().
    Entry wait(const std::string& uid, std::uint64_t revision, Clock::time_point end) const;

    /// Waits until the source has been read by replace(), or stop().
    void wait_for_source(std::size_t source) const;
    bool is_read(std::size_t source) const;

    /// Waits that long, or until stop().
    void sleep(std::chrono::milliseconds time) const;

    /// Ends all waiting, now and later.
    void stop();
    bool is_stopped() const;

  private:
    struct Record {
        Entry entry;
        std::set<std::size_t> sources;
        std::size_t number = 0;
    };
    void change(Record& record);
    void leave(Record& record, std::size_t source);
    void add(std::size_t source, PodFacts pod);

    std::function<void()> tell_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    std::map<std::string, Record> records_;
    std::size_t came_ = 0;
    std::set<std::size_t> read_;
    bool stopped_ = false;
};

}  // namespace yare
