// What `create` and the generators behind it (`create configmap` and so on) share.
#pragma once

#include <initializer_list>

#include "request/generators/data_sources.hpp"
#include "verb.hpp"
#include "writing_flags.hpp"

namespace yare {

/// Flags that every generator has: put them into the generator's own table, sorted by name.
constexpr FlagSpec k_generator_flags[] = {
    k_missing_keys_flag,  k_dry_run_flag,     k_create_manager_flag,
    k_object_output_flag, k_save_config_flag, k_object_managed_fields_flag,
    k_template_flag,      k_validate_flag,
};

/// The one argument of a generator, before any `--`. Throws UsageError `exactly one NAME is required, got 0`.
std::string read_name(const ParsedFlags& flags, const std::string& program, const char* verb);

/// What follows the name: COMMAND and its arguments, behind `--`.
std::vector<std::string> read_command(const ParsedFlags& flags);

/// Throws UsageError `required flag(s) "image" not set` unless each of `names` (sorted) was given.
void require_flags(const ParsedFlags& flags, std::initializer_list<const char*> names);

/// For a verb that does nothing without a further word: throws UsageText with its help (for standard error),
/// or UsageError `unknown command "x"`.
[[noreturn]] void refuse_alone(const ParsedFlags& flags, const std::string& program, const Verb& verb);

/// Fills `command` with a GenerateRequest: `make` is the object, `failure` what comes before an error of the
/// server (`failed to create configmap: `).
void set_generate_request(const ParsedFlags& flags, MakeObject make, std::string failure,
                          ApiCommand& command);

/// --from-file, --from-literal and --from-env-file.
DataSources read_data_sources(const ParsedFlags& flags);

constexpr FlagSpec k_append_secret_hash_flag = {"append-hash", 0, FlagType::boolean, "false",
                                                "Append a hash of the secret to its name."};

extern const Verb k_create_verb;
extern const Verb k_create_clusterrole_verb;
extern const Verb k_create_clusterrolebinding_verb;
extern const Verb k_create_cronjob_verb;
extern const Verb k_create_deployment_verb;
extern const Verb k_create_ingress_verb;
extern const Verb k_create_job_verb;
extern const Verb k_create_namespace_verb;
extern const Verb k_create_role_verb;
extern const Verb k_create_rolebinding_verb;
extern const Verb k_create_service_verb;
extern const Verb k_create_service_clusterip_verb;
extern const Verb k_create_service_externalname_verb;
extern const Verb k_create_service_loadbalancer_verb;
extern const Verb k_create_service_nodeport_verb;
extern const Verb k_create_configmap_verb;
extern const Verb k_create_namespace_verb;
extern const Verb k_create_poddisruptionbudget_verb;
extern const Verb k_create_priorityclass_verb;
extern const Verb k_create_quota_verb;
extern const Verb k_create_secret_verb;
extern const Verb k_create_secret_docker_registry_verb;
extern const Verb k_create_secret_generic_verb;
extern const Verb k_create_secret_tls_verb;
extern const Verb k_create_serviceaccount_verb;
extern const Verb k_create_token_verb;

}  // namespace yare
