#include "verbs/status_wait.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "base/error.hpp"
#include "verbs/deadline.hpp"
#include "verbs/live_lines.hpp"
#include "verbs/lookout.hpp"

namespace yare {

namespace {

using Clock = Lookout::Clock;

constexpr Milliseconds k_pace{50};       // between two looks at the board
constexpr Milliseconds k_redraw{1000};   // ages grow
constexpr Milliseconds k_soonest{1000};  // to judge anew what time alone changes

bool asks_for(const StatusRequest& request, std::initializer_list<Goal::Kind> kinds) {
    return std::any_of(request.goals.begin(), request.goals.end(), [&](const Goal& goal) {
        return std::find(kinds.begin(), kinds.end(), goal.kind) != kinds.end();
    });
}

// Shows what changes: a table on a terminal, else a line for each change.
class WaitProgress {
  public:
    WaitProgress(Session& session, const StatusRequest& request, const Format& format)
        : progress_(session.streams.err, session.streams.err_is_terminal, session.environment),
          request_(request),
          format_(format) {}

    void show(const std::vector<StatusRow>& rows) {
        const auto naming = naming_of(rows, format_, request_.selection.all_namespaces);
        if (progress_.draws()) {
            draw(rows, naming);
        } else {
            say(rows, naming);
        }
    }
    bool draws() const { return progress_.draws(); }
    void say(const std::string& line) { progress_.say(line); }

  private:
    void draw(const std::vector<StatusRow>& rows, const StatusNaming& naming) {
        std::vector<StatusRow> shown;
        // Where not all have room, those that are waited for come first.
        const std::size_t room = progress_.room();
        const bool fits = rows.size() + 2 <= room;
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(shown),
                     [&](const StatusRow& row) { return fits || !row.is_met; });
        if (!fits && shown.size() + 2 > room) {
            shown.resize(room > 3 ? room - 3 : 1);
        }
        StringOutput text;
        print_status_table(shown, naming, {}, present(), text);
        std::vector<std::string> lines;
        std::size_t begin = 0;
        for (auto end = text.text().find('\n'); end != std::string::npos;
             begin = end + 1, end = text.text().find('\n', begin)) {
            lines.push_back(text.text().substr(begin, end - begin));
        }
        if (!fits) {
            const auto met =
                std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.is_met; });
            lines.push_back(std::to_string(met) + " of " + std::to_string(rows.size()) + " as asked");
        }
        progress_.draw(lines);
    }

    void say(const std::vector<StatusRow>& rows, const StatusNaming& naming) {
        std::map<Key, std::string> now;
        for (const auto& row : rows) {
            auto line = verdict_line(row, naming);
            const Key key{row.type.group_resource(), row.name_space, row.name};
            const auto last = said_.find(key);
            if (last == said_.end() || last->second != line) {
                progress_.say(line);
            }
            now[key] = std::move(line);
        }
        for (const auto& [key, line] : said_) {
            if (now.count(key) == 0) {
                progress_.say(line.substr(0, line.find(": ")) + ": gone");
            }
        }
        said_ = std::move(now);
    }

    LiveLines progress_;
    const StatusRequest& request_;
    const Format& format_;
    using Key = std::tuple<std::string, std::string, std::string>;  // type, namespace, name
    std::map<Key, std::string> said_;
};

class StatusWait {
  public:
    StatusWait(Session& session, const StatusRequest& request, StatusBoard& board, StatusCauses& causes,
               const Format& format)
        : request_(request),
          board_(board),
          causes_(causes),
          progress_(session, request, format),
          lookout_(session) {
        if (request.timeout.count() >= 0) {
            deadline_ = deadline_after(request.timeout);
        }
    }

    WaitEnd run();

  private:
    void start(std::size_t group);
    void keep(const std::exception_ptr& failure) {
        const std::lock_guard lock(mutex_);
        failure_ = failure_ ? failure_ : failure;
    }
    bool has_failed() const {
        const std::lock_guard lock(mutex_);
        return failure_ != nullptr;
    }
    std::optional<Clock::time_point> look();

    const StatusRequest& request_;
    StatusBoard& board_;
    StatusCauses& causes_;
    WaitProgress progress_;
    Outages outages_;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point next_look_;
    WaitOutcome outcome_ = WaitOutcome::timeout;
    std::vector<StatusRow> rows_;  // as they were at the last look
    mutable std::mutex mutex_;
    std::exception_ptr failure_;  // of a group that may not be read
    Lookout lookout_;             // last: its threads use the others
};

void StatusWait::start(std::size_t group) {
    lookout_.start([this, group] {
        const ObjectNews news{
            [&](const JsonValue& object) { board_.seen(group, object); },
            [&](const std::string& name_space, const std::string& name) {
                board_.gone(group, name_space, name);
            },
            [&] { board_.read(group); }, &outages_,
            [&](const std::string& name_space, const std::string& name, const ApiError& why) {
                keep(std::make_exception_ptr(why));
                board_.unread(group, name_space, name, why.words());
            }};
        try {
            watch_objects(lookout_, board_.groups()[group], news);
        } catch (const ApiError& error) {
            // The others are told all the same.
            keep(std::current_exception());
            board_.unread(group, error.words());
            board_.read_nothing(group);
        }
    });
}

std::optional<Clock::time_point> StatusWait::look() {
    const auto now = Clock::now();
    if (now < next_look_ && now < deadline_) {
        return std::min(next_look_, deadline_);
    }
    next_look_ = now + k_pace;
    board_.pass_time();
    const bool is_read = board_.is_read();  // before the rows are taken: those may still be some of them only
    rows_ = board_.rows();
    for (const auto& note : causes_.take_notes()) {
        progress_.say(note);
    }
    for (const auto& line : outages_.take(now)) {
        progress_.say(line);
    }
    if (is_read) {
        progress_.show(rows_);
        outcome_ = outcome_of(rows_, request_);
    }
    if (outcome_ != WaitOutcome::timeout || now >= deadline_ || (is_read && has_failed())) {
        return std::nullopt;
    }
    if (is_read) {
        causes_.watch(lookout_, outages_, rows_);
    }
    auto next = progress_.draws() ? std::min(deadline_, now + k_redraw) : deadline_;
    next = std::min(next, outages_.next());
    if (const auto change = board_.next_change()) {
        next =
            std::min(next, now + std::max(k_soonest, std::chrono::ceil<Milliseconds>(*change - present())));
    }
    return next;
}

WaitEnd StatusWait::run() {
    board_.on_change([this] { lookout_.ring(); });
    for (std::size_t group = 0; group < board_.groups().size(); ++group) {
        start(group);
    }
    lookout_.run([this] { return look(); });
    return {outcome_, std::move(rows_), failure_};
}

}  // namespace

WaitOutcome outcome_of(const std::vector<StatusRow>& rows, const StatusRequest& request) {
    const bool may_be_missing = asks_for(request, {Goal::Kind::deleted, Goal::Kind::exists});
    const bool is_all_met = std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.is_met; });
    if (rows.empty()) {
        return asks_for(request, {Goal::Kind::deleted}) ? WaitOutcome::met
               : may_be_missing                         ? WaitOutcome::timeout
                                                        : WaitOutcome::not_found;
    }
    if (is_all_met) {
        return WaitOutcome::met;
    }
    if (std::any_of(rows.begin(), rows.end(),
                    [](const auto& row) { return row.has_failed && !row.is_met; })) {
        return WaitOutcome::failed;
    }
    if (!may_be_missing &&
        std::any_of(rows.begin(), rows.end(), [](const auto& row) { return !row.exists; })) {
        return WaitOutcome::not_found;
    }
    return WaitOutcome::timeout;
}

WaitEnd await_status(Session& session, const StatusRequest& request, StatusBoard& board, StatusCauses& causes,
                     const Format& format) {
    return StatusWait(session, request, board, causes, format).run();
}

}  // namespace yare
