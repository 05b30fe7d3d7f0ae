// `create ingress`.
#pragma once

#include <string>
#include <vector>

#include "request/generators/sources.hpp"

namespace yare {

struct NewIngress {
    std::string name;
    std::vector<std::string> rules;        // HOST/PATH=SERVICE:PORT[,tls[=SECRET]]
    std::vector<std::string> annotations;  // KEY=VALUE
    std::string default_backend;           // SERVICE:PORT
    std::string ingress_class;
};

/// A networking.k8s.io/v1 Ingress. Throws Error when there is neither rule nor default backend, or one of
/// them or an annotation is not of its form (where kubectl 1.36 panics, too).
std::string make_ingress(const NewIngress& what, const GeneratorSources& sources);

}  // namespace yare
