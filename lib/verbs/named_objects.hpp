// The objects that arguments and manifests name.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "request/manifest.hpp"
#include "request/model.hpp"
#include "verbs/endpoints.hpp"
#include "verbs/session.hpp"

namespace yare {

/// An object to be fetched by name.
struct NamedObject {
    Endpoint endpoint;
    std::string name_space;  // empty for a type without namespaces
    std::string name;
};

/// Throws `error`, or where it says that an object was not found and the object's namespace is not there
/// either, the server's words about that (cli-runtime/pkg/resource/visitor.go, Info.Get). `time` is the
/// longest that asking may take, where given.
[[noreturn]] void explain_missing(Client& client, const NamedObject& object, const ApiError& error,
                                  Milliseconds time = Milliseconds(0));

/// GETs an object, or its `subresource` where that is not empty. Throws as explain_missing() says, and what
/// Client::get() throws.
Answer fetch_object(Session& session, NamedObject& object, const std::string& subresource,
                    const std::string& accept, const QueryParameters& query);

/// Reads the manifests of `files`; what is wrong with some goes into `errors`, and out of it as an exception
/// where there are no others.
Manifests read_named_manifests(Session& session, const ManifestFiles& files, ErrorList& errors);

/// Those of the arguments; `name_space` is empty for all namespaces. Throws for an unknown type.
std::vector<NamedObject> find_objects(Session& session, const Targets& targets,
                                      const std::string& name_space);

struct FoundObjects {
    std::vector<NamedObject> objects;
    std::vector<UsageError> elsewhere;  // about objects in another namespace than the one asked for
};

/// Those of manifests that `label_selector` selects. Goes on after an object of an unknown kind, which goes
/// into `errors`.
FoundObjects find_objects(Session& session, const Manifests& manifests, const std::string& label_selector,
                          ErrorList& errors);

}  // namespace yare
