#include "create_flags.hpp"
#include "request/generators/secret.hpp"

namespace yare {

namespace {

constexpr const char* k_docker_hub = "https://index.docker.io/v1/";

constexpr FlagSpec k_docker_flags[] = {
    k_missing_keys_flag,
    k_append_secret_hash_flag,
    {"docker-email", 0, FlagType::text, "''", "Email for Docker registry"},
    {"docker-password", 0, FlagType::text, "''", "Password for Docker registry authentication"},
    {"docker-server", 0, FlagType::text, "'https://index.docker.io/v1/'",
     "Server location for Docker registry"},
    {"docker-username", 0, FlagType::text, "''", "Username for Docker registry authentication"},
    k_dry_run_flag,
    k_create_manager_flag,
    {"from-file", 0, FlagType::list, "[]",
     "Key files can be specified using their file path, in which case a default name of .dockerconfigjson "
     "will be given to them, or optionally with a name and file path, in which case the given name will be "
     "used. Specifying a directory will iterate each named file in the directory that is a valid secret key. "
     "For this command, the key should always be .dockerconfigjson."},
    k_object_output_flag,
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable docker_flags() { return k_docker_flags; }

void parse_docker(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    DockerSecretOptions options;
    options.name = read_name(flags, program, k_create_secret_docker_registry_verb.name);
    options.server = flags.text_or("docker-server", k_docker_hub);
    options.username = flags.text_or("docker-username", "");
    options.password = flags.text_or("docker-password", "");
    options.email = flags.text_or("docker-email", "");
    options.files = flags.values("from-file");
    options.append_hash = flags.is_true("append-hash");
    set_generate_request(
        flags, [options](const GeneratorSources& sources) { return make_docker_secret(options, sources); },
        "failed to create secret ", command);
}

}  // namespace

const Verb k_create_secret_docker_registry_verb = {
    "create secret docker-registry",
    "Create a secret for use with a Docker registry",
    "Create a new secret for use with Docker registries.\n\n"
    " Dockercfg secrets are used to authenticate against Docker registries.\n\n"
    " When using the Docker command line to push images, you can authenticate to a given registry by "
    "running:\n"
    "  '$ docker login DOCKER_REGISTRY_SERVER --username=DOCKER_USER --password=DOCKER_PASSWORD "
    "--email=DOCKER_EMAIL'.\n\n"
    " That produces a ~/.dockercfg file that is used by subsequent 'docker push' and 'docker pull' commands "
    "to authenticate to the registry. The email address is optional.\n\n"
    " When creating applications, you may have a Docker registry that requires authentication.  In order for "
    "the nodes to pull images on your behalf, they must have the credentials.  You can provide this "
    "information by creating a dockercfg secret and attaching it to your service account.",
    "  # If you do not already have a .dockercfg file, create a dockercfg secret directly\n"
    "  %s create secret docker-registry my-secret --docker-server=DOCKER_REGISTRY_SERVER "
    "--docker-username=DOCKER_USER --docker-password=DOCKER_PASSWORD --docker-email=DOCKER_EMAIL\n"
    "  \n"
    "  # Create a new secret named my-secret from ~/.docker/config.json\n"
    "  %s create secret docker-registry my-secret --from-file=path/to/.docker/config.json",
    "NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] "
    "[--from-file=[key=]source] [--dry-run=server|client|none] [options]",
    docker_flags,
    parse_docker,
};

}  // namespace yare
