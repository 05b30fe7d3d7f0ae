#include "create_flags.hpp"
#include "request/generators/jobs.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_image_flag = {"image", 0, FlagType::text, "''", "Image name to run."};

constexpr FlagSpec k_job_flags[] = {
    k_missing_keys_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    {"from", 0, FlagType::text, "''",
     "The name of the resource to create a Job from (only CronJob is supported)."},
    k_image_flag,
    k_object_output_flag,
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

constexpr FlagSpec k_cron_job_flags[] = {
    k_missing_keys_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    k_image_flag,
    k_object_output_flag,
    {"restart", 0, FlagType::text, "''", "job's restart policy. supported values: OnFailure, Never"},
    k_save_config_flag,
    {"schedule", 0, FlagType::text, "''", "A schedule in the Cron format the job should be run with."},
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable job_flags() { return k_job_flags; }
FlagTable cron_job_flags() { return k_cron_job_flags; }

void parse_job(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    NewJob what;
    what.name = read_name(flags, program, k_create_job_verb.name);
    what.image = flags.text_or("image", "");
    what.from = flags.text_or("from", "");
    what.command = read_command(flags);
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_job(what, sources); },
        "failed to create job: ", command);
}

void parse_cron_job(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    require_flags(flags, {"image", "schedule"});
    NewCronJob what;
    what.name = read_name(flags, program, k_create_cronjob_verb.name);
    what.image = flags.text_or("image", "");
    what.schedule = flags.text_or("schedule", "");
    what.restart = flags.text_or("restart", "");
    what.command = read_command(flags);
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_cron_job(what, sources); },
        "failed to create cronjob: ", command);
}

}  // namespace

const Verb k_create_job_verb = {
    "create job",
    "Create a job with the specified name",
    "Create a job with the specified name.",
    "  # Create a job\n"
    "  %s create job my-job --image=busybox\n"
    "  \n"
    "  # Create a job with a command\n"
    "  %s create job my-job --image=busybox -- date\n"
    "  \n"
    "  # Create a job from a cron job named \"a-cronjob\"\n"
    "  %s create job test-job --from=cronjob/a-cronjob",
    "NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...] [options]",
    job_flags,
    parse_job,
};

const Verb k_create_cronjob_verb = {
    "create cronjob",
    "Create a cron job with the specified name",
    "Create a cron job with the specified name.",
    "  # Create a cron job\n"
    "  %s create cronjob my-job --image=busybox --schedule=\"*/1 * * * *\"\n"
    "  \n"
    "  # Create a cron job with a command\n"
    "  %s create cronjob my-job --image=busybox --schedule=\"*/1 * * * *\" -- date",
    "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [options]",
    cron_job_flags,
    parse_cron_job,
    "cj",
};

}  // namespace yare
