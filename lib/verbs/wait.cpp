#include "verbs/wait.hpp"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "base/error.hpp"
#include "base/json_write.hpp"
#include "request/label_selector.hpp"
#include "verbs/deadline.hpp"
#include "verbs/goal_check.hpp"
#include "verbs/named_watch.hpp"
#include "verbs/results.hpp"
#include "verbs/selected_objects.hpp"

namespace yare {

namespace {

using Clock = Lookout::Clock;
using Kind = Goal::Kind;

constexpr const char* k_met = "condition met";
constexpr const char* k_timed_out = "timed out waiting for the condition";
constexpr std::chrono::hours k_week{168};
constexpr Milliseconds k_poll{500};

// All goals, one after the other.
class Goals {
  public:
    explicit Goals(const std::vector<Goal>& goals) {
        for (const auto& goal : goals) {
            checks_.emplace_back(goal);
        }
    }

    std::size_t size() const { return checks_.size(); }
    bool has(Kind kind) const {
        return std::any_of(checks_.begin(), checks_.end(),
                           [&](const GoalCheck& check) { return check.kind() == kind; });
    }

    /// That an object exists is known when the others are looked at.
    bool is_met(std::size_t number, const JsonValue* object) const {
        return checks_[number].kind() == Kind::exists || checks_[number].is_met(object, {});
    }
    bool is_deletion(std::size_t number) const {
        return number < checks_.size() && checks_[number].kind() == Kind::deleted;
    }

  private:
    std::vector<GoalCheck> checks_;
};

// One object, and how far it has come.
struct Waited {
    std::size_t next = 0;           // goal
    std::string uid;                // as it was seen last
    std::string text;               // JSON, where it is needed later
    std::deque<std::string> shown;  // its JSON for each goal met and not printed yet
    std::exception_ptr failure;
    std::optional<ApiError> refusal;  // of the watch
    bool was_told = false;
    bool is_there = false;
    bool is_over = false;
};

class Waiting {
  public:
    Waiting(Session& session, const WaitRequest& request, const Format& format)
        : session_(session),
          request_(request),
          goals_(request.goals),
          results_(format, DryRun::none, session.streams.out),
          needs_object_(!format.is_table() && format.kind != Format::Kind::name),
          is_patient_(request.timeout.count() != 0),
          deadline_(deadline_after(request.timeout.count() < 0 ? Milliseconds(k_week) : request.timeout)) {}

    void run();

  private:
    std::vector<SelectedObject> find();
    void seen(std::size_t index, const JsonValue& object);
    void gone(std::size_t index);
    void refused(std::size_t index, const ApiError& why);
    void tell(Waited& each, std::size_t index, bool is_there);
    void begin();
    void advance(Waited& each, const JsonValue* object);
    void ask(Lookout& lookout);
    void show(std::size_t index);
    void finish(std::size_t index);
    bool is_decided(const Waited& each) const { return each.is_over || (!is_patient_ && each.was_told); }
    std::optional<Clock::time_point> look(Lookout& lookout);

    Session& session_;
    const WaitRequest& request_;
    Goals goals_;
    Results results_;
    bool needs_object_;
    bool is_patient_;
    Clock::time_point deadline_;
    ErrorList errors_;
    std::vector<NamedObject> objects_;

    std::mutex mutex_;  // holds what follows, which the threads of the watches change
    std::vector<Waited> waited_;
    std::deque<std::size_t> missing_;  // to be asked for
    std::size_t absent_ = 0;           // of those that are to exist before anything else counts
    std::size_t untold_ = 0;
    bool has_begun_ = false;
    std::size_t first_ = 0;  // that is not over
};

// With --for=create what is selected is waited for, too.
std::vector<SelectedObject> Waiting::find() {
    const auto& selection = request_.selection;
    const bool selects = !selection.label_selector.empty() || !selection.field_selector.empty();
    const bool all = request_.all && !selects && !request_.targets.types.empty();
    for (;;) {
        auto found = select_objects(session_, {request_.targets, request_.files, selection, all}, errors_);
        if (!found.empty() || !errors_.empty() || !goals_.has(Kind::exists)) {
            return found;
        }
        const auto now = Clock::now();
        if (now >= deadline_) {
            throw Error(k_timed_out);
        }
        std::this_thread::sleep_for(std::min<Clock::duration>(k_poll, deadline_ - now));
    }
}

void Waiting::advance(Waited& each, const JsonValue* object) {
    try {
        for (; each.next < goals_.size() && goals_.is_met(each.next, object); ++each.next) {
            const bool is_kept = object == nullptr || goals_.is_deletion(each.next);
            auto text = !needs_object_ ? "" : is_kept ? each.text : to_go_json(*object);
            if (!needs_object_ || !text.empty()) {
                each.shown.push_back(std::move(text));
            }
        }
    } catch (const Error&) {
        each.failure = std::current_exception();
    }
    each.is_over = each.failure || each.next == goals_.size();
}

void Waiting::tell(Waited& each, std::size_t index, bool is_there) {
    const bool is_first = !each.was_told;
    untold_ -= is_first ? 1 : 0;
    if (is_there && !each.is_there) {
        --absent_;
    } else if (!is_there && each.is_there) {
        ++absent_;
    }
    each.was_told = true;
    each.is_there = is_there;
    if (is_there || !is_first || !has_begun_) {
        return;
    }
    if (!goals_.has(Kind::deleted)) {
        missing_.push_back(index);
    } else if (each.uid.empty() || !goals_.is_deletion(each.next)) {
        each.is_over = true;  // there is nothing to be deleted, and nothing to be said
    }
}

// All that has to exist does: what has been kept is looked at.
void Waiting::begin() {
    has_begun_ = true;
    for (auto& each : waited_) {
        if (!each.text.empty()) {
            JsonTree tree;
            const auto object = tree.parse(each.text);
            advance(each, &object);
        }
    }
}

void Waiting::seen(std::size_t index, const JsonValue& object) {
    const std::lock_guard lock(mutex_);
    auto& each = waited_[index];
    if (each.is_over) {
        return;
    }
    const auto uid = object.find("metadata").find("uid").text();
    const bool is_another = !each.uid.empty() && uid != each.uid;
    if (has_begun_ && is_another && goals_.is_deletion(each.next)) {
        advance(each, nullptr);
    }
    each.uid = uid;
    tell(each, index, true);
    if (!has_begun_ || (needs_object_ && each.text.empty())) {
        each.text = to_go_json(object);
    }
    if (has_begun_ && !each.is_over) {
        advance(each, &object);
    } else if (!has_begun_ && absent_ == 0) {
        begin();
    }
}

void Waiting::gone(std::size_t index) {
    const std::lock_guard lock(mutex_);
    auto& each = waited_[index];
    if (each.is_over) {
        return;
    }
    tell(each, index, false);
    if (!has_begun_) {
        each.text.clear();
    } else if (!each.is_over && goals_.is_deletion(each.next)) {
        advance(each, nullptr);
        each.is_over = true;  // it meets no other goal, and that is no error
    }
}

void Waiting::refused(std::size_t index, const ApiError& why) {
    const std::lock_guard lock(mutex_);
    auto& each = waited_[index];
    if (!each.is_over) {
        untold_ -= each.was_told ? 0 : 1;
        each.was_told = true;
        each.refusal = why;
        missing_.push_back(index);
    }
}

// One of those that are missing: has the server say so in its own words.
void Waiting::ask(Lookout& lookout) {
    std::size_t index = 0;
    std::optional<ApiError> refusal;
    {
        const std::lock_guard lock(mutex_);
        index = missing_.front();
        missing_.pop_front();
        refusal = waited_[index].refusal;
    }
    const auto& object = objects_[index];
    const auto limit = is_patient_ ? deadline_ : Clock::time_point::max();
    auto failure = ask_for(lookout, object, limit, refusal ? refusal : not_found(object));
    const std::lock_guard lock(mutex_);
    auto& each = waited_[index];
    if (!failure) {
        failure = each.refusal;
    }
    if (failure && !has_begun_) {
        throw ApiError(*failure);  // nothing can be waited for
    }
    // One that came in the meantime is told of by the watch.
    if (failure && !each.is_over) {
        each.failure = std::make_exception_ptr(*failure);
        each.is_over = true;
    }
}

void Waiting::show(std::size_t index) {
    auto& each = waited_[index];
    for (; !each.shown.empty(); each.shown.pop_front()) {
        try {
            if (needs_object_) {
                results_.object(each.shown.front(), k_met);
            } else {
                const auto& object = objects_[index];
                results_.named(object.endpoint.type.lower_kind_group() + "/" + object.name, k_met);
            }
        } catch (const PrintError& error) {
            errors_.add(error);
        }
    }
}

void Waiting::finish(std::size_t index) {
    const auto& each = waited_[index];
    const auto name = objects_[index].endpoint.type.plural + "/" + objects_[index].name;
    if (each.failure) {
        errors_.add(each.failure);
    } else if (!each.is_over) {
        errors_.add(is_patient_ ? Error(std::string(k_timed_out) + " on " + name)
                                : Error("condition not met for " + name));
    }
}

std::optional<Clock::time_point> Waiting::look(Lookout& lookout) {
    const auto now = Clock::now();
    std::unique_lock lock(mutex_);
    const bool is_late = is_patient_ && now >= deadline_;
    if (!missing_.empty() && !is_late) {
        lock.unlock();
        ask(lookout);
        return now;
    }
    if (!has_begun_ && (is_late || (!is_patient_ && untold_ == 0))) {
        throw Error(k_timed_out);
    }
    for (; first_ < waited_.size(); ++first_) {
        show(first_);
        if (!is_decided(waited_[first_]) && !is_late) {
            break;
        }
        finish(first_);
    }
    session_.streams.out.flush();
    if (first_ == waited_.size()) {
        return std::nullopt;
    }
    return is_patient_ ? deadline_ : Clock::time_point::max();
}

void Waiting::run() {
    auto found = find();
    if (found.empty()) {
        errors_.raise();
        if (!goals_.has(Kind::deleted)) {
            throw Error("no matching resources found");
        }
        return;
    }
    waited_.resize(found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        waited_[i].uid = found[i].uid;
    }
    untold_ = absent_ = found.size();
    has_begun_ = !goals_.has(Kind::exists);
    objects_ = as_named(std::move(found));
    {
        Lookout lookout(session_);
        watch_named(session_, lookout, objects_, request_.selection.all_namespaces,
                    {[this](std::size_t index, const JsonValue& object) { seen(index, object); },
                     [this](std::size_t index) { gone(index); },
                     [this](std::size_t index, const ApiError& why) { refused(index, why); }});
        lookout.run([&] { return look(lookout); });
    }
    errors_.raise();
}

// What the manifests say, and no server.
void look_locally(Session& session, const WaitRequest& request, const Format& format) {
    if (request.files.names.empty()) {
        throw nothing_named();
    }
    const Goals goals(request.goals);
    const LabelSelector selector(request.selection.label_selector);
    Results results(format, DryRun::none, session.streams.out);
    ErrorList errors;
    bool any = false;
    for (const auto& manifest : read_all_manifests(session, request.files).objects) {
        JsonTree tree;
        const auto object = tree.parse(manifest.json);
        if (!selector.matches(object)) {
            continue;
        }
        any = true;
        try {
            for (std::size_t i = 0; i < goals.size(); ++i) {
                if (!goals.is_met(i, &object)) {
                    throw Error("condition not met for " + object_name(object));
                }
                results.object(manifest.json, k_met);
            }
        } catch (const OutputError&) {
            throw;
        } catch (const Error& error) {
            errors.add(error);
        }
    }
    errors.raise();
    if (!any && !goals.has(Kind::deleted)) {
        throw Error("no matching resources found");
    }
}

}  // namespace

void wait_for(Session& session, const WaitRequest& request, const Format& format) {
    if (request.local) {
        look_locally(session, request, format);
    } else {
        Waiting(session, request, format).run();
    }
}

}  // namespace yare
