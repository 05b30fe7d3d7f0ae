#include "create_flags.hpp"
#include "request/generators/role_binding.hpp"

namespace yare {

namespace {

constexpr FlagSpec k_role_binding_flags[] = {
    k_missing_keys_flag,
    {"clusterrole", 0, FlagType::text, "''", "ClusterRole this RoleBinding should reference"},
    k_dry_run_flag,
    k_create_manager_flag,
    {"group", 0, FlagType::array, "[]",
     "Groups to bind to the role. The flag can be repeated to add multiple groups."},
    k_object_output_flag,
    {"role", 0, FlagType::text, "''", "Role this RoleBinding should reference"},
    k_save_config_flag,
    {"serviceaccount", 0, FlagType::array, "[]",
     "Service accounts to bind to the role, in the format <namespace>:<name>. The flag can be repeated to "
     "add "
     "multiple service accounts."},
    k_object_managed_fields_flag,
    k_template_flag,
    {"user", 0, FlagType::array, "[]",
     "Usernames to bind to the role. The flag can be repeated to add multiple users."},
    k_validate_flag,
};

constexpr FlagSpec k_cluster_role_binding_flags[] = {
    k_missing_keys_flag,
    {"clusterrole", 0, FlagType::text, "''", "ClusterRole this ClusterRoleBinding should reference"},
    k_dry_run_flag,
    k_create_manager_flag,
    {"group", 0, FlagType::array, "[]",
     "Groups to bind to the clusterrole. The flag can be repeated to add multiple groups."},
    k_object_output_flag,
    k_save_config_flag,
    {"serviceaccount", 0, FlagType::array, "[]",
     "Service accounts to bind to the clusterrole, in the format <namespace>:<name>. The flag can be "
     "repeated "
     "to add multiple service accounts."},
    k_object_managed_fields_flag,
    k_template_flag,
    {"user", 0, FlagType::array, "[]",
     "Usernames to bind to the clusterrole. The flag can be repeated to add multiple users."},
    k_validate_flag,
};

FlagTable role_binding_flags() { return k_role_binding_flags; }
FlagTable cluster_role_binding_flags() { return k_cluster_role_binding_flags; }

Subjects read_subjects(const ParsedFlags& flags) {
    return {flags.values("user"), flags.values("group"), flags.values("serviceaccount")};
}

void parse_role_binding(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    NewRoleBinding what;
    what.name = read_name(flags, program, k_create_rolebinding_verb.name);
    what.role = flags.text_or("role", "");
    what.cluster_role = flags.text_or("clusterrole", "");
    what.subjects = read_subjects(flags);
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_role_binding(what, sources); },
        "failed to create rolebinding: ", command);
}

void parse_cluster_role_binding(const ParsedFlags& flags, const std::string& program, ApiCommand& command) {
    require_flags(flags, {"clusterrole"});
    NewClusterRoleBinding what;
    what.name = read_name(flags, program, k_create_clusterrolebinding_verb.name);
    what.cluster_role = flags.text_or("clusterrole", "");
    what.subjects = read_subjects(flags);
    set_generate_request(
        flags, [what](const GeneratorSources& sources) { return make_cluster_role_binding(what, sources); },
        "failed to create clusterrolebinding: ", command);
}

}  // namespace

const Verb k_create_rolebinding_verb = {
    "create rolebinding",
    "Create a role binding for a particular role or cluster role",
    "Create a role binding for a particular role or cluster role.",
    "  # Create a role binding for user1, user2, and group1 using the admin cluster role\n"
    "  %s create rolebinding admin --clusterrole=admin --user=user1 --user=user2 --group=group1\n"
    "  \n"
    "  # Create a role binding for service account monitoring:sa-dev using the admin role\n"
    "  %s create rolebinding admin-binding --role=admin --serviceaccount=monitoring:sa-dev",
    "NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] "
    "[--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
    role_binding_flags,
    parse_role_binding,
};

const Verb k_create_clusterrolebinding_verb = {
    "create clusterrolebinding",
    "Create a cluster role binding for a particular cluster role",
    "Create a cluster role binding for a particular cluster role.",
    "  # Create a cluster role binding for user1, user2, and group1 using the cluster-admin cluster role\n"
    "  %s create clusterrolebinding cluster-admin --clusterrole=cluster-admin --user=user1 --user=user2 "
    "--group=group1",
    "NAME --clusterrole=NAME [--user=username] [--group=groupname] "
    "[--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
    cluster_role_binding_flags,
    parse_cluster_role_binding,
};

}  // namespace yare
