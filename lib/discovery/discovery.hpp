// From a type name to an endpoint: the built-in table, the cache on disk, the server.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "discovery/api_resources.hpp"
#include "discovery/builtin.hpp"
#include "transport/http.hpp"

namespace yare {

/// The server has no type of the name that was typed.
class UnknownType : public Error {
  public:
    using Error::Error;
};

/// The server has no type of the kind that a manifest names.
class NoKindMatch : public Error {
  public:
    using Error::Error;
};

/// An answer to a discovery request: content_type tells which form it is.
struct DiscoveryAnswer {
    int status = 0;
    std::string content_type;
    std::string body;
};

class Discovery {
  public:
    /// Sends one GET; throws TransportError or ApiError (401, 403, 5xx ...) except for 404 and 406, which
    /// come back as a status.
    using Get = std::function<DiscoveryAnswer(const HttpRequest&)>;

    struct Options {
        std::string cache_file;                            // empty: no cache
        std::chrono::seconds ttl = std::chrono::hours(6);  // as kubectl's
    };

    Discovery(Get get, Options options);

    /// Where the cache of a server is kept: `CACHE_DIR/yare/https%3A%2F%2FHOST%3APORT/resources.json`; scheme
    /// and path prefix belong to it, user and password do not. Two servers never share a file. Empty when
    /// cache_dir is.
    static std::string cache_file(const std::string& cache_dir, const std::string& server);

    /// The endpoint for `name`: built-in table, then cache, then server; a miss in a cache that was read from
    /// disk asks the server once. Throws UnknownType `the server doesn't have a resource type "foo"`
    /// (kubectl's words) and,
    /// behind them, types that may have been meant; where a group that could have it could not be asked,
    /// `cannot tell whether the server has a resource type "foo": unable to retrieve the complete list of
    /// server APIs: ...`.
    ResourceType find(const TypeName& name);

    /// The same for a type that the server answered 404 for: the built-in table is left out and the server is
    /// asked again.
    ResourceType find_again(const TypeName& name);

    /// The members of a category (`all`); empty when `name` is not one. Asks the server only when `name` is
    /// not a built-in type. A category comes before a type of the same name, as in kubectl: ask this first.
    std::vector<ResourceType> category(const TypeName& name);

    /// Every type that has `name` as its plural or singular, in any group and version, of what is known: the
    /// cache, or else the server.
    std::vector<ResourceType> all_named(std::string_view name);

    /// All that the server serves, as it says in this run: no table, no cache.
    const ApiResources& all();

    /// For a manifest; throws NoKindMatch `no matches for kind "Zed" in version "foo.io/v1"`.
    ResourceType find_kind(const std::string& api_version, const std::string& kind);

    /// find_kind() for a type that the server answered 404 for, as find_again().
    ResourceType find_kind_again(const std::string& api_version, const std::string& kind);

  private:
    const ApiResources& resources();
    void refresh();

    Get get_;
    Options options_;
    std::optional<ApiResources> resources_;
    bool fresh_ = false;  // resources_ came from the server in this run
};

}  // namespace yare
