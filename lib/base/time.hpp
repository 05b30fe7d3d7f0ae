// Times and durations as Kubernetes and Go write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace yare {

using Seconds = std::chrono::seconds;
using Milliseconds = std::chrono::milliseconds;

/// Parses RFC 3339 (`2026-11-22T10:00:00Z`, fractions and offsets too) to seconds since the epoch.
std::optional<std::chrono::sys_seconds> parse_rfc3339(std::string_view text);

/// An AGE, as k8s.io/apimachinery/pkg/util/duration.HumanDuration writes it: `5s`, `2m30s`, `3h4m`, `5d`,
/// `2y11d`.
std::string human_duration(Seconds age);

/// A Go duration (`300ms`, `1.5h`, `2h45m`) or, as kubectl's --request-timeout also takes, a plain integer of
/// seconds. Nothing when it is neither.
std::optional<Milliseconds> parse_duration(std::string_view text);

}  // namespace yare
