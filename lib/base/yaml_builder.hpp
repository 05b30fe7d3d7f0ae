// Builds the value of one YAML document from its events.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "base/yaml_events.hpp"

namespace yare {

/// The value of a scalar as go-yaml gives it to an untyped target: by its tag, or resolved when it is plain
/// and has none. May be a number that is infinite or not a number. Throws YamlError (without a line, as
/// go-yaml) where value and tag do not agree.
nlohmann::json yaml_scalar_value(const YamlEvent& scalar);

/// Reads the next document: nullopt at the end of the stream. `text_size` bounds what aliases may expand to.
/// `differences` may be null.
std::optional<YamlDocument> build_yaml_document(YamlEvents& events, std::size_t text_size,
                                                YamlDifferences* differences);

}  // namespace yare
