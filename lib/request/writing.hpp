// What verbs that change objects have in common.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace yare {

/// Whether a change is made, only shown (nothing is sent), or tried by the server without keeping it.
enum class DryRun { none, client, server };

/// What becomes of unknown and duplicate fields (fieldValidation, k8s >= 1.25; older servers ignore it).
enum class FieldValidation { strict, warn, ignore };

/// Parameters of requests that create or change an object.
struct Writing {
    DryRun dry_run = DryRun::none;
    FieldValidation validation = FieldValidation::strict;
    std::string field_manager;
};

using QueryParameters = std::vector<std::pair<std::string, std::string>>;

/// `dryRun=All`, `fieldManager=...`, `fieldValidation=Strict` (meta/v1 CreateOptions, UpdateOptions); for
/// DryRun::client nothing may be sent at all.
QueryParameters writing_query(const Writing& how);

/// `dryRun=All` and `fieldManager=...` alone (meta/v1 PatchOptions of a patch without validation).
QueryParameters writing_query_without_validation(const Writing& how);

}  // namespace yare
