#include "request/strategic_merge_patch.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/yaml_json.hpp"
#include "request/go_value.hpp"
#include "request/patch_schema.hpp"
#include "request/strategic_lists.hpp"

namespace yare {

namespace {

using nlohmann::json;

const std::string k_directive = "$patch";
const std::string k_retain_keys = "$retainKeys";
const std::string k_delete_prefix = "$deleteFromPrimitiveList";
const std::string k_order_prefix = "$setElementOrder";

bool is_directive(const json& value) { return value.is_object() && value.contains(k_directive); }

// What `key` names behind `prefix` and a slash; throws `problem` where it does not look like that.
std::string field_behind(const std::string& key, const std::string& prefix, const char* problem) {
    if (!key.starts_with(prefix + "/")) {
        throw Error(problem);
    }
    return key.substr(prefix.size() + 1);
}

// Members that are null go, at every depth.
void discard_nulls(json& value) {
    std::vector<json*> pending = {&value};
    while (!pending.empty()) {
        json& next = *pending.back();
        pending.pop_back();
        for (auto it = next.begin(); next.is_structured() && it != next.end();) {
            if (next.is_object() && it->is_null()) {
                it = next.erase(it);
                continue;
            }
            pending.push_back(&*it++);
        }
    }
}

// Objects with a `$patch` go, at every depth below `value`.
void remove_directives(json& value) {
    std::vector<json*> pending = {&value};
    while (!pending.empty()) {
        json& next = *pending.back();
        pending.pop_back();
        if (next.is_array()) {
            std::erase_if(next.get_ref<json::array_t&>(), is_directive);
        }
        for (auto it = next.begin(); next.is_structured() && it != next.end();) {
            if (is_directive(*it)) {
                it = next.erase(it);
                continue;
            }
            pending.push_back(&*it++);
        }
    }
}

// Sets a member to a value that has nothing to merge with. Scalars stay in the patch: they may be the merge
// key by which its elements are put in order later.
void set_member(json& object, const std::string& key, json& value) {
    if (is_directive(value)) {
        object.erase(key);
        return;
    }
    remove_directives(value);
    object[key] = value.is_structured() ? std::move(value) : value;
}

// `$retainKeys`: only the members it lists are left of `original`.
void retain_keys(json& original, json& patch) {
    const auto directive = patch.find(k_retain_keys);
    if (directive == patch.end()) {
        return;
    }
    const json list = std::move(*directive);
    patch.erase(directive);
    const Error problem("invalid patch format of retainKeys");
    if (!list.is_array()) {
        throw problem;
    }
    std::set<std::string> retained;
    for (const json& key : list) {
        if (key.is_structured()) {
            throw problem;
        }
        if (key.is_string()) {
            retained.insert(key.get<std::string>());
        }
    }
    for (const auto& [key, value] : patch.items()) {
        if (!value.is_null() && !key.starts_with(k_delete_prefix) && !key.starts_with(k_order_prefix) &&
            !retained.contains(key)) {
            throw problem;
        }
    }
    for (auto it = original.begin(); it != original.end();) {
        it = retained.contains(it.key()) ? std::next(it) : original.erase(it);
    }
}

void check_list(const json& value) {
    if (!value.is_array()) {
        throw Error("expected a []interface {}, but received a " + go_type_name(value));
    }
}

GoSlice without_directives(const GoSlice& list) {
    GoSlice kept;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!is_directive(list[i])) {
            remove_directives(list[i]);
            kept.append(list.item(i));
        }
    }
    return kept;
}

// The list under `key`, taken out of `object`; nullopt when there is none.
std::optional<GoSlice> take_list(json& object, const std::string& key) {
    const auto found = object.find(key);
    if (found == object.end()) {
        return std::nullopt;
    }
    check_list(*found);
    GoSlice list(std::move(*found));
    object.erase(found);
    return list;
}

// One `$setElementOrder/FIELD` and FIELD itself, both of which it takes out of the patch.
void merge_in_order(json& original, json& patch, const std::string& directive, const PatchType& type) {
    check_list(patch[directive]);
    const std::string key =
        field_behind(directive, k_order_prefix, "invalid patch format of setElementOrder list");
    const GoSlice order = *take_list(patch, directive);
    const auto current = take_list(original, key);
    const auto added = take_list(patch, key);
    const PatchField field = type.list_field(key);
    const PatchedList list{field.type, std::string(field.merge_key)};
    const GoSlice current_list = current.value_or(GoSlice());
    const GoSlice added_list = added.value_or(GoSlice());
    check_element_order(added_list, order, list);
    if (!current && !added) {
        return;
    }
    GoSlice merged = current_list;
    if (!current) {
        merged = without_directives(added_list);
    } else if (added) {
        merged = field.merge ? merge_lists(current_list, added_list, list, false) : added_list;
    }
    original[key] = order_elements(merged, order, current_list, added_list, list).take();
}

void merge_list_member(json& current, json& value, const PatchField& field, bool is_delete_list) {
    if (!field.merge && !is_delete_list) {
        current = std::move(value);
        return;
    }
    const GoSlice original(std::move(current));
    const GoSlice patch(std::move(value));
    current = merge_lists(original, patch, {field.type, std::string(field.merge_key)}, is_delete_list).take();
}

void merge_member(json& original, const std::string& name, json& value, const PatchType& type) {
    const bool is_delete_list = name.starts_with(k_delete_prefix);
    std::string key = name;
    if (is_delete_list) {
        key = field_behind(name, k_delete_prefix, "invalid patch format of primitive list");
        key = key.empty() ? name : key;
    }
    if (value.is_null()) {
        original.erase(key);
        return;
    }
    const auto current = original.find(key);
    const bool same_type = current != original.end() && go_type_name(*current) == go_type_name(value);
    if (same_type && value.is_object()) {
        const PatchField field = type.field(key);
        if (field.replace) {
            *current = std::move(value);
        } else {
            merge_objects(*current, value, field.type);
        }
    } else if (same_type && value.is_array()) {
        merge_list_member(*current, value, type.list_field(key), is_delete_list);
    } else if (same_type || !is_delete_list) {
        discard_nulls(value);
        set_member(original, key, value);
    }
}

}  // namespace

void merge_objects(json& original, json& patch, const PatchType& type) {
    if (const auto directive = patch.find(k_directive); directive != patch.end()) {
        if (*directive == "replace") {
            patch.erase(directive);
            original = std::move(patch);
        } else if (*directive == "delete") {
            original = json::object();
        } else {
            throw Error("unknown patch type: " + go_format(*directive, 's') + " in map: " + go_format(patch));
        }
        return;
    }
    retain_keys(original, patch);
    std::vector<std::string> orders;
    for (const auto& member : patch.items()) {
        if (member.key().starts_with(k_order_prefix)) {
            orders.push_back(member.key());
        }
    }
    for (const std::string& order : orders) {
        merge_in_order(original, patch, order, type);
    }
    for (const auto& member : patch.items()) {
        merge_member(original, member.key(), member.value(), type);
    }
}

json apply_strategic_merge_patch(const json& object, const json& patch, std::string_view api_version,
                                 std::string_view kind) {
    const PatchType type = patch_schema(api_version, kind);
    if (!object.is_object() || !(patch.is_object() || patch.is_null())) {
        throw Error("invalid JSON document");
    }
    json result = copy_json(object);
    if (patch.is_object()) {
        json rest = copy_json(patch);
        merge_objects(result, rest, type);
    }
    return result;
}

}  // namespace yare
