// Flags that say how objects are printed, in every verb that prints some.
#pragma once

#include "flags.hpp"

namespace yare {

constexpr FlagSpec k_missing_keys_flag = {"allow-missing-template-keys", 0, FlagType::boolean, "true",
                                          "If true, ignore any errors in templates when a field or map key "
                                          "is missing in the template. Only applies "
                                          "to golang and jsonpath output formats."};
constexpr FlagSpec k_template_flag = {
    "template", 0, FlagType::text, "''",
    "Template string or path to template file to use when -o=go-template, -o=go-template-file. The template "
    "format is golang templates [http://golang.org/pkg/text/template/#pkg-overview]."};

}  // namespace yare
