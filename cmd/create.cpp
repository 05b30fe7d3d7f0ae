#include "base/text.hpp"
#include "create_flags.hpp"
#include "help.hpp"
#include "selection_flags.hpp"
#include "unknown_command.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_create_flags[] = {
    k_missing_keys_flag,
    k_concurrency_flag,
    k_dry_run_flag,
    {"edit", 0, FlagType::boolean, "false", "Edit the API resource before creating"},
    k_create_manager_flag,
    k_filename_flag,
    k_object_output_flag,
    {"raw", 0, FlagType::text, "''",
     "Raw URI to POST to the server.  Uses the transport specified by the kubeconfig file."},
    k_recursive_flag,
    k_save_config_flag,
    k_selector_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
    {"windows-line-endings", 0, FlagType::boolean, "false",
     "Only relevant if --edit=true. Defaults to the line ending native to your platform."},
};

FlagTable create_flags() { return k_create_flags; }

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : " ") + word;
    }
    return text;
}

void parse_create(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    const auto files = read_files(flags);
    if (!flags.arguments.empty()) {
        const auto plain =
            usage_error("Unexpected args: [" + joined(flags.arguments) + "]", program, "create");
        throw UsageError(plain.what() + similar_verbs(flags.arguments.front(), &k_create_verb));
    }
    if (files.names.empty()) {
        throw UsageError("must specify one of -f and -k");
    }
    CreateRequest request;
    request.files = files;
    request.how = read_writing(flags, "yare-create", command);
    request.label_selector = flags.text_or("selector", "");
    request.save_config = flags.is_true("save-config");
    request.edit = flags.is_true("edit");
    request.windows_line_endings = flags.is_true("windows-line-endings");
    request.concurrency = read_concurrency(flags);
    command.how = read_object_format(flags);
    if (const auto raw = flags.text_or("raw", ""); !raw.empty()) {
        if (request.edit) {
            throw UsageError("--raw and --edit are mutually exclusive");
        }
        check_raw_file(flags, files);
        command.what = RawRequest{raw_path(raw), "POST", files.names.front()};
        return;
    }
    command.what = std::move(request);
}

}  // namespace

std::string read_name(const ParsedFlags& flags, const std::string& program, const char* verb) {
    const auto count = flags.plain_arguments();
    if (count != 1) {
        throw usage_error("exactly one NAME is required, got " + std::to_string(count), program, verb);
    }
    return flags.arguments.front();
}

std::vector<std::string> read_command(const ParsedFlags& flags) {
    return flags.arguments.empty()
               ? std::vector<std::string>()
               : std::vector<std::string>(flags.arguments.begin() + 1, flags.arguments.end());
}

void require_flags(const ParsedFlags& flags, std::initializer_list<const char*> names) {
    std::string missing;
    for (const char* name : names) {
        if (!flags.given(name)) {
            missing += std::string(missing.empty() ? "" : ", ") + '"' + name + '"';
        }
    }
    if (!missing.empty()) {
        throw UsageError("required flag(s) " + missing + " not set");
    }
}

void refuse_alone(const ParsedFlags& flags, const std::string& program, const Verb& verb) {
    if (flags.arguments.empty()) {
        throw UsageText(verb_help(verb, program));
    }
    throw unknown_inner_command(flags.arguments, program, verb);
}

void set_generate_request(const ParsedFlags& flags, MakeObject make, std::string failure,
                          ApiCommand& command) {
    GenerateRequest request;
    request.make = std::move(make);
    request.failure = std::move(failure);
    request.how = read_writing(flags, "yare-create", command);
    request.save_config = flags.is_true("save-config");
    command.how = read_object_format(flags);
    command.what = std::move(request);
}

const Verb k_create_verb = {
    "create",
    "Create objects from manifests or flags",
    "Create objects from files, directories, URLs or standard input.\n\n"
    " JSON and YAML formats are accepted. Nothing is sent unless everything could be parsed. Namespaces and "
    "custom "
    "resource definitions come first, all else follows over several connections at once; results are printed "
    "in the "
    "order of the input.",
    "  # Create a pod using the data in pod.json\n"
    "  %s create -f ./pod.json\n"
    "  \n"
    "  # Create a pod based on the JSON passed into stdin\n"
    "  cat pod.json | %s create -f -\n"
    "  \n"
    "  # Create everything in a directory, one object after the other\n"
    "  %s create -f manifests/ --concurrency=1\n"
    "  \n"
    "  # Edit the data in registry.yaml in JSON then create the resource using the edited data\n"
    "  %s create -f registry.yaml --edit -o json",
    "-f FILENAME [options]",
    create_flags,
    parse_create,
};

}  // namespace yare
