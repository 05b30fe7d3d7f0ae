#include "verbs/delete.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "verbs/deletion.hpp"
#include "verbs/object_work.hpp"
#include "verbs/selected_objects.hpp"

namespace yare {

namespace {

// Asks before anything is sent but for lists.
bool is_confirmed(Session& session, const std::vector<SelectedObject>& objects) {
    auto& out = session.streams.out;
    out.write("You are about to delete the following " + std::to_string(objects.size()) + " resource(s):\n");
    for (const auto& object : objects) {
        out.write(object.place.type.lower_kind_group() + "/" + object.place.name + "\n");
    }
    out.write("Do you want to continue? (y/N): ");
    out.flush();
    if (to_lower(trim(read_line(session.streams.in))) == "y") {
        return true;
    }
    out.write("deletion is cancelled\n");
    return false;
}

}  // namespace

void delete_found(Session& session, std::vector<SelectedObject>& objects, const DeleteRequest& request,
                  ErrorList& errors) {
    const bool any_wide = std::any_of(objects.begin(), objects.end(), [](const SelectedObject& object) {
        return !object.place.type.namespaced;
    });
    DeletionSentences sentences(session, request.how, request.names_only);
    if (any_wide && !request.selection.all_namespaces) {
        sentences.warn_of_cluster_scope();
    }
    std::vector<std::optional<PendingObject>> pending(objects.size());
    const bool sends = request.how.dry_run != DryRun::client;
    const bool has_precondition = !request.how.uid.empty() || !request.how.resource_version.empty();
    ObjectWork work;
    work.doing = "deleting";
    work.done = "deleted";
    work.concurrency = sends ? request.concurrency : 1;
    work.in_phases = true;
    work.last_phase_first = true;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        if (sends) {
            pending[index] = delete_object(client, object.place, object.uid, request.how);
        }
    };
    work.say = [&](const SelectedObject& object, std::size_t) { sentences.say(object.place); };
    work.forgive = [&](const SelectedObject& object, const ApiError& error) {
        // What was found by listing and has gone or been replaced since is as good as deleted.
        const bool replaced = !object.uid.empty() && error.code() == 409 && !has_precondition;
        return request.ignore_not_found && (error.is_not_found() || replaced);
    };
    work_on(session, objects, work, errors);
    errors.raise();
    if (request.how.wait && request.how.dry_run == DryRun::none) {
        std::vector<PendingObject> waited;
        for (auto& object : pending) {
            if (object) {
                waited.push_back(std::move(*object));
            }
        }
        wait_until_gone(session, std::move(waited), request.how.timeout);
    }
}

void delete_objects(Session& session, const DeleteRequest& request) {
    ErrorList errors;
    auto objects =
        select_objects(session, {request.targets, request.files, request.selection, request.all}, errors);
    if (objects.empty()) {
        errors.raise();
        session.streams.out.write("No resources found\n");
        return;
    }
    if (!request.interactive || is_confirmed(session, objects)) {
        delete_found(session, objects, request, errors);
    }
    errors.raise();
}

}  // namespace yare
