#include "discovery/builtin.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "discovery/builtin_table.hpp"

namespace yare {

namespace {

bool has_short_name(const BuiltinType& row, std::string_view name) {
    for (const auto& short_name : row.short_names) {
        if (!short_name.empty() && short_name == name) {
            return true;
        }
    }
    return false;
}

// Whether `lower` is `kind` in lower case.
bool is_singular(std::string_view lower, std::string_view kind) {
    return std::equal(lower.begin(), lower.end(), kind.begin(), kind.end(), [](char a, char b) {
        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
    });
}

ResourceType to_resource_type(const BuiltinType& row) {
    ResourceType type;
    type.group = row.group;
    type.version = row.version;
    type.plural = row.plural;
    type.singular = to_lower(row.kind);  // true of every row
    type.kind = row.kind;
    type.namespaced = row.namespaced;
    for (const auto& short_name : row.short_names) {
        if (!short_name.empty()) {
            type.short_names.emplace_back(short_name);
        }
    }
    return type;
}

// An empty version or group means any: the rows stand in the servers' order of groups.
std::optional<ResourceType> find_reading(std::string_view resource, std::string_view version,
                                         std::string_view group) {
    const std::string lower = to_lower(resource);
    for (const auto& row : k_builtin_types) {
        if ((!group.empty() && group != row.group) || (!version.empty() && version != row.version)) {
            continue;
        }
        if (lower == row.plural || is_singular(lower, row.kind) || has_short_name(row, resource)) {
            return to_resource_type(row);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<ResourceType> find_builtin(const TypeName& name) {
    if (name.has_version_reading()) {
        if (auto type = find_reading(name.resource(), name.version(), name.versioned_group())) {
            return type;
        }
    }
    return find_reading(name.resource(), {}, name.group());
}

std::optional<ResourceType> find_builtin_kind(std::string_view api_version, std::string_view kind) {
    const auto slash = api_version.find('/');
    const bool core = slash == std::string_view::npos;
    const std::string_view group = core ? std::string_view() : api_version.substr(0, slash);
    const std::string_view version = core ? api_version : api_version.substr(slash + 1);
    for (const auto& row : k_builtin_types) {
        if (kind == row.kind && group == row.group && version == row.version) {
            return to_resource_type(row);
        }
    }
    return std::nullopt;
}

}  // namespace yare
