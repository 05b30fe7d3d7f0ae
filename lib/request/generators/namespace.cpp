#include "request/generators/namespace.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"

namespace yare {

std::string make_namespace(const std::string& name) {
    if (name.empty()) {
        throw Error("name must be specified");
    }
    // Namespace's spec and status are structs without pointers: Go writes them even when they are empty.
    return nlohmann::ordered_json{{"kind", "Namespace"},
                                  {"apiVersion", "v1"},
                                  {"metadata", {{"name", name}}},
                                  {"spec", nlohmann::ordered_json::object()},
                                  {"status", nlohmann::ordered_json::object()}}
        .dump();
}

}  // namespace yare
