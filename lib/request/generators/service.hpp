// `create service`: clusterip, nodeport, loadbalancer, externalname.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "request/generators/sources.hpp"

namespace yare {

struct NewService {
    std::string name;
    std::string type;              // ClusterIP, NodePort, LoadBalancer, ExternalName
    std::vector<std::string> tcp;  // PORT or PORT:TARGET
    std::string cluster_ip;
    std::int32_t node_port = 0;
    std::string external_name;
};

/// A v1 Service for pods with the label app=NAME. Throws Error for ports that are missing or wrong, and an
/// external name that is no host name.
std::string make_service(const NewService& what, const GeneratorSources& sources);

}  // namespace yare
