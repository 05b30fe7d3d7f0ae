#include "base/text.hpp"
#include "create_flags.hpp"
#include "request/generators/priority_class.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_class_flags[] = {
    k_missing_keys_flag,
    {"description", 0, FlagType::text, "''",
     "description is an arbitrary string that usually provides guidelines on when this priority class should "
     "be used."},
    k_dry_run_flag,
    k_create_manager_flag,
    {"global-default", 0, FlagType::boolean, "false",
     "global-default specifies whether this PriorityClass should be considered as the default priority."},
    k_object_output_flag,
    {"preemption-policy", 0, FlagType::text, "'PreemptLowerPriority'",
     "preemption-policy is the policy for preempting pods with lower priority."},
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
    {"value", 0, FlagType::integer, "0", "the value of this priority class."},
};

FlagTable class_flags() { return k_class_flags; }

// pflag's Int32.
std::int32_t read_value(const ParsedFlags& flags, const std::string& program) {
    const auto value = flags.integer("value").value_or(0);
    if (value != static_cast<std::int32_t>(value)) {
        const auto typed = go_quote(flags.text_or("value", ""));
        throw UsageError("invalid argument " + typed + " for \"--value\" flag: strconv.ParseInt: parsing " +
                         typed + ": value out of range\nSee '" + program + " " +
                         k_create_priorityclass_verb.name + " --help' for usage.");
    }
    return static_cast<std::int32_t>(value);
}

void parse_class(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    PriorityClassOptions options;
    options.value = read_value(flags, program);
    options.name = read_name(flags, program, k_create_priorityclass_verb.name);
    options.global_default = flags.is_true("global-default");
    options.description = flags.text_or("description", "");
    options.preemption_policy = flags.text_or("preemption-policy", options.preemption_policy);
    set_generate_request(
        flags, [options](const GeneratorSources&) { return make_priority_class(options); },
        "failed to create priorityclass: ", command);
}

}  // namespace

const Verb k_create_priorityclass_verb = {
    "create priorityclass",
    "Create a priority class with the specified name",
    "Create a priority class with the specified name, value, globalDefault and description.",
    "  # Create a priority class named high-priority\n"
    "  %s create priorityclass high-priority --value=1000 --description=\"high priority\"\n"
    "  \n"
    "  # Create a priority class named default-priority that is considered as the global default priority\n"
    "  %s create priorityclass default-priority --value=1000 --global-default=true "
    "--description=\"default priority\"\n"
    "  \n"
    "  # Create a priority class named high-priority that cannot preempt pods with lower priority\n"
    "  %s create priorityclass high-priority --value=1000 --description=\"high priority\" "
    "--preemption-policy=\"Never\"",
    "NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none] [options]",
    class_flags,
    parse_class,
    "pc",
};

}  // namespace yare
