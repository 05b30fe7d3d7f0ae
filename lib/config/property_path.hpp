// Dotted names of properties of a kubeconfig: `clusters.a.b.server` (kubectl/pkg/cmd/config,
// navigation_step_parser.go).
#pragma once

#include <string>
#include <string_view>

#include "config/kubeconfig_fields.hpp"

namespace yare {

/// What a dotted name stands for.
struct PropertyPath {
    enum class Kind {
        kind,  // kind, apiVersion: written by kubectl itself, never changed
        current_context,
        preferences,
        preference_colors,
        preference_extensions,
        extensions,
        list,   // clusters
        entry,  // clusters.a
        field   // clusters.a.server
    };
    Kind kind = Kind::kind;
    const ConfigList* list = nullptr;    // of the three last kinds
    std::string name = {};               // of an entry; dots are part of it
    const ConfigField* field = nullptr;  // of the last kind
};

/// Throws UsageError `unable to parse foo after [] at api.Config` and kubectl's other words.
PropertyPath parse_property_path(const std::string& text);

}  // namespace yare
