// Questions about the server and the user: what it serves, which version it has, what one may do.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace yare {

/// What the server serves: a table, or the list of it.
struct ApiResourcesRequest {
    enum class Order { by_group, by_name, by_kind };

    std::optional<std::string> group = {};  // "": core
    std::optional<bool> namespaced = {};
    std::vector<std::string> verbs = {};       // all of them
    std::vector<std::string> categories = {};  // all of them
    Order order = Order::by_group;
    bool cached = false;  // what the cache knows will do
};

/// The names of the group versions that the server serves.
struct ApiVersionsRequest {};

enum class VersionFormat { lines, json, yaml };

/// The versions of the program and the server.
struct VersionRequest {
    VersionFormat format = VersionFormat::lines;
    bool warnings_as_errors = false;
};

/// Whether something is allowed.
struct CanIRequest {
    std::string verb = {};
    std::string path = {};  // of what is no resource; empty: there is a type
    std::string type = {};  // as typed, `*` for all
    std::string name = {};  // empty: any
    std::string subresource = {};
    bool all_namespaces = false;
    bool quiet = false;  // only the exit code
};

/// All that is allowed in a namespace, as far as the server can tell.
struct AccessListRequest {
    bool no_headers = false;
};

/// Who the server takes the user for.
struct WhoAmIRequest {};

/// Where the control plane and the services that belong to it are.
struct ClusterInfoRequest {
    std::string name_space = {};  // of the services
};

/// Lists of what matters when a cluster is looked into, with the logs of its pods.
struct ClusterDumpRequest {
    std::string directory = {};                 // empty or `-`: standard output
    std::vector<std::string> name_spaces = {};  // empty: kube-system and the connection's
    bool all_namespaces = false;
};

}  // namespace yare
