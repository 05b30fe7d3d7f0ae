// `create job` and `create cronjob`.
#pragma once

#include <string>
#include <vector>

#include "request/generators/sources.hpp"

namespace yare {

struct NewJob {
    std::string name;
    std::string image;
    std::string from;  // cronjob/NAME, instead of an image
    std::vector<std::string> command;
};

struct NewCronJob {
    std::string name;
    std::string image;
    std::string schedule;
    std::vector<std::string> command;
    std::string restart;  // OnFailure when empty
};

/// A batch/v1 Job of one container, or of a cron job's template, owned by that cron job (any version of it).
/// Throws Error when not exactly one of image and `from` is there, or `from` comes with a command or is no
/// cron job.
std::string make_job(const NewJob& what, const GeneratorSources& sources);

/// A batch/v1 CronJob of one container.
std::string make_cron_job(const NewCronJob& what, const GeneratorSources& sources);

}  // namespace yare
