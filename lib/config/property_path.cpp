#include "config/property_path.hpp"

#include <algorithm>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

using Kind = PropertyPath::Kind;
using Parts = std::vector<std::string>;

[[noreturn]] void refuse_more(const std::string& text) {
    throw UsageError("unable to parse one or more field values of " + text);
}

const ConfigField* find_field(ConfigFields fields, std::string_view name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto& each) { return name == each.path_name; });
    return found == fields.end() ? nullptr : &*found;
}

std::string joined(const Parts& parts, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
        text += (i == begin ? "" : ".") + parts[i];
    }
    return text;
}

PropertyPath parse_preferences(const Parts& parts, const std::string& text) {
    if (parts.size() == 1) {
        return {.kind = Kind::preferences};
    }
    const bool is_colors = parts[1] == "colors";
    if (!is_colors && parts[1] != "extensions") {
        throw UsageError("unable to parse " + text + " after [preferences] at api.Preferences");
    }
    if (parts.size() > 2) {
        refuse_more(text);
    }
    return {.kind = is_colors ? Kind::preference_colors : Kind::preference_extensions};
}

// A name may hold dots: it goes on to the first part that is a field.
PropertyPath parse_entry(const ConfigList& list, const Parts& parts, const std::string& text) {
    if (parts.size() == 1) {
        return {.kind = Kind::list, .list = &list};
    }
    for (std::size_t at = 2; at < parts.size(); ++at) {
        const auto* field = find_field(list.fields, parts[at]);
        if (field == nullptr) {
            continue;
        }
        if (at + 1 < parts.size()) {
            if (field->kind == FieldKind::texts_map) {
                throw UsageError("string is not of type struct");
            }
            refuse_more(text);
        }
        return {.kind = Kind::field, .list = &list, .name = joined(parts, 1, at), .field = field};
    }
    return {.kind = Kind::entry, .list = &list, .name = joined(parts, 1, parts.size())};
}

}  // namespace

PropertyPath parse_property_path(const std::string& text) {
    const Parts parts = split(text, '.');
    const auto& first = parts.front();
    for (const auto& list : config_lists()) {
        if (first == list.name) {
            return parse_entry(list, parts, text);
        }
    }
    if (first == "preferences") {
        return parse_preferences(parts, text);
    }
    const bool is_kind = first == "kind" || first == "apiVersion";
    if (!is_kind && first != "current-context" && first != "extensions") {
        throw UsageError("unable to parse " + text + " after [] at api.Config");
    }
    if (parts.size() > 1) {
        refuse_more(text);
    }
    return {.kind = is_kind                      ? Kind::kind
                    : first == "current-context" ? Kind::current_context
                                                 : Kind::extensions};
}

}  // namespace yare
