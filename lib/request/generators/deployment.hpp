// `create deployment`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "request/generators/sources.hpp"

namespace yare {

struct NewDeployment {
    std::string name;
    std::vector<std::string> images;
    std::vector<std::string> command;
    std::int32_t port = -1;  // of the first container; none when negative
    std::int32_t replicas = 1;
};

/// An apps/v1 Deployment with a container for each image. Throws Error for a command with several images.
std::string make_deployment(const NewDeployment& what, const GeneratorSources& sources);

/// The name of the container of an image: the last part of its path, without tag and digest. Where that has
/// `_` or `.` they become `-`, and five random characters are added (kubectl's sanitizeAndUniquify).
std::string container_name(const std::string& image);

}  // namespace yare
