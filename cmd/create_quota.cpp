#include "create_flags.hpp"
#include "request/generators/quota.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_quota_flags[] = {
    k_missing_keys_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    {"hard", 0, FlagType::text, "''",
     "A comma-delimited set of resource=quantity pairs that define a hard limit."},
    k_object_output_flag,
    k_save_config_flag,
    {"scopes", 0, FlagType::text, "''",
     "A comma-delimited set of quota scopes that must all match each object tracked by the quota."},
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
};

FlagTable quota_flags() { return k_quota_flags; }

void parse_quota(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    const QuotaOptions options = {read_name(flags, program, k_create_quota_verb.name),
                                  flags.text_or("hard", ""), flags.text_or("scopes", "")};
    set_generate_request(
        flags, [options](const GeneratorSources& sources) { return make_quota(options, sources); },
        "failed to create quota: ", command);
}

}  // namespace

const Verb k_create_quota_verb = {
    "create quota",
    "Create a quota with the specified name",
    "Create a resource quota with the specified name, hard limits, and optional scopes.",
    "  # Create a new resource quota named my-quota\n"
    "  %s create quota my-quota --hard=cpu=1,memory=1G,pods=2,services=3,replicationcontrollers=2,"
    "resourcequotas=1,secrets=5,persistentvolumeclaims=10\n"
    "  \n"
    "  # Create a new resource quota named best-effort\n"
    "  %s create quota best-effort --hard=pods=100 --scopes=BestEffort",
    "NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none] "
    "[options]",
    quota_flags,
    parse_quota,
    "resourcequota",
};

}  // namespace yare
