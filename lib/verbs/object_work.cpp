#include "verbs/object_work.hpp"

#include <algorithm>
#include <utility>

#include "verbs/bulk.hpp"
#include "verbs/results.hpp"
#include "verbs/served_types.hpp"

namespace yare {

namespace {

class Working {
  public:
    Working(Session& session, std::vector<SelectedObject>& objects, const ObjectWork& work, ErrorList& errors)
        : session_(session),
          objects_(objects),
          work_(work),
          errors_(errors),
          failures_(objects.size()),
          in_order_(objects.size()),
          progress_(session.streams, work.doing, objects.size()) {}

    std::size_t run();

  private:
    std::vector<std::vector<std::size_t>> phases() const;
    void run_phase(const std::vector<std::size_t>& indices);
    bool misses_definitions() const;
    void await_types();
    void send_again_elsewhere();
    void say(std::size_t index);
    [[noreturn]] void raise_interrupted();

    Session& session_;
    std::vector<SelectedObject>& objects_;
    const ObjectWork& work_;
    ErrorList& errors_;
    std::vector<std::exception_ptr> failures_;
    std::vector<std::size_t> lost_types_;  // those whose path the server does not have
    std::vector<std::size_t> not_begun_;
    std::string print_error_;  // the last one told
    std::size_t done_ = 0;
    InOrder in_order_;
    Progress progress_;
};

std::vector<std::vector<std::size_t>> Working::phases() const {
    const bool one = work_.concurrency == 1 || !work_.in_phases;
    std::vector<std::vector<std::size_t>> phases(one ? 1 : static_cast<std::size_t>(Phase::hooks) + 1);
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        phases[one ? 0 : static_cast<std::size_t>(objects_[i].phase)].push_back(i);
    }
    if (work_.last_phase_first) {
        std::reverse(phases.begin(), phases.end());
    }
    return phases;
}

// Whether a type cannot come: what defines it could not be created, and was not there before either.
bool Working::misses_definitions() const {
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        if (objects_[i].phase != Phase::ground || !failures_[i]) {
            continue;
        }
        try {
            std::rethrow_exception(failures_[i]);
        } catch (const ApiError& error) {
            if (error.reason() != "AlreadyExists") {
                return true;
            }
        } catch (const Error&) {
            return true;
        }
    }
    return false;
}

// What goes wrong here is one error more; what the rest needs is there all the same.
void Working::await_types() {
    try {
        wait_for_types(session_, objects_);
    } catch (const Interrupted&) {
        // No further object is begun, and all are named.
    } catch (const OutputError&) {
        throw;
    } catch (const Error& error) {
        errors_.add(error);
    }
}

std::size_t Working::run() {
    bool awaited = work_.concurrency == 1;  // then each waits by itself
    for (const auto& indices : phases()) {
        run_phase(indices);
        if (work_.awaits_types && !std::exchange(awaited, true) && !misses_definitions()) {
            await_types();
        }
    }
    send_again_elsewhere();
    progress_.clear();
    if (!not_begun_.empty()) {
        raise_interrupted();
    }
    return done_;
}

void Working::run_phase(const std::vector<std::size_t>& indices) {
    BulkWork bulk;
    bulk.count = indices.size();
    bulk.concurrency = work_.concurrency;
    bulk.run = [&](Client& client, std::size_t piece) {
        auto& object = objects_[indices[piece]];
        if (work_.awaits_types && object.awaits_type && work_.concurrency == 1 && !misses_definitions()) {
            wait_for_type(client, object.place.type, session_.interrupt);
        }
        work_.send(client, object, indices[piece]);
    };
    bulk.done = [&](std::size_t piece, const std::exception_ptr& error) {
        const std::size_t index = indices[piece];
        failures_[index] = error;
        if (is_missing_path(error)) {
            lost_types_.push_back(index);
        } else {
            in_order_.add(index, [this, index] { say(index); });
        }
        progress_.set(done_);
    };
    run_bulk(session_, bulk);
}

// The built-in table knew a type that this server has elsewhere, or not at all.
void Working::send_again_elsewhere() {
    for (const auto index : lost_types_) {
        try {
            if (session_.interrupt.requested()) {
                throw Interrupted("interrupted");
            }
            if (!find_place_again(session_, objects_[index])) {
                std::rethrow_exception(failures_[index]);
            }
            work_.send(session_.client, objects_[index], index);
            failures_[index] = nullptr;
        } catch (const OutputError&) {
            throw;
        } catch (const Error&) {
            failures_[index] = std::current_exception();
        }
        in_order_.add(index, [this, index] { say(index); });
    }
}

void Working::say(std::size_t index) {
    const auto& object = objects_[index];
    try {
        if (failures_[index]) {
            std::rethrow_exception(failures_[index]);
        }
        progress_.clear();
        work_.say(object, index);
        ++done_;
    } catch (const Interrupted&) {
        not_begun_.push_back(index);
    } catch (const ApiError& error) {
        if (!work_.forgive || !work_.forgive(object, error)) {
            add_with_source(errors_, std::current_exception(), work_.doing,
                            work_.names_source ? object.source : "");
        }
    } catch (const PrintError& error) {
        // One mistake of an expression, not of so many objects.
        if (print_error_ != error.what()) {
            print_error_ = error.what();
            errors_.add(PrintError(error, work_.names_source && !object.source.empty()));
        }
    } catch (const Error&) {
        add_with_source(errors_, std::current_exception(), work_.doing,
                        work_.names_source ? object.source : "");
    } catch (const std::exception& error) {
        errors_.add(Error(error.what()));
    }
}

void Working::raise_interrupted() {
    std::string words = "interrupted: " + std::to_string(done_) + " of " + std::to_string(objects_.size()) +
                        " objects " + work_.done + ", " + std::to_string(not_begun_.size()) + " not begun:";
    for (const auto index : not_begun_) {
        const auto& place = objects_[index].place;
        words += "\n" + place.type.lower_kind_group() + "/" + place.name;
    }
    errors_.add(Interrupted(words));
    errors_.raise_interrupted();
}

}  // namespace

std::size_t work_on(Session& session, std::vector<SelectedObject>& objects, const ObjectWork& work,
                    ErrorList& errors) {
    session.interrupt.begin();
    return Working(session, objects, work, errors).run();
}

}  // namespace yare
