#include "create_flags.hpp"
#include "request/generators/configmap.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_configmap_flags[] = {
    k_missing_keys_flag,
    {"append-hash", 0, FlagType::boolean, "false", "Append a hash of the configmap to its name."},
    k_dry_run_flag,
    k_create_manager_flag,
    {"from-env-file", 0, FlagType::list, "[]",
     "Specify the path to a file to read lines of key=val pairs to create a configmap."},
    {"from-file", 0, FlagType::list, "[]",
     "Key file can be specified using its file path, in which case file basename will be used as configmap "
     "key, or optionally with a key and file path, in which case the given key will be used.  Specifying a "
     "directory will iterate each named file in the directory whose basename is a valid configmap key."},
    {"from-literal", 0, FlagType::array, "[]",
     "Specify a key and literal value to insert in configmap (i.e. mykey=somevalue)"},
    k_object_output_flag,
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable configmap_flags() { return k_configmap_flags; }

void parse_configmap(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    ConfigMapOptions options;
    options.name = read_name(flags, program, k_create_configmap_verb.name);
    options.data = read_data_sources(flags);
    options.append_hash = flags.is_true("append-hash");
    set_generate_request(
        flags, [options](const GeneratorSources& sources) { return make_configmap(options, sources); },
        "failed to create configmap: ", command);
}

}  // namespace

DataSources read_data_sources(const ParsedFlags& flags) {
    return {flags.values("from-file"), flags.values("from-literal"), flags.values("from-env-file")};
}

const Verb k_create_configmap_verb = {
    "create configmap",
    "Create a config map from a local file, directory or literal value",
    "Create a config map based on a file, directory, or specified literal value.\n\n"
    " A single config map may package one or more key/value pairs.\n\n"
    " When creating a config map based on a file, the key will default to the basename of the file, and the "
    "value will default to the file content.  If the basename is an invalid key, you may specify an "
    "alternate key.\n\n"
    " When creating a config map based on a directory, each file whose basename is a valid key in the "
    "directory will be packaged into the config map.  Any directory entries except regular files are ignored "
    "(e.g. subdirectories, symlinks, devices, pipes, etc).",
    "  # Create a new config map named my-config based on folder bar\n"
    "  %s create configmap my-config --from-file=path/to/bar\n"
    "  \n"
    "  # Create a new config map named my-config with specified keys instead of file basenames on disk\n"
    "  %s create configmap my-config --from-file=key1=/path/to/bar/file1.txt "
    "--from-file=key2=/path/to/bar/file2.txt\n"
    "  \n"
    "  # Create a new config map named my-config with key1=config1 and key2=config2\n"
    "  %s create configmap my-config --from-literal=key1=config1 --from-literal=key2=config2\n"
    "  \n"
    "  # Create a new config map named my-config with key=value pairs from an env file\n"
    "  %s create configmap my-config --from-env-file=path/to/bar.env",
    "NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]",
    configmap_flags,
    parse_configmap,
    "cm",
};

}  // namespace yare
