#include "create_flags.hpp"
#include "request/generators/pod_disruption_budget.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_budget_flags[] = {
    k_missing_keys_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    {"max-unavailable", 0, FlagType::text, "''",
     "The maximum number or percentage of unavailable pods this budget requires."},
    {"min-available", 0, FlagType::text, "''",
     "The minimum number or percentage of available pods this budget requires."},
    k_object_output_flag,
    k_save_config_flag,
    {"selector", 0, FlagType::text, "''",
     "A label selector to use for this budget. Only equality-based selector requirements are supported."},
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable budget_flags() { return k_budget_flags; }

void parse_budget(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    PodDisruptionBudgetOptions options;
    options.name = read_name(flags, program, k_create_poddisruptionbudget_verb.name);
    options.selector = flags.text_or("selector", "");
    options.min_available = flags.text_or("min-available", "");
    options.max_unavailable = flags.text_or("max-unavailable", "");
    set_generate_request(
        flags,
        [options](const GeneratorSources& sources) { return make_pod_disruption_budget(options, sources); },
        "failed to create poddisruptionbudgets: ", command);
}

}  // namespace

const Verb k_create_poddisruptionbudget_verb = {
    "create poddisruptionbudget",
    "Create a pod disruption budget with the specified name",
    "Create a pod disruption budget with the specified name, selector, and desired minimum available pods.",
    "  # Create a pod disruption budget named my-pdb that will select all pods with the app=rails label\n"
    "  # and require at least one of them being available at any point in time\n"
    "  %s create poddisruptionbudget my-pdb --selector=app=rails --min-available=1\n"
    "  \n"
    "  # Create a pod disruption budget named my-pdb that will select all pods with the app=nginx label\n"
    "  # and require at least half of the pods selected to be available at any point in time\n"
    "  %s create pdb my-pdb --selector=app=nginx --min-available=50%",
    "NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none] [options]",
    budget_flags,
    parse_budget,
    "pdb",
};

}  // namespace yare
