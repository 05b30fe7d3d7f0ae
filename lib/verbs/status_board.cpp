#include "verbs/status_board.hpp"

#include <algorithm>
#include <tuple>

#include "base/error.hpp"
#include "base/json_write.hpp"
#include "verbs/pod_selector.hpp"

namespace yare {

namespace {

std::vector<GoalCheck> make_checks(const std::vector<Goal>& goals) {
    std::vector<GoalCheck> checks;
    for (const auto& goal : goals) {
        checks.emplace_back(goal);
    }
    return checks;
}

// What can be said by the object alone; the others look at the verdict that was seen through to its cause.
bool is_about_object(const GoalCheck& check) {
    using Kind = Goal::Kind;
    return check.kind() == Kind::condition || check.kind() == Kind::jsonpath ||
           check.kind() == Kind::complete;
}

std::vector<bool> check_object(const std::vector<GoalCheck>& checks, const JsonValue& object,
                               const Verdict& verdict) {
    std::vector<bool> met;
    for (const auto& check : checks) {
        met.push_back(is_about_object(check) && check.is_met(&object, verdict));
    }
    return met;
}

// Of the pods of a workload; one with a selector that makes no sense has none that could be asked for.
std::string find_pod_selector(const JsonValue& object) {
    try {
        return own_pod_selector(object);
    } catch (const Error&) {
        return "";
    }
}

}  // namespace

StatusBoard::StatusBoard(std::vector<ObjectGroup> groups, const std::vector<Goal>& goals,
                         const std::vector<Goal>& fail_on)
    : groups_(std::move(groups)),
      goals_(make_checks(goals)),
      fail_on_(make_checks(fail_on)),
      keeps_gone_(std::any_of(goals.begin(), goals.end(),
                              [](const Goal& goal) { return goal.kind == Goal::Kind::deleted; })),
      items_(groups_.size()),
      read_(groups_.size()) {}

void StatusBoard::changed() const {
    if (tell_) {
        tell_();
    }
}

StatusBoard::Item& StatusBoard::item(std::size_t group, const Key& key) {
    const auto [found, is_new] = items_[group].try_emplace(key);
    if (is_new) {
        found->second.number = ++came_;
    }
    return found->second;
}

void StatusBoard::expect(std::size_t group, const std::string& name_space, const std::string& name) {
    const std::lock_guard lock(mutex_);
    auto& expected = item(group, {name_space, name});
    expected.is_expected = true;
    expected.is_unknown = true;
    expected.why = "not read yet";
}

void StatusBoard::judge_anew(Item& item, const JsonValue& object) const {
    item.member = read_member(object, present());
    item.met = check_object(goals_, object, item.member.verdict);
    item.failures = check_object(fail_on_, object, item.member.verdict);
}

void StatusBoard::seen(std::size_t group, const JsonValue& object) {
    const std::lock_guard lock(mutex_);
    const auto metadata = object.find("metadata");
    auto& seen = item(group, {metadata.find("namespace").text(), metadata.find("name").text()});
    const std::string before = seen.member.uid;
    judge_anew(seen, object);
    seen.was_replaced = seen.was_replaced || (!before.empty() && before != seen.member.uid);
    seen.exists = true;
    seen.is_unknown = false;
    seen.created = metadata.find("creationTimestamp").text();
    seen.why.clear();
    if (seen.member.has_template) {
        seen.pod_selector = find_pod_selector(object);
    }
    seen.json = keeps_objects_ || seen.member.verdict.until ? to_go_json(object) : "";
    changed();
}

void StatusBoard::gone(std::size_t group, const std::string& name_space, const std::string& name,
                       const std::string& why) {
    const std::lock_guard lock(mutex_);
    const auto found = items_[group].find({name_space, name});
    if (found == items_[group].end()) {
        return;
    }
    // One that nobody named is no longer selected; when it was to be deleted, it is shown to be.
    if (!found->second.is_expected && !keeps_gone_) {
        items_[group].erase(found);
    } else {
        found->second.exists = false;
        found->second.is_unknown = false;
        found->second.is_expected = true;
        found->second.why = why;
        found->second.json.clear();
    }
    changed();
}

void StatusBoard::unread(std::size_t group, const std::string& name_space, const std::string& name,
                         const std::string& why) {
    const std::lock_guard lock(mutex_);
    auto& unknown = item(group, {name_space, name});
    unknown.is_unknown = true;
    unknown.exists = false;
    unknown.why = why;
    changed();
}

void StatusBoard::unread(std::size_t group, const std::string& why) {
    const std::lock_guard lock(mutex_);
    std::erase_if(items_[group], [](const auto& entry) { return !entry.second.is_expected; });
    for (auto& [key, unknown] : items_[group]) {
        unknown.is_unknown = true;
        unknown.exists = false;
        unknown.why = why;
    }
    changed();
}

void StatusBoard::forget(std::size_t group) {
    const std::lock_guard lock(mutex_);
    std::erase_if(items_[group], [](const auto& entry) { return !entry.second.is_expected; });
}

void StatusBoard::read_nothing(std::size_t group) {
    const std::lock_guard lock(mutex_);
    read_[group] = true;
    changed();
}

void StatusBoard::read(std::size_t group) {
    const std::lock_guard lock(mutex_);
    if (!read_[group]) {
        read_[group] = true;
        for (auto& [key, item] : items_[group]) {
            if (std::exchange(item.is_unknown, false)) {
                item.why.clear();  // it would have been seen
            }
        }
    }
    changed();
}

bool StatusBoard::is_read() const {
    const std::lock_guard lock(mutex_);
    return std::all_of(read_.begin(), read_.end(), [](bool read) { return read; });
}

void StatusBoard::relative(const JsonValue& object) {
    const std::lock_guard lock(mutex_);
    household_.put(read_member(object, present()));
    changed();
}

void StatusBoard::relative_gone(const std::string& uid) {
    const std::lock_guard lock(mutex_);
    household_.remove(uid);
    changed();
}

void StatusBoard::complaint(const JsonValue& event) {
    const std::lock_guard lock(mutex_);
    household_.put(read_complaint(event));
    changed();
}

void StatusBoard::complaint_gone(const std::string& uid) {
    const std::lock_guard lock(mutex_);
    household_.remove_complaint(uid);
    changed();
}

StatusRow StatusBoard::row(std::size_t group, const Key& key, const Item& item) const {
    StatusRow row;
    row.type = groups_[group].type;
    row.name_space = key.first;
    row.name = key.second;
    row.uid = item.member.uid;
    row.created = item.created;
    row.exists = item.exists;
    row.makes_pods = item.exists && item.member.has_template;
    row.pod_selector = item.pod_selector;
    row.json = keeps_objects_ ? item.json : "";
    if (item.exists) {
        row.verdict = household_.explain(item.member);
    } else if (item.is_unknown) {
        row.verdict.reason = item.why;
    } else {
        row.verdict.health = Health::not_found;
        row.verdict.reason =
            item.why.empty() ? row.type.group_resource() + " \"" + row.name + "\" not found" : item.why;
    }
    const auto is_so = [&](const GoalCheck& check, bool of_object) {
        switch (check.kind()) {
            case Goal::Kind::deleted:
                return (!item.exists && !item.is_unknown) || item.was_replaced;
            case Goal::Kind::exists:
                return item.exists;
            case Goal::Kind::current:
                return row.verdict.health == Health::current;
            case Goal::Kind::failed:
                return row.verdict.health == Health::failed;
            default:
                return item.exists && of_object;
        }
    };
    row.is_met = true;
    for (std::size_t i = 0; i < goals_.size(); ++i) {
        row.is_met = row.is_met && is_so(goals_[i], i < item.met.size() && item.met[i]);
    }
    for (std::size_t i = 0; i < fail_on_.size(); ++i) {
        row.has_failed = row.has_failed || is_so(fail_on_[i], i < item.failures.size() && item.failures[i]);
    }
    return row;
}

std::vector<StatusRow> StatusBoard::rows() const {
    const std::lock_guard lock(mutex_);
    // The expected by the order in which they were named, whatever their group.
    using Order = std::tuple<bool, std::size_t, std::uint64_t>;
    std::vector<std::pair<Order, StatusRow>> numbered;
    for (std::size_t group = 0; group < items_.size(); ++group) {
        for (const auto& [key, item] : items_[group]) {
            if (item.exists || item.is_expected) {
                const bool is_other = groups_[group].names.empty();
                numbered.emplace_back(Order{is_other, is_other ? group : 0, item.number},
                                      row(group, key, item));
            }
        }
    }
    std::sort(numbered.begin(), numbered.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<StatusRow> rows;
    for (auto& [order, row] : numbered) {
        rows.push_back(std::move(row));
    }
    return rows;
}

std::optional<Moment> StatusBoard::next_change() const {
    const std::lock_guard lock(mutex_);
    std::optional<Moment> next;
    for (const auto& items : items_) {
        for (const auto& [key, item] : items) {
            if (const auto until = item.member.verdict.until; until && item.exists && !item.json.empty()) {
                next = next ? std::min(*next, *until) : *until;
            }
        }
    }
    return next;
}

void StatusBoard::pass_time() {
    const std::lock_guard lock(mutex_);
    const auto now = present();
    JsonTree tree;
    for (auto& items : items_) {
        for (auto& [key, item] : items) {
            if (!item.json.empty() && item.member.verdict.until && *item.member.verdict.until <= now) {
                judge_anew(item, tree.parse(item.json));
            }
        }
    }
}

}  // namespace yare
