// Patches of every type, applied to objects that nobody has checked: two JSON values, `object` and `patch`.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/yaml.hpp"
#include "base/yaml_json.hpp"
#include "request/json_patch.hpp"
#include "request/merge_patch.hpp"
#include "request/strategic_merge_patch.hpp"

namespace {

// Runs a patch that may be refused, but by an Error only.
template <typename Patch>
void attempt(const Patch& patch) {
    try {
        patch();
    } catch (const yare::Error&) {
        return;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<yare::YamlDocument> values;
    attempt([&] { values = yare::read_yaml({reinterpret_cast<const char*>(data), size}); });
    if (values.size() < 2) {
        return 0;
    }
    const nlohmann::json& object = values[0].value;
    const nlohmann::json& patch = values[1].value;
    const std::string before = yare::to_go_json(object);
    attempt([&] { yare::apply_merge_patch(object, patch); });
    attempt([&] { yare::apply_json_patch(object, patch); });
    attempt([&] { yare::apply_strategic_merge_patch(object, patch, "v1", "Pod"); });
    if (yare::to_go_json(object) != before) {
        std::abort();
    }
    return 0;
}
