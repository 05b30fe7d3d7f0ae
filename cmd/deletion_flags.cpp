#include "deletion_flags.hpp"

namespace yare {

namespace {

Cascade read_cascade(const ParsedFlags& flags, ApiCommand& command) {
    const auto text = flags.text_or("cascade", "background");
    if (const auto boolean = old_boolean(text)) {
        command.notes.push_back("warning: --cascade=" + text +
                                " is deprecated (boolean value) and can be replaced with --cascade=" +
                                (*boolean ? "background." : "orphan."));
        return *boolean ? Cascade::background : Cascade::orphan;
    }
    if (text == "background" || text == "foreground" || text == "orphan") {
        return text == "background"   ? Cascade::background
               : text == "foreground" ? Cascade::foreground
                                      : Cascade::orphan;
    }
    throw UsageError("invalid cascade value (" + text +
                     "). Must be \"background\", \"foreground\", or \"orphan\"");
}

}  // namespace

Milliseconds read_duration(const ParsedFlags& flags, const char* name) {
    return parse_duration(flags.text_or(name, "0s")).value_or(Milliseconds(0));
}

Deletion read_deletion_flags(const ParsedFlags& flags, ApiCommand& command) {
    Deletion how;
    how.cascade = read_cascade(flags, command);
    auto grace = flags.integer("grace-period").value_or(-1);
    const bool force = flags.is_true("force");
    if (flags.is_true("now")) {
        if (grace != -1) {
            throw UsageError("--now and --grace-period cannot be specified together");
        }
        grace = 1;
    }
    // 0 alone has meant more than people wanted; kubectl takes it for 1.
    grace = grace == 0 && !force ? 1 : grace;
    grace = force && grace < 0 ? 0 : grace;
    if (force && grace > 0) {
        throw UsageError("--force and --grace-period greater than 0 cannot be specified together");
    }
    if (force) {
        command.notes.emplace_back(
            "Warning: Immediate deletion does not wait for confirmation that the running resource has been "
            "terminated. The resource may continue to run on the cluster indefinitely.");
    }
    if (grace >= 0) {
        how.grace_period = grace;
    }
    how.dry_run = read_dry_run(flags, command);
    how.uid = flags.text_or("uid", "");
    how.resource_version = flags.text_or("resource-version", "");
    how.wait = flags.is_true("wait", true);
    how.timeout = read_duration(flags, "timeout");
    return how;
}

}  // namespace yare
