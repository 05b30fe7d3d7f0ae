// Which keys and values labels may have, and which keys data may have (apimachinery/pkg/util/validation).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace yare {

/// What is wrong with the key of a label: `[PREFIX/]NAME`. Empty when nothing is.
std::vector<std::string> label_key_problems(std::string_view key);

/// What is wrong with the value of a label.
std::vector<std::string> label_value_problems(std::string_view value);

/// What is wrong with a key of a ConfigMap's or Secret's data.
std::vector<std::string> data_key_problems(std::string_view key);

/// What is wrong with the name of an environment variable.
std::vector<std::string> variable_name_problems(std::string_view name);

/// The parts, with `separator` between them.
std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace yare
