// What every generated object begins with.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace yare {

/// `text` as Go's encoding/json passes it on: U+FFFD for every byte that is not UTF-8.
std::string go_utf8(std::string_view text);

/// kind, apiVersion and metadata with name and namespace, each of these two only where it is not empty.
nlohmann::ordered_json new_object(std::string_view kind, std::string_view api_version, std::string_view name,
                                  std::string_view name_space);

}  // namespace yare
