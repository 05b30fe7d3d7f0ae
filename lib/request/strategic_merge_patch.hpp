// Strategic merge patch: a merge patch that knows which lists of the built-in kinds merge, and by which key.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace yare {

/// `object`, of the built-in kind `kind`, with the strategic merge patch applied, by the rules and in the
/// words of k8s.io/apimachinery's strategicpatch: merging lists, `$patch`, `$retainKeys`,
/// `$setElementOrder/...`,
/// `$deleteFromPrimitiveList/...`. A patch that is null changes nothing. Throws Error; also, in words of its
/// own, where Go would panic. Where Go leaves the order to chance, members are taken in the order of their
/// names. Recurses as deep as the structs of the kind nest, not as deep as the patch.
nlohmann::json apply_strategic_merge_patch(const nlohmann::json& object, const nlohmann::json& patch,
                                           std::string_view api_version, std::string_view kind);

}  // namespace yare
