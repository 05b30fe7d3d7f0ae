// The objects of -f: files, directories, globs, standard input, URLs.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace yare {

struct ManifestObject {
    std::string source;        // file name or URL; STDIN for standard input
    std::size_t document = 1;  // its number in the source, empty documents not counted
    std::size_t line = 0;      // of the document in the source; of the item where it is one of a YAML List
    std::string api_version, kind, name, name_space;
    std::string json;  // the object as compact JSON
};

struct ManifestFiles {
    std::vector<std::string> names;  // as given to -f
    bool recursive = false;
};

/// What may be read. `read_stdin` is called at most once; `get_url` returns the body of an http(s) URL or
/// throws.
struct ManifestSources {
    std::function<std::string()> read_stdin;
    std::function<std::string(const std::string& url)> get_url;
};

/// What -f named.
struct Manifests {
    std::vector<ManifestObject> objects;  // Lists flattened, in order
    std::size_t sources = 0;              // files, URLs and standard input read; 0 where a path is wrong
    bool single = false;  // one file or URL, that could hold one object: kubectl's singleItemImplied
    std::vector<std::string> notes;  // see read_manifests_strictly
};

/// Reads everything before it returns. Problems are added to `errors`, in kubectl's words: `the path "x"
/// does not exist`, `error parsing x.yaml: error converting YAML to JSON: yaml: line 2: ...`, `error reading
/// [DIR]: recognized file extensions are [.json .yaml .yml]`, missing kind, apiVersion, or name (where there
/// is no generateName either). Where a path is wrong nothing is read at all; what cannot be parsed ends its
/// file; the rest is read.
Manifests read_manifests(const ManifestFiles& files, const ManifestSources& sources, ErrorList& errors);

/// The same, throwing one Error for all problems.
Manifests read_manifests(const ManifestFiles& files, const ManifestSources& sources);

/// Reads for verbs that change things: everything, and then throws one Error that has every problem of every
/// file in order, each on one line: kubectl's words (cut where they show a whole object) and the place behind
/// them, `... (x.yaml:7:3, document 2)`, `... (x.yaml:9, document 1, items[2])`. A document that cannot be
/// read does not hide those behind it; more than 20 problems of a source are counted. `notes` has what is to
/// be shown as warnings: `x.yaml:12:16: yes is read as the boolean true (YAML 1.1); YAML 1.2 reads the string
/// "yes": write true or "yes"`; of all files the first 20, then how many more there are.
Manifests read_manifests_strictly(const ManifestFiles& files, const ManifestSources& sources);

/// The same for a text that came from elsewhere and is called `source`.
Manifests read_manifest_text_strictly(const std::string& source, const std::string& text);

}  // namespace yare
