// The objects of manifests, and where they are or will be on the server.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "discovery/type_name.hpp"
#include "request/manifest.hpp"
#include "verbs/change.hpp"
#include "verbs/session.hpp"

namespace yare {

/// When an object is created: what others need to be there comes first.
enum class Phase { ground, defaults, rest, hooks };

/// An object to work on: named, selected, or in a manifest.
struct SelectedObject {
    TypeName typed;  // empty text for an object of a manifest
    ObjectPlace place;
    std::string uid;               // of an object that was found by listing
    std::string resource_version;  // the same
    std::string source;            // the manifest, as in messages; empty for others
    std::string object;            // JSON of the manifest, with its namespace put in
    Phase phase = Phase::rest;
    bool awaits_type = false;  // its type is defined by another object of the same call
};

/// Reads the manifests of `files`, all of them before anything else happens: throws one Error for everything
/// that cannot be read or parsed. `-` is read from the session's standard input. Values that YAML 1.1 and 1.2
/// read differently are warned of.
Manifests read_all_manifests(Session& session, const ManifestFiles& files);

/// What kubectl says about an object whose kind the server does not have
/// (cli-runtime/pkg/resource/mapper.go).
NoKindMatch not_mapped(const std::string& name, const std::string& name_space, const std::string& source,
                       const NoKindMatch& error);

/// Finds the places of those objects that `label_selector` selects. An object of an unknown kind or of
/// another namespace than -n goes into `errors` (kubectl's words) and is left out.
std::vector<SelectedObject> find_targets(Session& session, const Manifests& manifests,
                                         const std::string& label_selector, ErrorList& errors);

}  // namespace yare
