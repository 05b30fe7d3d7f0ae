// JSON values as Go programs treat decoded ones: comparing and printing them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace yare {

/// The Go type that k8s.io/apimachinery's json.Unmarshal makes of `value`: `map[string]interface {}`,
/// `[]interface {}`, `string`, `bool`, `int64`, `float64`, `%!s(<nil>)` for null.
std::string go_type_name(const nlohmann::json& value);

/// Go's == of two decoded scalars: 1 and 1.0 are not equal. Throws Error for two objects or two lists, where
/// Go panics.
bool go_equal(const nlohmann::json& a, const nlohmann::json& b);

/// The same value in RFC 6902's sense: 1 and 1.0 are equal. Does not recurse, as nlohmann's == does.
bool same_json(const nlohmann::json& a, const nlohmann::json& b);

/// What fmt prints for the verb 'v' or 's': `map[a:1 b:[x <nil>]]`. Does not recurse.
std::string go_format(const nlohmann::json& value, char verb = 'v');

}  // namespace yare
