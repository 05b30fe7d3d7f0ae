// TYPE and NAME arguments, as typed.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "discovery/type_name.hpp"

namespace yare {

struct NamedTarget {
    TypeName type;
    std::string name;
};

/// Either whole collections (types, no names) or named objects; never both.
struct Targets {
    std::vector<TypeName> types;       // `pods`, `a,b`
    std::vector<NamedTarget> objects;  // in argument order
    bool slash_form = false;           // objects came as TYPE/NAME (also from `a,b n1 n2`)
    bool empty() const { return types.empty() && objects.empty(); }
};

/// Sorts out positional arguments as kubectl does (cli-runtime/pkg/resource/builder.go:
/// ResourceTypeOrNameArgs): `TYPE`, `TYPE NAME...`, `TYPE/NAME...`, `a,b`, `a,b n1 n2` (the cross product).
/// Throws UsageError in kubectl's words; `command` is the program's name in them.
Targets parse_targets(const std::vector<std::string>& args, const std::string& command);

/// What kubectl says of a call that names nothing.
UsageError nothing_named();

}  // namespace yare
