#include "request/merge_patch.hpp"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/yaml_json.hpp"

namespace yare {

namespace {

using nlohmann::json;

// Removes the members that are null, at every depth.
void prune_nulls(json& value) {
    std::vector<json*> pending = {&value};
    while (!pending.empty()) {
        json& next = *pending.back();
        pending.pop_back();
        for (auto it = next.begin(); next.is_structured() && it != next.end();) {
            if (next.is_object() && it->is_null()) {
                it = next.erase(it);
                continue;
            }
            if (it->is_structured()) {
                pending.push_back(&*it);
            }
            ++it;
        }
    }
}

json pruned_copy(const json& value) {
    json copy = copy_json(value);
    prune_nulls(copy);
    return copy;
}

}  // namespace

json apply_merge_patch(const json& object, const json& patch) {
    if (!patch.is_structured()) {
        throw Error("Invalid JSON Patch");
    }
    if (!object.is_object() || !patch.is_object()) {
        return pruned_copy(patch);
    }
    json result = copy_json(object);
    std::vector<std::pair<json*, const json*>> pending = {{&result, &patch}};
    while (!pending.empty()) {
        const auto [into, from] = pending.back();
        pending.pop_back();
        for (const auto& [key, value] : from->items()) {
            const auto current = into->find(key);
            if (value.is_null()) {
                into->erase(key);
            } else if (current == into->end()) {
                (*into)[key] = pruned_copy(value);
            } else if (!current->is_object()) {
                *current = pruned_copy(value);
            } else if (value.is_object()) {
                pending.emplace_back(&*current, &value);
            } else {
                *current = copy_json(value);
            }
        }
    }
    return result;
}

}  // namespace yare
