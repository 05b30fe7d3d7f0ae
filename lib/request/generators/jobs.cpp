#include "request/generators/jobs.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "request/generators/object_parts.hpp"
#include "request/targets.hpp"

namespace yare {

namespace {

using Json = nlohmann::ordered_json;

Json make_pod_template(const std::string& name, const std::string& image,
                       const std::vector<std::string>& command, const std::string& restart) {
    Json container = {{"name", name}};
    set_if_any(container, "image", image);
    if (!command.empty()) {
        container["command"] = command;
    }
    container["resources"] = Json::object();
    return {{"metadata", Json::object()},
            {"spec", {{"containers", Json::array({container})}, {"restartPolicy", restart}}}};
}

NamedTarget read_from(const std::string& from) {
    auto targets = parse_targets({from}, "kubectl");
    if (targets.objects.size() != 1) {
        throw Error("resource(s) were provided, but no name was specified");
    }
    return targets.objects.front();
}

// A map of strings as Go writes one: sorted.
Json sorted_map(const Json& map) { return nlohmann::json(map); }

Json make_owner(const Json& cron_job) {
    const auto& metadata = cron_job.at("metadata");
    // kubectl writes no blockOwnerDeletion: that would ask for rights on the cron job's finalizers.
    return {{"apiVersion", cron_job.at("apiVersion")},
            {"kind", "CronJob"},
            {"name", metadata.value("name", "")},
            {"uid", metadata.value("uid", "")},
            {"controller", true}};
}

Json make_job_from(const std::string& name, const std::string& cron_job_text, const std::string& name_space) {
    JsonTree tree;
    const auto answer = tree.parse(cron_job_text);  // bounds the depth
    const std::string api_version = answer.find("apiVersion").text();
    const std::string kind = answer.find("kind").text();
    if (kind != "CronJob" || !api_version.starts_with("batch/")) {
        throw Error("unknown object type *" + api_version.substr(api_version.find('/') + 1) + "." + kind);
    }
    const auto cron_job = Json::parse(without_null_times(cron_job_text));
    const auto& job_template = cron_job.at("spec").at("jobTemplate");
    const auto template_metadata = job_template.value("metadata", Json::object());
    Json annotations = {{"cronjob.kubernetes.io/instantiate", "manual"}};
    if (template_metadata.contains("annotations") && template_metadata["annotations"].is_object()) {
        annotations.update(template_metadata["annotations"]);
    }
    auto metadata = object_meta(name, name_space);
    if (template_metadata.contains("labels") && !template_metadata["labels"].empty()) {
        metadata["labels"] = sorted_map(template_metadata["labels"]);
    }
    metadata["annotations"] = sorted_map(annotations);
    metadata["ownerReferences"] = Json::array({make_owner(cron_job)});
    return {{"kind", "Job"},
            {"apiVersion", "batch/v1"},
            {"metadata", std::move(metadata)},
            {"spec", job_template.value("spec", Json::object())},
            {"status", Json::object()}};
}

}  // namespace

std::string make_job(const NewJob& what, const GeneratorSources& sources) {
    if (what.image.empty() == what.from.empty()) {
        throw Error("either --image or --from must be specified");
    }
    if (!what.command.empty() && !what.from.empty()) {
        throw Error("cannot specify --from and command");
    }
    if (!what.from.empty()) {
        const auto from = read_from(what.from);
        const auto text = sources.get_object(from.type, from.name);
        try {
            return object_text(make_job_from(what.name, text, sources.name_space));
        } catch (const Json::exception& error) {
            throw Error("cannot make a job from " + what.from + ": " + error.what());
        }
    }
    return object_text(
        {{"kind", "Job"},
         {"apiVersion", "batch/v1"},
         {"metadata", object_meta(what.name, sources.name_space)},
         {"spec", {{"template", make_pod_template(what.name, what.image, what.command, "Never")}}},
         {"status", Json::object()}});
}

std::string make_cron_job(const NewCronJob& what, const GeneratorSources& sources) {
    const std::string restart = what.restart.empty() ? "OnFailure" : what.restart;
    const Json job_template = {
        {"metadata", object_meta(what.name)},
        {"spec", {{"template", make_pod_template(what.name, what.image, what.command, restart)}}}};
    return object_text({{"kind", "CronJob"},
                        {"apiVersion", "batch/v1"},
                        {"metadata", object_meta(what.name, sources.name_space)},
                        {"spec", {{"schedule", what.schedule}, {"jobTemplate", job_template}}},
                        {"status", Json::object()}});
}

}  // namespace yare
