#include "base/text.hpp"
#include "create_flags.hpp"
#include "help.hpp"
#include "request/generators/secret.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_generic_flags[] = {
    k_missing_keys_flag,
    k_append_secret_hash_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    {"from-env-file", 0, FlagType::list, "[]",
     "Specify the path to a file to read lines of key=val pairs to create a secret."},
    {"from-file", 0, FlagType::list, "[]",
     "Key files can be specified using their file path, in which case a default name will be given to them, "
     "or optionally with a name and file path, in which case the given name will be used.  Specifying a "
     "directory will iterate each named file in the directory that is a valid secret key."},
    {"from-literal", 0, FlagType::array, "[]",
     "Specify a key and literal value to insert in secret (i.e. mykey=somevalue)"},
    k_object_output_flag,
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    {"type", 0, FlagType::text, "''", "The type of secret to create"},
    k_validate_flag,
};

FlagTable no_flags() { return {}; }
FlagTable generic_flags() { return k_generic_flags; }

void parse_secret(const ParsedFlags& flags, const std::string& program, ApiCommand&) {
    refuse_alone(flags, program, k_create_secret_verb);
}

void parse_generic(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    GenericSecretOptions options;
    options.name = read_name(flags, program, k_create_secret_generic_verb.name);
    options.type = flags.text_or("type", "");
    options.data = read_data_sources(flags);
    options.append_hash = flags.is_true("append-hash");
    set_generate_request(
        flags, [options](const GeneratorSources& sources) { return make_generic_secret(options, sources); },
        "failed to create secret ", command);
}

}  // namespace

const Verb k_create_secret_verb = {
    "create secret",
    "Create a secret using a specified subcommand",
    "Create a secret with specified type.\n\n"
    " A docker-registry type secret is for accessing a container registry.\n\n"
    " A generic type secret indicate an Opaque secret type.\n\n"
    " A tls type secret holds TLS certificate and its associated key.",
    "",
    "(docker-registry | generic | tls) [options]",
    no_flags,
    parse_secret,
};

const Verb k_create_secret_generic_verb = {
    "create secret generic",
    "Create a secret from a local file, directory, or literal value",
    "Create a secret based on a file, directory, or specified literal value.\n\n"
    " A single secret may package one or more key/value pairs.\n\n"
    " When creating a secret based on a file, the key will default to the basename of the file, and the "
    "value "
    "will default to the file content. If the basename is an invalid key or you wish to chose your own, you "
    "may specify an alternate key.\n\n"
    " When creating a secret based on a directory, each file whose basename is a valid key in the directory "
    "will be packaged into the secret. Any directory entries except regular files are ignored (e.g. "
    "subdirectories, symlinks, devices, pipes, etc).",
    "  # Create a new secret named my-secret with keys for each file in folder bar\n"
    "  %s create secret generic my-secret --from-file=path/to/bar\n"
    "  \n"
    "  # Create a new secret named my-secret with specified keys instead of names on disk\n"
    "  %s create secret generic my-secret --from-file=ssh-privatekey=path/to/id_rsa "
    "--from-file=ssh-publickey=path/to/id_rsa.pub\n"
    "  \n"
    "  # Create a new secret named my-secret with key1=supersecret and key2=topsecret\n"
    "  %s create secret generic my-secret --from-literal=key1=supersecret --from-literal=key2=topsecret\n"
    "  \n"
    "  # Create a new secret named my-secret using a combination of a file and a literal\n"
    "  %s create secret generic my-secret --from-file=ssh-privatekey=path/to/id_rsa "
    "--from-literal=passphrase=topsecret\n"
    "  \n"
    "  # Create a new secret named my-secret from env files\n"
    "  %s create secret generic my-secret --from-env-file=path/to/foo.env --from-env-file=path/to/bar.env",
    "NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] "
    "[--dry-run=server|client|none] [options]",
    generic_flags,
    parse_generic,
};

}  // namespace yare
