#include "discovery/api_resources.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"

namespace yare {

namespace {

/// One way to read a type name; empty parts are open.
struct Reading {
    std::string_view resource;
    std::string_view version;
    std::string_view group;
};

using Types = std::vector<ServedType>;

bool has_short_name(const ResourceType& type, std::string_view name) {
    return std::find(type.short_names.begin(), type.short_names.end(), name) != type.short_names.end();
}

// The first type whose group is `group` and that `matches`, else the first whose group begins with it.
// kubectl takes the first of both sorts in the servers' order; an exact group is what was meant.
template <typename Matches>
const ResourceType* first_in_group(const Types& types, std::string_view group, const Matches& matches) {
    const ResourceType* by_prefix = nullptr;
    for (const auto& type : types) {
        if (!matches(type)) {
            continue;
        }
        if (group.empty() || type.group == group) {
            return &type;
        }
        if (by_prefix == nullptr && type.group.starts_with(group)) {
            by_prefix = &type;
        }
    }
    return by_prefix;
}

// client-go restmapper/shortcut.go: a name that is some type's plural or singular, written exactly so, is no
// short name; a short name in its exact group forgets the version that was typed.
Reading expand_short_name(const Types& types, const Reading& reading) {
    const auto in_group = [&](const ResourceType& type) {
        return reading.group.empty() || type.group == reading.group;
    };
    const bool is_name = std::any_of(types.begin(), types.end(), [&](const ResourceType& type) {
        return in_group(type) && (reading.resource == type.plural || reading.resource == type.singular);
    });
    if (is_name) {
        return reading;
    }
    const auto* type = first_in_group(types, reading.group, [&](const ResourceType& candidate) {
        return has_short_name(candidate, reading.resource);
    });
    if (type == nullptr) {
        return reading;
    }
    return {type->plural, in_group(*type) ? std::string_view() : reading.version, type->group};
}

const ResourceType* by_resource(const Types& types, const Reading& typed) {
    if (typed.resource.empty()) {
        return nullptr;
    }
    const Reading reading = expand_short_name(types, typed);
    const std::string lower = to_lower(reading.resource);
    const bool exact_group = !reading.group.empty() && !reading.version.empty();
    return first_in_group(types, reading.group, [&](const ResourceType& type) {
        return (lower == type.plural || lower == type.singular) &&
               (reading.version.empty() || type.version == reading.version) &&
               (!exact_group || type.group == reading.group);
    });
}

// Kinds match as written or all in lower case; an empty group is the core group here, an empty version is
// any.
const ResourceType* by_kind(const Types& types, const Reading& reading) {
    const ResourceType* found = nullptr;
    for (const auto& type : types) {
        if (type.group != reading.group || (!reading.version.empty() && type.version != reading.version) ||
            (type.kind != reading.resource && to_lower(type.kind) != reading.resource)) {
            continue;
        }
        if (found == nullptr || found->version == type.version) {
            found = &type;
        }
    }
    return found;
}

std::optional<ResourceType> copy_of(const ResourceType* type) {
    return type == nullptr ? std::nullopt : std::optional<ResourceType>(*type);
}

}  // namespace

void ServedType::guess_singular() {
    singular_is_guess = singular.empty();
    if (singular_is_guess) {
        singular = to_lower(kind);
    }
}

// client-go discovery_client.go, ErrGroupDiscoveryFailed.
std::string ApiResources::incomplete_words() const {
    std::vector<std::string> causes;
    for (const auto& group_version : failed) {
        causes.push_back(group_version.name + ": " + group_version.reason);
    }
    std::sort(causes.begin(), causes.end());
    std::string words;
    for (const auto& cause : causes) {
        words += (words.empty() ? "unable to retrieve the complete list of server APIs: " : ", ") + cause;
    }
    return words;
}

std::optional<ResourceType> ApiResources::find(const TypeName& name) const {
    const Reading versioned{name.resource(), name.version(), name.versioned_group()};
    const Reading grouped{name.resource(), {}, name.group()};
    const ResourceType* type = name.has_version_reading() ? by_resource(types, versioned) : nullptr;
    if (type == nullptr) {
        type = by_resource(types, grouped);
    }
    if (type == nullptr && name.has_version_reading()) {
        type = by_kind(types, versioned);
    }
    return copy_of(type != nullptr ? type : by_kind(types, grouped));
}

std::optional<ResourceType> ApiResources::find_kind(std::string_view api_version,
                                                    std::string_view kind) const {
    const auto slash = api_version.find('/');
    const bool core = slash == std::string_view::npos;
    const Reading reading{kind, core ? api_version : api_version.substr(slash + 1),
                          core ? std::string_view() : api_version.substr(0, slash)};
    if (reading.version.empty()) {
        return std::nullopt;
    }
    return copy_of(by_kind(types, reading));
}

std::vector<ServedType> ApiResources::preferred() const {
    std::set<std::pair<std::string_view, std::string_view>> taken;
    std::vector<ServedType> chosen;
    for (const auto& type : types) {
        if (taken.insert({type.group, type.plural}).second) {
            chosen.push_back(type);
        }
    }
    return chosen;
}

std::vector<ResourceType> ApiResources::category(std::string_view name) const {
    // Of each resource: the version that find() chooses (the first), and whether it has been taken.
    std::map<std::pair<std::string_view, std::string_view>, std::pair<const ResourceType*, bool>> resources;
    for (const auto& type : types) {
        resources.try_emplace({type.group, type.plural}, &type, false);
    }
    std::vector<ResourceType> members;
    for (const auto& type : types) {
        if (std::find(type.categories.begin(), type.categories.end(), name) == type.categories.end()) {
            continue;
        }
        auto& [preferred, taken] = resources.at({type.group, type.plural});
        if (!std::exchange(taken, true)) {
            members.push_back(*preferred);
        }
    }
    return members;
}

}  // namespace yare
