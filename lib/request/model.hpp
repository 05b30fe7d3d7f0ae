// What the user asks of the API: one plain struct a verb.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "request/manifest.hpp"
#include "request/targets.hpp"

namespace yare {

/// Which members of a collection.
struct Selection {
    bool all_namespaces = false;
    std::string label_selector;
    std::string field_selector;
    std::int64_t chunk_size = 500;                           // objects a page; 0: all at once
    std::vector<std::pair<std::string, std::string>> query;  // further API parameters, as given
};

struct GetRequest {
    Targets targets;
    ManifestFiles files;
    Selection selection;
    std::string subresource;
    bool ignore_not_found = false;
};

struct ListRequest {
    std::vector<TypeName> types;
    Selection selection;
};

/// A GET of a path as it stands, its body passed on as it comes.
struct RawRequest {
    std::string path;  // may hold a query
};

using Request = std::variant<GetRequest, ListRequest, RawRequest>;

}  // namespace yare
