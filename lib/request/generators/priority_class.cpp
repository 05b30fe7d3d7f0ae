#include "request/generators/priority_class.hpp"

#include <nlohmann/json.hpp>

#include "request/generators/new_object.hpp"

namespace yare {

std::string make_priority_class(const PriorityClassOptions& options) {
    auto object = new_object("PriorityClass", "scheduling.k8s.io/v1", options.name, "");
    object["value"] = options.value;
    if (options.global_default) {
        object["globalDefault"] = true;
    }
    if (!options.description.empty()) {
        object["description"] = go_utf8(options.description);
    }
    object["preemptionPolicy"] = go_utf8(options.preemption_policy);
    return object.dump();
}

}  // namespace yare
