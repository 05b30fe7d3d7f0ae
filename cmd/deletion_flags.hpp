// Flags that say how to delete, of delete, delete-collection and replace --force.
#pragma once

#include "writing_flags.hpp"

namespace yare {

constexpr FlagSpec k_cascade_flag = {
    "cascade",
    0,
    FlagType::text,
    "'background'",
    "Must be \"background\", \"orphan\", or \"foreground\". Selects the deletion cascading strategy for the "
    "dependents "
    "(e.g. Pods created by a ReplicationController). Defaults to background.",
    "background"};
constexpr FlagSpec k_grace_period_flag = {
    "grace-period", 0, FlagType::integer, "-1",
    "Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 "
    "for "
    "immediate shutdown. Can only be set to 0 when --force is true (force deletion)."};
constexpr FlagSpec k_now_flag = {
    "now", 0, FlagType::boolean, "false",
    "If true, resources are signaled for immediate shutdown (same as --grace-period=1)."};
constexpr FlagSpec k_deletion_timeout_flag = {
    "timeout", 0, FlagType::duration, "0s",
    "The length of time to wait before giving up on a delete, zero means a week"};
constexpr FlagSpec k_wait_flag = {
    "wait", 0, FlagType::boolean, "true",
    "If true, wait for resources to be gone before returning. This waits for finalizers."};
constexpr FlagSpec k_uid_flag = {"uid", 0, FlagType::text, "''",
                                 "Precondition: deletes an object only if it has this UID."};
constexpr FlagSpec k_precondition_version_flag = {
    "resource-version", 0, FlagType::text, "''",
    "Precondition: deletes an object only if it still has this resourceVersion."};
constexpr FlagSpec k_force_deletion_flag = {
    "force", 0, FlagType::boolean, "false",
    "If true, immediately remove resources from API and bypass graceful deletion. Note that immediate "
    "deletion of "
    "some resources may result in inconsistency or data loss and requires confirmation."};
constexpr FlagSpec k_name_output_flag = {"output", 'o', FlagType::text, "''",
                                         "Output mode. Use \"-o name\" for shorter output (resource/name)."};

/// The value of a duration flag; 0 where it was not given.
Milliseconds read_duration(const ParsedFlags& flags, const char* name);

/// --cascade, --grace-period, --now, --force, --wait, --timeout, --uid, --resource-version, --dry-run; those
/// that the verb has. Warnings go into `command.notes`. Throws UsageError.
Deletion read_deletion_flags(const ParsedFlags& flags, ApiCommand& command);

}  // namespace yare
