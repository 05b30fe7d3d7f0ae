#include "request/generators/service_account.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "request/generators/new_object.hpp"

namespace yare {

std::string make_service_account(const std::string& name, const GeneratorSources& sources) {
    if (name.empty()) {
        throw Error("name must be specified");
    }
    return new_object("ServiceAccount", "v1", name, sources.name_space).dump();
}

}  // namespace yare
