// A resource type as typed: `pods`, `deploy`, `Deployment`, `deployments.apps`, `deployments.v1.apps`.
#pragma once

#include <string>
#include <string_view>

namespace yare {

struct TypeName {
    std::string text;  // as typed

    /// The part before the first dot (all of it where there is none).
    std::string_view resource() const;
    /// Everything behind the first dot read as a group; empty where there is none.
    std::string_view group() const;
    /// With two dots or more: the part between the first two, and what follows (`deployments.v1.apps` ->
    /// `v1`, `apps`; `pods.v1.` -> `v1`, empty group). Kubernetes' ParseResourceArg: both readings are tried,
    /// this one first.
    bool has_version_reading() const;
    std::string_view version() const;
    std::string_view versioned_group() const;
};

}  // namespace yare
