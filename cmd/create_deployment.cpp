#include "create_flags.hpp"
#include "request/generators/deployment.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_deployment_flags[] = {
    k_missing_keys_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    {"image", 0, FlagType::list, "[]",
     "Image names to run. A deployment can have multiple images set for multi-container pod."},
    k_object_output_flag,
    {"port", 0, FlagType::integer32, "-1", "The containerPort that this deployment exposes."},
    {"replicas", 'r', FlagType::integer32, "1", "Number of replicas to create. Default is 1."},
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable deployment_flags() { return k_deployment_flags; }

void parse_deployment(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    require_flags(flags, {"image"});
    NewDeployment what;
    what.name = read_name(flags, program, k_create_deployment_verb.name);
    what.images = flags.values("image");
    what.command = read_command(flags);
    what.port = static_cast<std::int32_t>(flags.integer("port").value_or(what.port));
    what.replicas = static_cast<std::int32_t>(flags.integer("replicas").value_or(what.replicas));
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_deployment(what, sources); },
        "failed to create deployment: ", command);
}

}  // namespace

const Verb k_create_deployment_verb = {
    "create deployment",
    "Create a deployment with the specified name",
    "Create a deployment with the specified name.",
    "  # Create a deployment named my-dep that runs the busybox image\n"
    "  %s create deployment my-dep --image=busybox\n"
    "  \n"
    "  # Create a deployment with a command\n"
    "  %s create deployment my-dep --image=busybox -- date\n"
    "  \n"
    "  # Create a deployment named my-dep that runs the nginx image with 3 replicas\n"
    "  %s create deployment my-dep --image=nginx --replicas=3\n"
    "  \n"
    "  # Create a deployment named my-dep that runs the busybox image and expose port 5701\n"
    "  %s create deployment my-dep --image=busybox --port=5701\n"
    "  \n"
    "  # Create a deployment named my-dep that runs multiple containers\n"
    "  %s create deployment my-dep --image=busybox:latest --image=ubuntu:latest --image=nginx",
    "NAME --image=image -- [COMMAND] [args...] [options]",
    deployment_flags,
    parse_deployment,
    "deploy",
};

}  // namespace yare
