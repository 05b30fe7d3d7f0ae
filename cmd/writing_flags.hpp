// Flags that verbs which change objects share, and what they mean.
#pragma once

#include "command.hpp"
#include "flags.hpp"
#include "format_flags.hpp"
#include "request/writing.hpp"

namespace yare {

constexpr FlagSpec k_dry_run_flag = {
    "dry-run",
    0,
    FlagType::text,
    "'none'",
    "Must be \"none\", \"server\", or \"client\". If client strategy, only print the object that would be "
    "sent, "
    "without sending it. If server strategy, submit server-side request without persisting the resource.",
    "unchanged"};
constexpr FlagSpec k_create_manager_flag = {"field-manager", 0, FlagType::text, "'yare-create'",
                                            "Name of the manager used to track field ownership."};
constexpr FlagSpec k_object_output_flag = {"output", 'o', FlagType::text, "''",
                                           "Output format. One of: (json, yaml, kyaml, name, go-template, "
                                           "go-template-file, template, templatefile, jsonpath, "
                                           "jsonpath-as-json, jsonpath-file)."};
constexpr FlagSpec k_save_config_flag = {
    "save-config", 0, FlagType::boolean, "false",
    "If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation "
    "will "
    "be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future."};
constexpr FlagSpec k_object_managed_fields_flag = {
    "show-managed-fields", 0, FlagType::boolean, "false",
    "If true, keep the managedFields when printing objects in JSON or YAML format."};
constexpr FlagSpec k_validate_flag = {"validate",
                                      0,
                                      FlagType::text,
                                      "'strict'",
                                      "Must be one of: strict (or true), warn, ignore (or false). \"true\" "
                                      "or \"strict\" has the server refuse unknown "
                                      "and duplicate fields. \"warn\" has it warn about them. \"false\" or "
                                      "\"ignore\" drops them silently. Servers older "
                                      "than 1.25 cannot check; for those a warning says so.",
                                      "strict"};
constexpr FlagSpec k_concurrency_flag = {"concurrency", 0, FlagType::integer, "8",
                                         "How many objects to work on at the same time, each over a "
                                         "connection of its own. 1 works on one after the other."};
constexpr FlagSpec k_filename_flag = {"filename", 'f', FlagType::list, "[]",
                                      "Filename, directory, or URL to files that hold the objects."};
constexpr FlagSpec k_recursive_flag = {"recursive", 'R', FlagType::boolean, "false",
                                       "Process the directory used in -f, --filename recursively. Useful "
                                       "when you want to manage related manifests "
                                       "organized within the same directory."};

/// A word of strconv.ParseBool, for flags that were boolean once; nothing for others.
std::optional<bool> old_boolean(const std::string& text);

/// The value of --dry-run; old forms (bare, booleans) are noted in `command`. Throws UsageError.
DryRun read_dry_run(const ParsedFlags& flags, ApiCommand& command);

/// The value of --validate. Throws UsageError.
FieldValidation read_validation(const ParsedFlags& flags);

/// --dry-run, --validate, --field-manager.
Writing read_writing(const ParsedFlags& flags, const char* default_manager, ApiCommand& command);

/// -o of a verb that prints a sentence (Format::Kind::table) unless told otherwise, and its companions.
Format read_object_format(const ParsedFlags& flags);

/// --concurrency, from 1 to 256. Throws UsageError.
int read_concurrency(const ParsedFlags& flags);

/// -f and -R.
ManifestFiles read_files(const ParsedFlags& flags);

/// What --raw with one file excludes. Throws UsageError.
void check_raw_file(const ParsedFlags& flags, const ManifestFiles& files);

/// `MESSAGE\nSee 'yare VERB -h' for help and examples`
UsageError usage_error(const std::string& message, const std::string& program, const char* verb);

}  // namespace yare
