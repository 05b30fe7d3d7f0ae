// base64 (RFC 4648) and percent-encoding (RFC 3986).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace yare {

std::string base64_encode(std::string_view bytes);

/// Standard alphabet with padding; line breaks are skipped. Nothing when it is not base64.
std::optional<std::string> base64_decode(std::string_view text);

/// Escapes a path segment as Go's url.PathEscape does: unreserved characters and `$&+=:@` stay.
std::string percent_encode_segment(std::string_view text);

/// Escapes a query key or value as Go's url.QueryEscape does: space becomes `+`, unreserved characters stay.
std::string percent_encode_query(std::string_view text);

/// Decodes %XX; a percent sign without two hex digits behind it stays as it is.
std::string percent_decode(std::string_view text);

}  // namespace yare
