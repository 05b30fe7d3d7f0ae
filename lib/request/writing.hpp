// What verbs that change objects have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"

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

/// What becomes of the objects that one owns (meta/v1 DeletionPropagation).
enum class Cascade { background, foreground, orphan };

/// How objects are deleted, and how long the call waits for them to be gone.
struct Deletion {
    DryRun dry_run = DryRun::none;
    Cascade cascade = Cascade::background;
    std::optional<std::int64_t> grace_period;  // seconds; nothing: the object's own
    std::string uid;                           // preconditions; empty: none
    std::string resource_version;
    bool wait = true;
    Milliseconds timeout{0};  // of the waiting; 0: a week, as kubectl's
};

/// meta/v1 DeleteOptions as JSON. `uid` is a precondition where `how` has none. A server reads either a body
/// or parameters of the URL, never both, so everything stands here.
std::string delete_options(const Deletion& how, const std::string& uid);

using QueryParameters = std::vector<std::pair<std::string, std::string>>;

/// `dryRun=All`, `fieldManager=...`, `fieldValidation=Strict` (meta/v1 CreateOptions, UpdateOptions); for
/// DryRun::client nothing may be sent at all.
QueryParameters writing_query(const Writing& how);

/// `dryRun=All` and `fieldManager=...` alone (meta/v1 PatchOptions of a patch without validation).
QueryParameters writing_query_without_validation(const Writing& how);

}  // namespace yare
