// Fetching the server's OpenAPI documents.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "discovery/resource_type.hpp"
#include "schema/document.hpp"
#include "verbs/session.hpp"

namespace yare {

/// The documents of OpenAPI version 3 that a server has: `api/v1`, `apis/apps/v1` -> where to get it
/// (kube-openapi handler3, k8s >= 1.23).
using OpenApiIndex = std::map<std::string, std::string, std::less<>>;

/// Reads /openapi/v3; nothing where the server has none or does not show it, and `error` says why.
std::optional<OpenApiIndex> get_openapi_index(Session& session, std::string& error);

/// Reads the document of version 3 at `url`, one of an index, into `document`. Throws Error with `failed to
/// fetch openapi schema for apis/apps/v1: ...` in front of what the server said.
void get_openapi_v3(Session& session, const std::string& name, const std::string& url,
                    SchemaDocument& document);

/// Reads the document of version 2, all types in one, into `document`.
void get_openapi_v2(Session& session, SchemaDocument& document);

}  // namespace yare
