// What the objects of several generators have in common.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace yare {

/// ObjectMeta of a new object; what is empty is left out, as Go does (metav1 ObjectMeta, omitempty).
nlohmann::ordered_json object_meta(const std::string& name, const std::string& name_space = "");

/// Sets `object[member]` unless `text` is empty (Go's omitempty).
void set_if_any(nlohmann::ordered_json& object, const char* member, const std::string& text);

/// The object as JSON text; bytes that are no UTF-8 become U+FFFD, as in Go.
std::string object_text(const nlohmann::ordered_json& object);

/// The JSON text without any `creationTimestamp: null`: API servers before 1.33 write it where there is none;
/// kubectl, which knows the types it generates, does not.
std::string without_null_times(std::string_view object);

/// The number that all of `text` is, in decimal, maybe with a sign: Go's strconv.Atoi.
std::optional<long long> read_decimal(std::string_view text);

}  // namespace yare
