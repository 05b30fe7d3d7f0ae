// Accept headers for objects without spec and status (meta.k8s.io, k8s >= 1.15); a server that cannot leave
// them out sends the whole.
#pragma once

namespace yare {

constexpr const char* k_accept_metadata =
    "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json";
constexpr const char* k_accept_metadata_list =
    "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

}  // namespace yare
