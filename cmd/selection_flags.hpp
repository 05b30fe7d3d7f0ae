// Flags that select objects of collections.
#pragma once

#include "flags.hpp"

namespace yare {

constexpr FlagSpec k_all_namespaces_flag = {"all-namespaces", 'A', FlagType::boolean, "false",
                                            "If present, list the requested object(s) across all namespaces. "
                                            "Namespace in current context is ignored even if "
                                            "specified with --namespace."};
constexpr FlagSpec k_chunk_size_flag = {
    "chunk-size", 0, FlagType::integer, "500",
    "Return large lists in chunks rather than all at once. Pass 0 to disable."};
constexpr FlagSpec k_field_selector_flag = {
    "field-selector", 0, FlagType::text, "''",
    "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector "
    "key1=value1,key2=value2). The server only supports a limited number of field queries per type."};
constexpr FlagSpec k_selector_flag = {
    "selector", 'l', FlagType::text, "''",
    "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l "
    "key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label "
    "constraints."};

}  // namespace yare
