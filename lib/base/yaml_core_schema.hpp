// Where YAML 1.2's core schema reads a scalar otherwise than go-yaml does (yaml.org/spec/1.2.2, 10.3.2).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace yare {

/// A quick look: false where `value`, read from plain `text`, certainly means the same in both.
bool may_differ_in_yaml_core(std::string_view text, const nlohmann::json& value);

/// What the core schema makes of plain `text` where that is another JSON value than the boolean or number
/// `value` that go-yaml made of it; nothing for other values.
std::optional<nlohmann::json> differing_yaml_core_value(std::string_view text, const nlohmann::json& value);

/// The difference as a sentence: `0644 is read as the number 420 (YAML 1.1); YAML 1.2 reads the number 644:
/// write 420 or 644`. Long texts are cut.
std::string yaml_core_words(std::string_view text, const nlohmann::json& value, const nlohmann::json& core);

}  // namespace yare
