#include "request/strategic_lists.hpp"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "request/go_value.hpp"

namespace yare {

namespace {

using nlohmann::json;

const json& as_object(const json& value) {
    if (!value.is_object()) {
        throw Error("expected a map[string]interface {}, but received a " + go_type_name(value));
    }
    return value;
}

// Where there is no merge key the value itself, else what the object has under it.
const json& key_value(const json& value, const std::string& merge_key) {
    if (merge_key.empty()) {
        return value;
    }
    const auto found = as_object(value).find(merge_key);
    if (found == value.end()) {
        throw Error("map: " + go_format(value) + " does not contain declared merge key: " + merge_key);
    }
    return *found;
}

// A text that is equal for values that are equal to Go, for maps of values.
std::string hash_key(const json& value) {
    if (value.is_structured()) {
        throw Error("hash of unhashable type " + go_type_name(value));
    }
    return go_type_name(value) + ' ' + go_format(value);
}

// The first places of values in a list.
class Places {
  public:
    Places(const GoSlice& list, const std::string& merge_key) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (!merge_key.empty() && !list[i].is_object()) {
                throw Error("value for key " + std::to_string(i) + " is not a map");
            }
            places_.emplace(hash_key(key_value(list[i], merge_key)), i);
        }
    }
    std::optional<std::size_t> find(const json& key) const {
        const auto found = places_.find(hash_key(key));
        return found == places_.end() ? std::nullopt : std::optional(found->second);
    }

  private:
    std::unordered_map<std::string, std::size_t> places_;
};

std::string format_list(const GoSlice& list) {
    std::string text = "[";
    for (std::size_t i = 0; i < list.size(); ++i) {
        text += (i > 0 ? " " : "") + go_format(list[i]);
    }
    return text + "]";
}

// Whether the elements are objects; all of both lists must be of one type, and not lists.
bool holds_objects(const GoSlice& original, const GoSlice& patch) {
    std::string type;
    for (const GoSlice* list : {&original, &patch}) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            const json& value = (*list)[i];
            if (type.empty()) {
                if (value.is_array()) {
                    throw Error("lists of lists are not supported");
                }
                if (value.is_null()) {
                    throw Error("lists with null elements are not supported");
                }
                type = go_type_name(value);
            } else if (type != go_type_name(value)) {
                throw Error("list element types are not identical: [" + format_list(original) + " " +
                            format_list(patch) + "]");
            }
        }
    }
    if (type.empty()) {
        throw Error("no elements in any of the given slices");
    }
    return type == go_type_name(json::object());
}

// The place of the first object with that value; nullopt when there is none.
std::optional<std::size_t> find_object(const GoSlice& list, const std::string& merge_key, const json& value) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_object()) {
            throw Error("value for key " + std::to_string(i) + " is not a map");
        }
        const auto found = list[i].find(merge_key);
        if (found != list[i].end() && go_equal(*found, value)) {
            return i;
        }
    }
    return std::nullopt;
}

// Every later one of two equal scalars goes; the last one takes its place, as strategicpatch does it.
void remove_duplicates(GoSlice& list) {
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        for (std::size_t j = i + 1; j < list.size();) {
            if (go_equal(list[i], list[j])) {
                list.put(j, list.item(list.size() - 1));
                list.cut(list.size() - 1);
            } else {
                ++j;
            }
        }
    }
}

GoSlice without(const GoSlice& original, const GoSlice& deleted) {
    const Places places(deleted, "");
    GoSlice kept;
    for (std::size_t i = 0; i < original.size(); ++i) {
        if (!places.find(original[i])) {
            kept.append(original.item(i));
        }
    }
    return kept;
}

GoSlice merge_scalars(GoSlice original, const GoSlice& patch) {
    for (std::size_t i = 0; i < patch.size(); ++i) {
        original.append(patch.item(i));
    }
    remove_duplicates(original);
    return original;
}

// Obeys the elements of `patch` that have a `$patch`, and takes them out.
void obey_directives(GoSlice& original, GoSlice& patch, const std::string& merge_key) {
    GoSlice rest;
    bool replace = false;
    for (std::size_t i = 0; i < patch.size(); ++i) {
        const json& element = patch[i];
        const auto directive = element.find("$patch");
        if (directive == element.end()) {
            rest.append(patch.item(i));
        } else if (*directive == "delete") {
            const json& value = key_value(element, merge_key);
            while (const auto found = find_object(original, merge_key, value)) {
                original.erase(*found);
            }
        } else if (*directive == "replace") {
            replace = true;
        } else if (*directive == "merge") {
            throw Error("merging lists cannot yet be specified in the patch");
        } else {
            throw Error("unknown patch type: " + go_format(*directive, 's') +
                        " in map: " + go_format(element));
        }
    }
    if (replace) {
        original = rest;
        rest = GoSlice();
    }
    patch = rest;
}

GoSlice merge_elements(GoSlice original, const GoSlice& patch, const PatchedList& list) {
    for (std::size_t i = 0; i < patch.size(); ++i) {
        const json& value = key_value(patch[i], list.merge_key);
        if (const auto found = find_object(original, list.merge_key, value)) {
            merge_objects(original[*found], patch[i], list.element);
        } else {
            original.append(patch.item(i));
        }
    }
    return original;
}

using Placed = std::pair<std::size_t, GoSlice::Item>;  // an element and its place in some order

// The elements of `merged` that are in `order` and the others.
std::pair<GoSlice, GoSlice> split_by(const Places& order, const GoSlice& merged,
                                     const std::string& merge_key) {
    std::pair<GoSlice, GoSlice> parts;
    for (std::size_t i = 0; i < merged.size(); ++i) {
        const bool present = order.find(key_value(merged[i], merge_key)).has_value();
        (present ? parts.first : parts.second).append(merged.item(i));
    }
    return parts;
}

// Objects that still carry `$patch: delete` come last.
std::vector<GoSlice::Item> sorted_by(const Places& order, const GoSlice& list, const std::string& merge_key) {
    std::vector<Placed> kept;
    std::vector<GoSlice::Item> deleted;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const json& value = list[i];
        if (value.is_object() && value.contains("$patch") && value["$patch"] == "delete") {
            deleted.push_back(list.item(i));
        } else {
            kept.emplace_back(order.find(key_value(value, merge_key)).value_or(0), list.item(i));
        }
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Placed& a, const Placed& b) { return a.first < b.first; });
    std::vector<GoSlice::Item> sorted;
    for (Placed& element : kept) {
        sorted.push_back(std::move(element.second));
    }
    sorted.insert(sorted.end(), deleted.begin(), deleted.end());
    return sorted;
}

// Those of the patch in their order, each of the others before the first of them that it stood before.
GoSlice arrange(const GoSlice& merged, const GoSlice& order, const GoSlice& original,
                const std::string& merge_key) {
    if (merged.size() > 0) {
        key_value(merged[0], merge_key);  // the first thing strategicpatch looks at
    }
    const Places patch_places(order, merge_key);
    const auto [patched, others] = split_by(patch_places, merged, merge_key);
    const Places original_places(original, merge_key);
    const auto right = sorted_by(patch_places, patched, merge_key);
    const auto left = sorted_by(original_places, others, merge_key);
    const auto is_before = [&](const json& a, const json& b) {
        const auto place_a = original_places.find(key_value(a, merge_key));
        const auto place_b = original_places.find(key_value(b, merge_key));
        return place_a && place_b && *place_a < *place_b;
    };
    GoSlice all;
    std::size_t l = 0;
    for (const GoSlice::Item& element : right) {
        while (l < left.size() && is_before(*left[l], *element)) {
            all.append(left[l++]);
        }
        all.append(element);
    }
    while (l < left.size()) {
        all.append(left[l++]);
    }
    return all;
}

}  // namespace

GoSlice merge_lists(const GoSlice& original, const GoSlice& patch, const PatchedList& list,
                    bool is_delete_list) {
    if (original.size() == 0 && patch.size() == 0) {
        return original;
    }
    if (!holds_objects(original, patch)) {
        return is_delete_list ? without(original, patch)
                              : arrange(merge_scalars(original, patch), patch, original, list.merge_key);
    }
    if (list.merge_key.empty()) {
        throw Error("cannot merge lists without merge key for " + std::string(list.element.kind()));
    }
    GoSlice kept = original;
    GoSlice rest = patch;
    obey_directives(kept, rest, list.merge_key);
    return arrange(merge_elements(kept, rest, list), rest, kept, list.merge_key);
}

void check_element_order(const GoSlice& patch, const GoSlice& order, const PatchedList& list) {
    if (order.size() == 0 || patch.size() == 0) {
        return;
    }
    GoSlice kept;
    for (std::size_t i = 0; i < patch.size(); ++i) {
        if (list.merge_key.empty() || !as_object(patch[i]).contains("$patch") ||
            patch[i]["$patch"] != "delete") {
            kept.append(patch.item(i));
        }
    }
    std::size_t next = 0;
    std::size_t place = 0;
    while (next < kept.size() && place < order.size()) {
        if (kept[next].is_object() && kept[next].contains("$patch")) {
            ++next;
            continue;
        }
        const json& wanted = key_value(kept[next], list.merge_key);
        next += go_equal(wanted, key_value(order[place], list.merge_key)) ? 1 : 0;
        ++place;
    }
    if (next < kept.size() && place >= order.size()) {
        throw Error("The order in patch list:\n" + format_list(patch) +
                    "\n doesn't match $setElementOrder list:\n" + format_list(order));
    }
}

GoSlice order_elements(const GoSlice& merged, const GoSlice& order, const GoSlice& original,
                       const GoSlice& patch, const PatchedList& list) {
    if (holds_objects(original, patch) && list.merge_key.empty()) {
        for (const GoSlice* each : {&merged, &order, &original}) {
            if (each->size() > 0) {
                throw Error("map: " + go_format((*each)[0]) + " does not contain declared merge key: ");
            }
        }
    }
    return arrange(merged, order, original, list.merge_key);
}

}  // namespace yare
