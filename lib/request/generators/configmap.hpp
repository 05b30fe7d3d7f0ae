// `create configmap`.
#pragma once

#include <string>

#include "request/generators/data_sources.hpp"

namespace yare {

struct ConfigMapOptions {
    std::string name;
    DataSources data;
    bool append_hash = false;
};

/// A v1 ConfigMap; what is not UTF-8 becomes binaryData. Reads the files. Throws Error in kubectl's words.
std::string make_configmap(const ConfigMapOptions& options, const GeneratorSources& sources);

}  // namespace yare
