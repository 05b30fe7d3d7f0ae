// The objects of one document of a manifest (apimachinery unstructured/helpers.go, unstructuredJSONScheme).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "request/manifest.hpp"

namespace yare {

/// Where in a document something is.
struct ManifestPlace {
    std::size_t line = 0;    // from 1 in the whole text
    std::size_t column = 0;  // 0 where not known
    std::string item;        // `items[2]`, `items[2].items[0]`; empty for the document itself
};

/// Says what is wrong with an object, in kubectl's words.
using FailManifest = std::function<void(const std::string& words, const ManifestPlace& place)>;

/// Appends the object that `document` is, or those of a list, to `out`; `number` counts the documents of
/// `source` from 1.
void collect_manifest_objects(const std::string& source, std::size_t number, const YamlDocument& document,
                              std::vector<ManifestObject>& out, const FailManifest& fail);

}  // namespace yare
