#include "verbs/pod_board.hpp"

#include <algorithm>

namespace yare {

void PodBoard::change(Record& record) {
    ++record.entry.revision;
    record.entry.is_gone = record.sources.empty();
    changed_.notify_all();
    if (tell_) {
        tell_();
    }
}

void PodBoard::leave(Record& record, std::size_t source) {
    if (record.sources.erase(source) > 0) {
        change(record);
    }
}

void PodBoard::add(std::size_t source, PodFacts pod) {
    const auto [found, is_new] = records_.try_emplace(pod.uid);
    auto& record = found->second;
    if (is_new) {
        record.number = ++came_;
    }
    record.sources.insert(source);
    record.entry.pod = std::move(pod);
    change(record);
}

void PodBoard::put(std::size_t source, PodFacts pod) {
    const std::lock_guard lock(mutex_);
    add(source, std::move(pod));
}

void PodBoard::remove(std::size_t source, PodFacts pod) {
    const std::lock_guard lock(mutex_);
    const auto found = records_.find(pod.uid);
    if (found != records_.end()) {
        found->second.entry.pod = std::move(pod);
        leave(found->second, source);
    }
}

void PodBoard::replace(std::size_t source, const std::vector<PodFacts>& pods) {
    const std::lock_guard lock(mutex_);
    std::set<std::string> uids;
    for (const auto& pod : pods) {
        uids.insert(pod.uid);
        add(source, pod);
    }
    for (auto& [uid, record] : records_) {
        if (uids.count(uid) == 0) {
            leave(record, source);
        }
    }
    read_.insert(source);
    changed_.notify_all();
}

bool PodBoard::forget(const std::string& uid) {
    const std::lock_guard lock(mutex_);
    const auto found = records_.find(uid);
    if (found == records_.end() || !found->second.entry.is_gone) {
        return false;
    }
    records_.erase(found);
    return true;
}

PodBoard::Entry PodBoard::find(const std::string& uid) const {
    const std::lock_guard lock(mutex_);
    return records_.at(uid).entry;
}

std::vector<PodBoard::Entry> PodBoard::all() const {
    const std::lock_guard lock(mutex_);
    std::vector<const Record*> records;
    for (const auto& [uid, record] : records_) {
        records.push_back(&record);
    }
    std::sort(records.begin(), records.end(),
              [](const Record* a, const Record* b) { return a->number < b->number; });
    std::vector<Entry> entries;
    for (const auto* record : records) {
        entries.push_back(record->entry);
    }
    return entries;
}

PodBoard::Entry PodBoard::wait(const std::string& uid, std::uint64_t revision, Clock::time_point end) const {
    std::unique_lock lock(mutex_);
    const auto& record = records_.at(uid);
    const auto changed = [&] { return stopped_ || record.entry.revision != revision; };
    if (end == Clock::time_point::max()) {
        changed_.wait(lock, changed);
    } else {
        changed_.wait_until(lock, end, changed);
    }
    return record.entry;
}

void PodBoard::wait_for_source(std::size_t source) const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || read_.count(source) > 0; });
}

bool PodBoard::is_read(std::size_t source) const {
    const std::lock_guard lock(mutex_);
    return read_.count(source) > 0;
}

void PodBoard::sleep(std::chrono::milliseconds time) const {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, time, [&] { return stopped_; });
}

void PodBoard::stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
}

bool PodBoard::is_stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
}

}  // namespace yare
