#include "base/text.hpp"
#include "create_flags.hpp"
#include "request/generators/role.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_resource_flag = {"resource", 0, FlagType::list, "[]",
                                      "Resource that the rule applies to"};
constexpr FlagSpec k_resource_name_flag = {"resource-name", 0, FlagType::array, "[]",
                                           "Resource in the white list that the rule applies to, repeat this "
                                           "flag for multiple items"};
constexpr FlagSpec k_verb_flag = {"verb", 0, FlagType::list, "[]",
                                  "Verb that applies to the resources contained in the rule"};

constexpr FlagSpec k_role_flags[] = {
    k_missing_keys_flag, k_dry_run_flag,       k_create_manager_flag, k_object_output_flag,
    k_resource_flag,     k_resource_name_flag, k_save_config_flag,    k_object_managed_fields_flag,
    k_template_flag,     k_validate_flag,      k_verb_flag,
};

constexpr FlagSpec k_cluster_role_flags[] = {
    {"aggregation-rule", 0, FlagType::array, "''",
     "An aggregation label selector for combining ClusterRoles."},
    k_missing_keys_flag,
    k_dry_run_flag,
    k_create_manager_flag,
    {"non-resource-url", 0, FlagType::list, "[]", "A partial url that user should have access to."},
    k_object_output_flag,
    k_resource_flag,
    k_resource_name_flag,
    k_save_config_flag,
    k_object_managed_fields_flag,
    k_template_flag,
    k_validate_flag,
    k_verb_flag,
};

FlagTable role_flags() { return k_role_flags; }
FlagTable cluster_role_flags() { return k_cluster_role_flags; }

NewRole read_role(const ParsedFlags& flags, const std::string& program, const Verb& verb) {
    return {read_name(flags, program, verb.name), flags.values("verb"), flags.values("resource"),
            flags.values("resource-name")};
}

// component-base/cli/flag MapStringString: KEY=VALUE,KEY=VALUE
std::map<std::string, std::string> read_aggregation_rule(const ParsedFlags& flags,
                                                         const std::string& program) {
    std::map<std::string, std::string> labels;
    for (const auto& value : flags.values("aggregation-rule")) {
        for (const auto& pair : split(value, ',')) {
            const auto equals = pair.find('=');
            if (pair.empty()) {
                continue;
            }
            if (equals == std::string::npos) {
                throw UsageError(
                    "invalid argument " + go_quote(value) +
                    " for \"--aggregation-rule\" flag: malformed pair, expect string=string\nSee '" +
                    program + " " + k_create_clusterrole_verb.name + " --help' for usage.");
            }
            const std::string key(trim(std::string_view(pair).substr(0, equals)));
            labels[key] = trim(std::string_view(pair).substr(equals + 1));
        }
    }
    return labels;
}

void parse_role(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    const auto what = read_role(flags, program, k_create_role_verb);
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_role(what, sources); }, "", command);
}

void parse_cluster_role(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    NewClusterRole what;
    what.aggregation_rule = read_aggregation_rule(flags, program);
    what.role = read_role(flags, program, k_create_clusterrole_verb);
    what.non_resource_urls = flags.values("non-resource-url");
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_cluster_role(what, sources); }, "",
        command);
}

}  // namespace

const Verb k_create_role_verb = {
    "create role",
    "Create a role with single rule",
    "Create a role with single rule.",
    "  # Create a role named \"pod-reader\" that allows user to perform \"get\", \"watch\" and \"list\" on "
    "pods\n"
    "  %s create role pod-reader --verb=get --verb=list --verb=watch --resource=pods\n"
    "  \n"
    "  # Create a role named \"pod-reader\" with ResourceName specified\n"
    "  %s create role pod-reader --verb=get --resource=pods --resource-name=readablepod "
    "--resource-name=anotherpod\n"
    "  \n"
    "  # Create a role named \"foo\" with API Group specified\n"
    "  %s create role foo --verb=get,list,watch --resource=rs.apps\n"
    "  \n"
    "  # Create a role named \"foo\" with SubResource specified\n"
    "  %s create role foo --verb=get,list,watch --resource=pods,pods/status",
    "NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] "
    "[--dry-run=server|client|none] [options]",
    role_flags,
    parse_role,
};

const Verb k_create_clusterrole_verb = {
    "create clusterrole",
    "Create a cluster role",
    "Create a cluster role.",
    "  # Create a cluster role named \"pod-reader\" that allows user to perform \"get\", \"watch\" and "
    "\"list\" on pods\n"
    "  %s create clusterrole pod-reader --verb=get,list,watch --resource=pods\n"
    "  \n"
    "  # Create a cluster role named \"pod-reader\" with ResourceName specified\n"
    "  %s create clusterrole pod-reader --verb=get --resource=pods --resource-name=readablepod "
    "--resource-name=anotherpod\n"
    "  \n"
    "  # Create a cluster role named \"foo\" with API Group specified\n"
    "  %s create clusterrole foo --verb=get,list,watch --resource=rs.apps\n"
    "  \n"
    "  # Create a cluster role named \"foo\" with SubResource specified\n"
    "  %s create clusterrole foo --verb=get,list,watch --resource=pods,pods/status\n"
    "  \n"
    "  # Create a cluster role name \"foo\" with NonResourceURL specified\n"
    "  %s create clusterrole \"foo\" --verb=get --non-resource-url=/logs/*\n"
    "  \n"
    "  # Create a cluster role name \"monitoring\" with AggregationRule specified\n"
    "  %s create clusterrole monitoring "
    "--aggregation-rule=\"rbac.example.com/aggregate-to-monitoring=true\"",
    "NAME --verb=verb --resource=resource.group [--resource-name=resourcename] "
    "[--dry-run=server|client|none] [options]",
    cluster_role_flags,
    parse_cluster_role,
};

}  // namespace yare
