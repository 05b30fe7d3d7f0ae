// A kubeconfig as text and as a value with all its fields, known or not.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace yare {

/// `text` up to the separator behind its first document: kubectl does not look at what follows.
std::string_view first_document(std::string_view text);

/// The value of the first document: an object, empty where the text holds none. Throws Error for what is not
/// YAML or no map, or nested deeper than 1,000 levels.
nlohmann::json read_kubeconfig_value(std::string_view text);

/// `text` with `after` in place of `before`, which is what it holds. What stays keeps its bytes where the
/// change can be made in the text; else the first document is written anew, as kubectl writes it.
std::string change_kubeconfig_text(const std::string& text, const nlohmann::json& before,
                                   const nlohmann::json& after);

/// An empty kubeconfig, as kubectl writes one.
nlohmann::json empty_kubeconfig();

}  // namespace yare
