#include "create_flags.hpp"
#include "request/generators/service.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_tcp_flag = {"tcp", 0, FlagType::list, "[]",
                                 "Port pairs can be specified as '<port>:<targetPort>'."};
constexpr FlagSpec k_unused_save_config_flag = {
    "save-config", 0, FlagType::boolean, "false",
    "Accepted for scripts written for kubectl, which never saves the configuration of a service made from "
    "flags."};

constexpr FlagSpec k_cluster_ip_flags[] = {
    k_missing_keys_flag,
    {"clusterip", 0, FlagType::text, "''",
     "Assign your own ClusterIP or set to 'None' for a 'headless' service (no loadbalancing)."},
    k_dry_run_flag,
    k_create_manager_flag,
    k_object_output_flag,
    k_unused_save_config_flag,
    k_object_managed_fields_flag,
    k_tcp_flag,
    k_template_flag,
    k_validate_flag,
};

constexpr FlagSpec k_node_port_flags[] = {
    k_missing_keys_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    {"node-port", 0, FlagType::integer, "0", "Port used to expose the service on each node in a cluster."},
    k_object_output_flag,
    k_unused_save_config_flag,
    k_object_managed_fields_flag,
    k_tcp_flag,
    k_template_flag,
    k_validate_flag,
};

constexpr FlagSpec k_load_balancer_flags[] = {
    k_missing_keys_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    k_object_output_flag,
    k_unused_save_config_flag,
    k_object_managed_fields_flag,
    k_tcp_flag,
    k_template_flag,
    k_validate_flag,
};

constexpr FlagSpec k_external_name_flags[] = {
    k_missing_keys_flag,
    k_dry_run_flag,
    {"external-name", 0, FlagType::text, "''", "External name of service"},
    k_create_manager_flag,
    k_object_output_flag,
    k_unused_save_config_flag,
    k_object_managed_fields_flag,
    k_tcp_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable no_flags() { return {}; }
FlagTable cluster_ip_flags() { return k_cluster_ip_flags; }
FlagTable node_port_flags() { return k_node_port_flags; }
FlagTable load_balancer_flags() { return k_load_balancer_flags; }
FlagTable external_name_flags() { return k_external_name_flags; }

void parse_service(const ParsedFlags& flags, const std::string& program, ApiCommand&) {
    refuse_alone(flags, program, k_create_service_verb);
}

void parse_any(const ParsedFlags& flags, const std::string& program, const Verb& verb, const char* type,
               ApiCommand& command) {
    NewService what;
    what.name = read_name(flags, program, verb.name);
    what.type = type;
    what.tcp = flags.values("tcp");
    what.cluster_ip = flags.text_or("clusterip", "");
    what.node_port = static_cast<std::int32_t>(flags.integer("node-port").value_or(0));  // cut, as by Go
    what.external_name = flags.text_or("external-name", "");
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_service(what, sources); },
        "failed to create " + what.type + " service: ", command);
    std::get<GenerateRequest>(command.what).save_config = false;
}

void parse_cluster_ip(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    parse_any(flags, program, k_create_service_clusterip_verb, "ClusterIP", command);
}

void parse_node_port(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    parse_any(flags, program, k_create_service_nodeport_verb, "NodePort", command);
}

void parse_load_balancer(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    parse_any(flags, program, k_create_service_loadbalancer_verb, "LoadBalancer", command);
}

void parse_external_name(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    require_flags(flags, {"external-name"});
    parse_any(flags, program, k_create_service_externalname_verb, "ExternalName", command);
}

}  // namespace

const Verb k_create_service_verb = {
    "create service",
    "Create a service using a specified subcommand",
    "Create a service using a specified subcommand.",
    "",
    "[flags] [options]",
    no_flags,
    parse_service,
    "svc",
};

const Verb k_create_service_clusterip_verb = {
    "create service clusterip",
    "Create a ClusterIP service",
    "Create a ClusterIP service with the specified name.",
    "  # Create a new ClusterIP service named my-cs\n"
    "  %s create service clusterip my-cs --tcp=5678:8080\n"
    "  \n"
    "  # Create a new ClusterIP service named my-cs (in headless mode)\n"
    "  %s create service clusterip my-cs --clusterip=\"None\"",
    "NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none] [options]",
    cluster_ip_flags,
    parse_cluster_ip,
};

const Verb k_create_service_nodeport_verb = {
    "create service nodeport",
    "Create a NodePort service",
    "Create a NodePort service with the specified name.",
    "  # Create a new NodePort service named my-ns\n"
    "  %s create service nodeport my-ns --tcp=5678:8080",
    "NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]",
    node_port_flags,
    parse_node_port,
};

const Verb k_create_service_loadbalancer_verb = {
    "create service loadbalancer",
    "Create a LoadBalancer service",
    "Create a LoadBalancer service with the specified name.",
    "  # Create a new LoadBalancer service named my-lbs\n"
    "  %s create service loadbalancer my-lbs --tcp=5678:8080",
    "NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]",
    load_balancer_flags,
    parse_load_balancer,
};

const Verb k_create_service_externalname_verb = {
    "create service externalname",
    "Create an ExternalName service",
    "Create an ExternalName service with the specified name.\n\n"
    " It refers to a DNS name outside of the cluster instead of pods, so that services elsewhere can be "
    "named "
    "like those "
    "inside.",
    "  # Create a new ExternalName service named my-ns\n"
    "  %s create service externalname my-ns --external-name bar.com",
    "NAME --external-name external.name [--dry-run=server|client|none] [options]",
    external_name_flags,
    parse_external_name,
};

}  // namespace yare
