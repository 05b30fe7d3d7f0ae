#include "output/cell_color.hpp"

#include <algorithm>
#include <optional>

namespace yare {

namespace {

// Words of the kubelet, the API's conditions and phases, and `yare status`; those of operators that many
// have (cert-manager, Argo CD, Flux, Cluster API).
constexpr std::string_view k_good[] = {
    "Running",   "Ready",   "Active",  "Bound",    "Available",   "Complete", "Completed",
    "Succeeded", "Current", "True",    "Healthy",  "Synced",      "Approved", "Issued",
    "Deployed",  "Enabled", "Created", "Attached", "Provisioned", "Valid",    "Online"};
constexpr std::string_view k_pending[] = {"Pending",         "ContainerCreating",
                                          "PodInitializing", "Terminating",
                                          "Unknown",         "Released",
                                          "InProgress",      "Progressing",
                                          "Waiting",         "SchedulingDisabled",
                                          "Creating",        "Provisioning",
                                          "Deleting",        "Suspended",
                                          "Reconciling",     "SchedulingGated",
                                          "Updating",        "ContainerStatusUnknown",
                                          "Terminated",      "Scheduled",
                                          "Paused",          "OutOfSync",
                                          "Initializing"};
constexpr std::string_view k_bad[] = {
    "Failed",   "Evicted",  "OOMKilled",    "NotReady",         "Lost",     "False",      "Unhealthy",
    "NodeLost", "Degraded", "NotFound",     "DeadlineExceeded", "Denied",   "Preempting", "Unavailable",
    "Missing",  "Shutdown", "NodeShutdown", "NodeAffinity",     "Terminal", "Rejected",   "Stalled"};
constexpr std::string_view k_bad_parts[] = {
    "BackOff", "Error",     "Err",     "Failed", "Failure",  "Invalid",      "CannotRun",
    "OutOf",   "ExitCode:", "Signal:", "Killed", "Mismatch", "Unschedulable"};

template <class Words>
bool holds(const Words& words, std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// `1/2`: whether the two are equal; nothing for other texts and for `0/0`.
std::optional<bool> is_all(std::string_view text) {
    const auto slash = text.find('/');
    const auto is_number = [](std::string_view part) {
        return !part.empty() &&
               std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (slash == std::string_view::npos || !is_number(text.substr(0, slash)) ||
        !is_number(text.substr(slash + 1)) || text == "0/0") {
        return std::nullopt;
    }
    return text.substr(0, slash) == text.substr(slash + 1);
}

Color word_color(std::string_view word) {
    if (const auto all = is_all(word)) {
        return *all ? Color::green : Color::yellow;
    }
    if (holds(k_good, word)) {
        return Color::green;
    }
    if (holds(k_pending, word)) {
        return Color::yellow;
    }
    const bool is_bad = holds(k_bad, word) ||
                        std::any_of(std::begin(k_bad_parts), std::end(k_bad_parts),
                                    [&](auto part) { return word.find(part) != std::string_view::npos; });
    return is_bad ? Color::red : Color::none;
}

// The more alarming one.
Color worse(Color a, Color b) {
    for (const Color color : {Color::red, Color::yellow, Color::green}) {
        if (a == color || b == color) {
            return color;
        }
    }
    return Color::none;
}

}  // namespace

CellKind cell_kind(std::string_view column) {
    constexpr std::string_view names[] = {"STATUS", "PHASE", "STATE", "HEALTH", "READY"};
    const auto blank = column.rfind(' ');
    if (holds(names, blank == std::string_view::npos ? column : column.substr(blank + 1))) {
        return CellKind::status;
    }
    return column == "TYPE" ? CellKind::event : CellKind::plain;
}

bool is_finished(std::string_view status) {
    return status == "Completed" || status == "Complete" || status == "Succeeded";
}

Color cell_color(CellKind kind, std::string_view text) {
    if (kind != CellKind::status) {
        return kind == CellKind::event && text == "Warning" ? Color::yellow : Color::none;
    }
    // `Init:1/2` is on its way, `Init:Error` is not; `False (MissingEndpoints)`, `Ready,SchedulingDisabled`.
    constexpr std::string_view init = "Init:";
    const bool is_init = text.starts_with(init);
    text = text.substr(is_init ? init.size() : 0, text.size());
    text = text.substr(0, text.find(" ("));
    Color color = is_init ? Color::yellow : Color::none;
    for (;;) {
        const auto comma = text.find(',');
        color = worse(color, word_color(text.substr(0, comma)));
        if (comma == std::string_view::npos) {
            return color;
        }
        text.remove_prefix(comma + 1);
    }
}

}  // namespace yare
