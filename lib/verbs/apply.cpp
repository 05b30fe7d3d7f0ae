#include "verbs/apply.hpp"

#include "base/json_write.hpp"
#include "request/path.hpp"
#include "verbs/field_check.hpp"
#include "verbs/object_work.hpp"
#include "verbs/results.hpp"

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

// One object as it is, several as a List; unlike those of other verbs it has no resourceVersion.
void print_elements(const std::vector<std::string>& elements, const Format& format, Output& out) {
    if (elements.empty()) {
        return;
    }
    std::string text;
    for (const auto& element : elements) {
        JsonTree tree;
        text += (text.empty() ? "" : ",") + to_go_json(tree.parse(element));
    }
    if (elements.size() > 1) {
        text = R"({"kind":"List","apiVersion":"v1","metadata":{},"items":[)" + text + "]}";
    }
    Format ordered = format;
    ordered.keep_order = true;
    JsonTree tree;
    make_object_printer(ordered, out)->single(tree.parse(text));
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
    // kubectl looks at -o alone here: with a --template it prints each object by itself.
    const bool prints_objects =
        !results.prints_sentences() && format.kind != Format::Kind::name && !format.without_output;
    FieldCheck check(session, request.how.validation);
    check.refuse_unknown(objects, errors);
    std::vector<std::string> answers(objects.size());
    std::vector<std::string> elements;  // what -o json and yaml print at the end
    ObjectWork work;
    work.doing = "applying patch";
    work.done = "applied";
    work.names_source = false;
    work.concurrency = request.concurrency;
    work.in_phases = true;
    work.awaits_types = request.how.dry_run == DryRun::none;
    work.send = [&](Client& client, const SelectedObject& object, std::size_t index) {
        answers[index] = apply_object(client, object, request);
    };
    work.say = [&](const SelectedObject& object, std::size_t index) {
        if (prints_objects) {
            JsonTree tree;
            static_cast<void>(tree.parse(answers[index]));  // a bad one is this object's error alone
            elements.push_back(answers[index]);
        } else {
            results.object(answers[index], "serverside-applied");
        }
        if (request.subresource.empty()) {
            check.look(object.source, object.place, object.object, answers[index]);
        }
        answers[index] = {};
    };
    try {
        work_on(session, objects, work, errors);
    } catch (const Interrupted&) {
        print_elements(elements, format, session.streams.out);
        throw;
    }
    print_elements(elements, format, session.streams.out);
    check.finish(errors);
    errors.raise();
}

}  // namespace yare
