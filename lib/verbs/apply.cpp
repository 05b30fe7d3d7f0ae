#include "verbs/apply.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/yaml_json.hpp"
#include "request/path.hpp"
#include "verbs/field_check.hpp"
#include "verbs/object_work.hpp"
#include "verbs/results.hpp"
#include "verbs/served_types.hpp"

namespace yare {

namespace {

// kubectl/pkg/cmd/apply/apply.go
constexpr const char* k_conflict_advice =
    "\nPlease review the fields above--they currently have other managers. Here\n"
    "are the ways you can resolve this warning:\n"
    "* If you intend to manage all of these fields, please re-run the apply\n"
    "  command with the `--force-conflicts` flag.\n"
    "* If you do not intend to manage all of the fields, please edit your\n"
    "  manifest to remove references to the fields that should keep their\n"
    "  current managers.\n"
    "* You may co-own fields by updating your manifest to match the existing\n"
    "  value; in this case, you'll become the manager if the other manager(s)\n"
    "  stop managing the field (remove it from their configuration).\n"
    "See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts";

std::string apply_object(Client& client, const SelectedObject& object, const ApplyRequest& request) {
    auto query = writing_query(request.how);
    query.emplace_back("force", request.force_conflicts ? "true" : "false");
    const auto http = change_request(
        "PATCH",
        object_path(object.place.type, object.place.name_space, object.place.name, request.subresource),
        std::move(query), object.object, "application/apply-patch+yaml");
    try {
        return send_change(client, http, object.place, "applied");
    } catch (const ApiError& error) {
        if (error.code() == 409 && !error.fields().causes.empty()) {
            throw ApplyConflict(error.what() + std::string(k_conflict_advice));
        }
        throw;
    }
}

}  // namespace

void apply(Session& session, const ApplyRequest& request, const Format& format) {
    ErrorList errors;
    auto objects =
        find_targets(session, read_all_manifests(session, request.files), request.label_selector, errors);
    if (objects.empty() && errors.empty()) {
        throw Error("no objects passed to apply");
    }
    for (const auto& object : objects) {
        if (object.place.name.empty()) {
            JsonTree tree;
            const auto metadata = tree.parse(object.object).find("metadata");
            throw UsageError("from " + metadata.find("generateName").text() +
                             ": cannot use generate name with apply");
        }
    }
    Results results(format, request.how.dry_run, session.streams.out);
    // Several objects come as one List.
    const bool prints_objects = !format.is_table() && format.kind != Format::Kind::name;
    const auto printer = prints_objects ? make_object_printer(format, session.streams.out) : nullptr;
    JsonTree tree;
    const auto print = [&](const std::string& answer) {
        const auto value = tree.parse(answer);
        if (objects.size() == 1) {
            printer->single(value);
        } else {
            printer->element(value);
        }
    };
    FieldCheck check(session, request.how.validation);
    std::vector<std::string> answers(objects.size());
    ObjectWork work;
    work.doing = "applying patch";
    work.done = "applied";
    work.names_source = false;
    work.concurrency = request.concurrency;
    work.in_phases = true;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        if (work.concurrency == 1 && object.awaits_type && request.how.dry_run == DryRun::none) {
            wait_for_type(client, object.place.type, session.interrupt);
        }
        answers[index] = apply_object(client, object, request);
    };
    work.say = [&](const SelectedObject& object, std::size_t index) {
        if (printer) {
            print(answers[index]);
        } else {
            results.object(answers[index], "serverside-applied");
        }
        if (request.subresource.empty()) {
            check.look(object.source, object.place, object.object, answers[index]);
        }
        answers[index] = {};
    };
    bool awaited = request.how.dry_run != DryRun::none;
    work.between_phases = [&] {
        if (!std::exchange(awaited, true)) {
            wait_for_types(session, objects);
        }
    };
    work_on(session, objects, work, errors);
    if (printer && objects.size() > 1) {
        printer->end_list();
    }
    check.finish(errors);
    errors.raise();
}

}  // namespace yare
