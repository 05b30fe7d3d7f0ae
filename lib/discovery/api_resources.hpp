// What a server serves, in the order and priority it gives.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "discovery/resource_type.hpp"
#include "discovery/type_name.hpp"

namespace yare {

/// A type as its server lists it.
struct ServedType : ResourceType {
    bool singular_is_guess = false;    // servers before 1.27 name no singular: it is the kind in lower case
    std::string storage_version_hash;  // of the form in which objects are kept; empty: not said

    /// Makes up a missing singular, as meta.UnsafeGuessKindToResource does.
    void guess_singular();
};

/// A group version whose resources the server could not list, for instance because the API server behind it
/// is down.
struct FailedGroupVersion {
    std::string name;    // metrics.k8s.io/v1beta1
    std::string reason;  // the server is currently unable to handle the request
};

/// Every version of every resource (no subresources): core first, then groups in the server's order, in each
/// group the preferred version first.
struct ApiResources {
    std::vector<ServedType> types;
    std::vector<FailedGroupVersion> failed;  // not among types; empty: the list is complete

    /// What `failed` comes to in client-go's words (`unable to retrieve the complete list of server APIs:
    /// metrics.k8s.io/v1beta1: ...`); empty when the list is complete.
    std::string incomplete_words() const;

    /// kubectl's choice for `name`: first group in order, in it the preferred version; an exact group before
    /// one that only begins with what was typed (`ingress.net`); plural and singular (without regard to case)
    /// before short names before kinds, a kind without a group being a core one. Nothing when unknown.
    /// (client-go restmapper/shortcut.go, apimachinery pkg/api/meta, cli-runtime pkg/resource/builder.go
    /// mappingFor.)
    std::optional<ResourceType> find(const TypeName& name) const;
    /// The type for a manifest's apiVersion and kind; the last one where several resources of a group version
    /// have that kind, as in kubectl.
    std::optional<ResourceType> find_kind(std::string_view api_version, std::string_view kind) const;
    /// Every resource once, in the servers' order, each in the version that find() would choose (client-go
    /// discovery_client.go, ServerPreferredResources).
    std::vector<ServedType> preferred() const;
    /// The members of a category in the servers' order, each in the version that find() would choose; empty
    /// when there is no such category.
    std::vector<ResourceType> category(std::string_view name) const;
};

/// Reads aggregated discovery (APIGroupDiscoveryList, apidiscovery.k8s.io v2 and v2beta1) of /api or /apis.
/// Appends to `out`, a stale group version to `out.failed`. Throws Error when `text` is not such a document.
void read_aggregated(std::string_view text, ApiResources& out);

/// The names of the group versions in such a document that are not stale, in its order.
std::vector<std::string> read_aggregated_versions(std::string_view text);

/// The older form: /api (APIVersions) and /apis (APIGroupList) name the group versions, in each group the
/// preferred first. Throws Error when `text` is neither.
std::vector<std::string> read_group_versions(std::string_view text);
/// The older form: APIResourceList of one group version, appended to `out`. Throws Error when `text` is no
/// such document.
void read_resource_list(std::string_view text, ApiResources& out);

/// To and from the text that the cache keeps, without `failed`. from_cache() gives nothing for a text that is
/// not whole or not of this version.
std::string to_cache(const ApiResources& resources);
std::optional<ApiResources> from_cache(std::string_view text);

}  // namespace yare
