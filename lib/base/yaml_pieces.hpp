// Pieces of YAML to put into a text that is there already.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace yare {

/// How a piece has to look where it is put.
struct YamlSurroundings {
    bool flow = false;     // inside of brackets
    bool as_json = false;  // there every key and string is between double quotes
    char quote = 0;        // of the scalar that it replaces: ' or ", else 0
};

/// Whether `value` fits on the line of its key: a scalar, `{}` or `[]`.
bool fits_on_line(const nlohmann::json& value);

/// `value` on one line; a collection that is not empty as JSON.
std::string yaml_on_line(const nlohmann::json& value, const YamlSurroundings& where);

/// `key: value` on one line.
std::string yaml_member_on_line(const std::string& key, const nlohmann::json& value,
                                const YamlSurroundings& where);

/// `key: ...` as lines in block style, indented by `indent`, each ended by `line_end`.
std::string yaml_member_lines(const std::string& key, const nlohmann::json& value, std::size_t indent,
                              std::string_view line_end);

/// The lines of yaml_member_lines() behind the key's own.
std::string yaml_value_lines(const nlohmann::json& value, std::size_t indent, std::string_view line_end);

/// `- ...` in the same way.
std::string yaml_element_lines(const nlohmann::json& value, std::size_t indent, std::string_view line_end);

}  // namespace yare
