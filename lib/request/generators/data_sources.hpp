// Where the data of ConfigMaps and Secrets comes from: --from-literal, --from-file, --from-env-file.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "request/generators/sources.hpp"

namespace yare {

struct DataSources {
    std::vector<std::string> files;      // `path`, `key=path`; a directory stands for its regular files
    std::vector<std::string> literals;   // `key=value`
    std::vector<std::string> env_files;  // files of `key=value` lines
};

/// Takes one entry.
using AddData = std::function<void(const std::string& key, const std::string& value)>;

/// Throws Error where --from-env-file is combined with the others.
void check_data_sources(const DataSources& sources);

/// Throws Error in kubectl's words (kubectl/pkg/util/util.go ParseLiteralSource).
void add_literals(const std::vector<std::string>& literals, const AddData& add);

/// Reads the files. Throws Error in kubectl's words.
void add_files(const std::vector<std::string>& files, const AddData& add);

/// Reads files of `key=value` lines, where `key` alone takes its value from the environment, and lines that
/// are empty or begin with `#` do not count (kubectl/pkg/cmd/util/env_file.go). `kind` is a word of the
/// error about a directory: `config`, `secret`. Throws Error in kubectl's words.
void add_env_files(const std::vector<std::string>& files, const char* kind,
                   const std::function<std::string(const std::string& name)>& variable, const AddData& add);

}  // namespace yare
