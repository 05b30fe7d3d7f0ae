#include "verbs/delete.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "request/path.hpp"
#include "verbs/bulk.hpp"
#include "verbs/deletion.hpp"
#include "verbs/results.hpp"
#include "verbs/selected_objects.hpp"
#include "verbs/served_types.hpp"

namespace yare {

namespace {

// One run of delete.
class Deleting {
  public:
    Deleting(Session& session, const DeleteRequest& request)
        : session_(session), request_(request), sentences_(session, request.how, request.names_only) {}

    void run();

  private:
    struct Outcome {
        std::optional<PendingObject> pending;
        std::exception_ptr error;
    };

    bool confirmed();
    void run_phase(std::vector<std::size_t> indices);
    void send(Client& client, std::size_t index);
    void send_again_elsewhere();
    void say(std::size_t index);
    void raise_interrupted();

    Session& session_;
    const DeleteRequest& request_;
    DeletionSentences sentences_;
    ErrorList errors_;
    std::vector<SelectedObject> objects_;
    std::vector<Outcome> outcomes_;
    std::vector<std::size_t> lost_types_;
    std::vector<std::size_t> not_begun_;
    std::size_t deleted_ = 0;
    std::unique_ptr<InOrder> in_order_;
    std::unique_ptr<Progress> progress_;
};

// The wire has been asked nothing yet but for lists.
bool Deleting::confirmed() {
    auto& out = session_.streams.out;
    out.write("You are about to delete the following " + std::to_string(objects_.size()) + " resource(s):\n");
    for (const auto& object : objects_) {
        out.write(object.place.type.lower_kind_group() + "/" + object.place.name + "\n");
    }
    out.write("Do you want to continue? (y/N): ");
    out.flush();
    if (to_lower(trim(read_line(session_.streams.in))) == "y") {
        return true;
    }
    out.write("deletion is cancelled\n");
    return false;
}

void Deleting::run() {
    objects_ = select_objects(session_, {request_.targets, request_.files, request_.selection, request_.all},
                              errors_);
    if (objects_.empty()) {
        errors_.raise();
        session_.streams.out.write("No resources found\n");
        return;
    }
    if (request_.interactive && !confirmed()) {
        return;
    }
    const bool any_wide = std::any_of(objects_.begin(), objects_.end(), [](const SelectedObject& object) {
        return !object.place.type.namespaced;
    });
    if (any_wide && !request_.selection.all_namespaces) {
        sentences_.warn_of_cluster_scope();
    }
    outcomes_.resize(objects_.size());
    in_order_ = std::make_unique<InOrder>(objects_.size());
    progress_ = std::make_unique<Progress>(session_.streams, "deleting", objects_.size());
    // Backwards through the phases of creation; strictly in order with one connection.
    std::vector<std::vector<std::size_t>> phases(request_.concurrency == 1 ? 1 : 2);
    for (std::size_t i = 0; i < objects_.size(); ++i) {
        phases[objects_[i].phase == Phase::ground ? phases.size() - 1 : 0].push_back(i);
    }
    for (auto& indices : phases) {
        run_phase(std::move(indices));
    }
    send_again_elsewhere();
    progress_.reset();
    if (!not_begun_.empty()) {
        raise_interrupted();
    }
    errors_.raise();
    if (request_.how.wait && request_.how.dry_run == DryRun::none) {
        std::vector<PendingObject> pending;
        for (auto& outcome : outcomes_) {
            if (outcome.pending) {
                pending.push_back(std::move(*outcome.pending));
            }
        }
        wait_until_gone(session_, std::move(pending), request_.how.timeout);
    }
}

void Deleting::run_phase(std::vector<std::size_t> indices) {
    BulkWork work;
    work.count = indices.size();
    work.concurrency = request_.how.dry_run == DryRun::client ? 1 : request_.concurrency;
    work.run = [&](Client& client, std::size_t piece) { send(client, indices[piece]); };
    work.done = [&](std::size_t piece, const std::exception_ptr& error) {
        const std::size_t index = indices[piece];
        outcomes_[index].error = error;
        if (is_missing_path(error)) {
            lost_types_.push_back(index);
        } else {
            in_order_->add(index, [this, index] { say(index); });
        }
        progress_->set(deleted_);
    };
    run_bulk(session_, work);
}

void Deleting::send(Client& client, std::size_t index) {
    const auto& object = objects_[index];
    if (request_.how.dry_run != DryRun::client) {
        outcomes_[index].pending = delete_object(client, object.place, object.uid, request_.how);
    }
}

void Deleting::send_again_elsewhere() {
    for (const auto index : lost_types_) {
        auto& outcome = outcomes_[index];
        try {
            if (!find_place_again(session_, objects_[index])) {
                std::rethrow_exception(outcome.error);
            }
            send(session_.client, index);
            outcome.error = nullptr;
        } catch (const OutputError&) {
            throw;
        } catch (const Error&) {
            outcome.error = std::current_exception();
        }
        in_order_->add(index, [this, index] { say(index); });
    }
}

void Deleting::say(std::size_t index) {
    const auto& object = objects_[index];
    try {
        if (outcomes_[index].error) {
            std::rethrow_exception(outcomes_[index].error);
        }
        progress_->clear();
        sentences_.say(object.place);
        ++deleted_;
    } catch (const Interrupted&) {
        not_begun_.push_back(index);
    } catch (const OutputError&) {
        throw;
    } catch (const ApiError& error) {
        // What was found by listing and has gone or been replaced since is as good as deleted.
        const bool replaced = !object.uid.empty() && error.code() == 409 && request_.how.uid.empty() &&
                              request_.how.resource_version.empty();
        if (request_.ignore_not_found && (error.is_not_found() || replaced)) {
            return;
        }
        add_with_source(errors_, std::current_exception(), "deleting", object.source);
    } catch (const Error&) {
        add_with_source(errors_, std::current_exception(), "deleting", object.source);
    }
}

void Deleting::raise_interrupted() {
    std::string words = "interrupted: " + std::to_string(deleted_) + " of " +
                        std::to_string(objects_.size()) + " objects deleted, " +
                        std::to_string(not_begun_.size()) + " not begun:";
    for (const auto index : not_begun_) {
        words += "\n" + objects_[index].place.type.lower_kind_group() + "/" + objects_[index].place.name;
    }
    errors_.add(Interrupted(words));
    errors_.raise_interrupted();
}

}  // namespace

void delete_objects(Session& session, const DeleteRequest& request) { Deleting(session, request).run(); }

}  // namespace yare
