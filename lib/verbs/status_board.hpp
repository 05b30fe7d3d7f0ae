// What is known of the objects that `status` is about: written by those who read, looked at by one.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "request/model.hpp"
#include "status/household.hpp"
#include "verbs/goal_check.hpp"
#include "verbs/object_watch.hpp"

namespace yare {

/// An object and its verdict, as it is shown.
struct StatusRow {
    ResourceType type;
    std::string name_space;
    std::string name;
    std::string uid;
    std::string created;  // its creationTimestamp
    bool exists = false;
    bool makes_pods = false;   // it has a template
    std::string pod_selector;  // of the pods that it makes; empty: not said
    Verdict verdict;           // seen through to its cause
    bool is_met = false;       // it is as asked
    std::string json = {};     // the object, where the board keeps it
    bool has_failed = false;   // as in --fail-on
};

/// All functions may be called by any thread.
class StatusBoard {
  public:
    /// Objects of `groups`, by their number. Throws UsageError for a goal that cannot be parsed.
    StatusBoard(std::vector<ObjectGroup> groups, const std::vector<Goal>& goals,
                const std::vector<Goal>& fail_on);

    /// Rows will hold their objects whole. To be asked for before anything is seen.
    void keep_objects() { keeps_objects_ = true; }

    /// An object that is missed where it is not there; nothing is known of it yet.
    void expect(std::size_t group, const std::string& name_space, const std::string& name);

    const std::vector<ObjectGroup>& groups() const { return groups_; }

    void seen(std::size_t group, const JsonValue& object);
    /// An object that is not there (any more). `why`: in the server's words, where it said more.
    void gone(std::size_t group, const std::string& name_space, const std::string& name,
              const std::string& why = {});
    /// An object that could not be read: nothing is known of it.
    void unread(std::size_t group, const std::string& name_space, const std::string& name,
                const std::string& why);
    /// The same of all objects of a group: those that were named are unknown, others are forgotten.
    void unread(std::size_t group, const std::string& why);
    /// The group's objects that nobody named come again from the start.
    void forget(std::size_t group);
    /// The group will not be read.
    void read_nothing(std::size_t group);
    /// The group has been read whole: what was not seen is not there.
    void read(std::size_t group);

    /// What may explain a verdict: replica sets, pods, warnings.
    void relative(const JsonValue& object);
    void relative_gone(const std::string& uid);
    void complaint(const JsonValue& event);
    void complaint_gone(const std::string& uid);

    bool is_read() const;
    /// Whether there is one object only, and never will be another.
    bool is_about_one() const { return groups_.size() == 1 && groups_[0].names.size() == 1; }
    /// All objects: those expected, in that order, then the others as they came.
    std::vector<StatusRow> rows() const;
    /// When time alone changes a verdict; nothing: never.
    std::optional<Moment> next_change() const;
    /// Judges those anew for which it has come.
    void pass_time();

    /// `tell` is called after every change. To be set before there are any.
    void on_change(std::function<void()> tell) { tell_ = std::move(tell); }

  private:
    struct Item {
        std::uint64_t number = 0;  // in the order of rows
        bool is_expected = false;
        bool exists = false;
        bool is_unknown = false;
        bool was_replaced = false;  // by another object of that name
        Member member;
        std::string created;
        std::string pod_selector;
        std::string json;  // kept where time alone changes the verdict, and where rows hold it
        std::string why;
        std::vector<bool> met;       // goals about the object itself, by number
        std::vector<bool> failures;  // the same of fail_on
    };
    using Key = std::pair<std::string, std::string>;  // namespace, name
    using Items = std::map<Key, Item>;

    Item& item(std::size_t group, const Key& key);
    void judge_anew(Item& item, const JsonValue& object) const;
    StatusRow row(std::size_t group, const Key& key, const Item& item) const;
    void changed() const;

    std::vector<ObjectGroup> groups_;
    std::vector<GoalCheck> goals_;
    std::vector<GoalCheck> fail_on_;
    bool keeps_objects_ = false;
    bool keeps_gone_;  // objects that were selected and are not there any more
    std::function<void()> tell_;
    mutable std::mutex mutex_;
    std::vector<Items> items_;  // by group
    std::uint64_t came_ = 0;
    std::vector<bool> read_;  // by group
    Household household_;
};

}  // namespace yare
