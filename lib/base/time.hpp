// Times and durations as Kubernetes and Go write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace yare {

using Seconds = std::chrono::seconds;
using Milliseconds = std::chrono::milliseconds;

/// A point in time as precise as ages need it.
using Moment = std::chrono::sys_time<std::chrono::microseconds>;

/// What the system's clock says.
Moment present();

/// Parses what Go's time.Parse takes for RFC 3339 (Go 1.27): `2026-11-22T10:00:00Z`, fractions behind `.` or
/// `,`, offsets up to `+24:60`, an hour of one digit; no lower case, no leap second.
std::optional<Moment> parse_rfc3339(std::string_view text);

/// An AGE, as k8s.io/apimachinery/pkg/util/duration.HumanDuration writes it: `5s`, `2m30s`, `3h4m`, `5d`,
/// `2y11d`; `<invalid>` from two seconds in the future on; never more than `292y`.
std::string human_duration(std::chrono::microseconds age);

/// The AGE of what has this creationTimestamp: `<unknown>` when that is no time, or Go's zero time.
std::string age_text(std::string_view timestamp, Moment now);

/// A Go duration (`300ms`, `1.5h`, `2h45m`) or, as kubectl's --request-timeout also takes, a plain integer of
/// seconds. Nothing when it is neither.
std::optional<Milliseconds> parse_duration(std::string_view text);

}  // namespace yare
