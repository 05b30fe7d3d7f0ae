#include "schema/document.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/text.hpp"

namespace yare {

namespace {

using Choice = MemberScanner::Choice;

constexpr std::string_view k_kinds = "x-kubernetes-group-version-kind";
constexpr std::string_view k_schemas = "#/components/schemas/";

bool is_schemas(const std::vector<std::string>& place) {
    return (place.size() == 1 && place[0] == "definitions") ||
           (place.size() == 2 && place[0] == "components" && place[1] == "schemas");
}

bool is_paths(const std::vector<std::string>& place) { return place.size() == 1 && place[0] == "paths"; }

}  // namespace

void throw_endless() { throw Error("the server's schema of this type has no end"); }

std::string GroupVersionKind::words() const { return group + "/" + version + ", Kind=" + kind; }

GroupVersionKind read_group_version_kind(const JsonValue& value) {
    const auto text = [&](std::string_view name) {
        const auto member = value.find(name);
        return member.is_string() ? member.text() : std::string();
    };
    return {text("group"), text("version"), text("kind")};
}

SchemaDocument::SchemaDocument(std::vector<std::string> kept_paths)
    : kept_paths_(std::move(kept_paths)),
      scanner_(
          [this](const std::vector<std::string>& place, const std::string& name) {
              const bool is_wanted =
                  std::find(kept_paths_.begin(), kept_paths_.end(), name) != kept_paths_.end();
              if (is_schemas(place) || (is_paths(place) && is_wanted)) {
                  return Choice::keep;
              }
              const bool leads_on = place.empty()
                                        ? name == "definitions" || name == "components" ||
                                              (name == "paths" && !kept_paths_.empty())
                                        : place.size() == 1 && place[0] == "components" && name == "schemas";
              return leads_on ? Choice::enter : Choice::skip;
          },
          [this](const std::vector<std::string>& place, const std::string& name, std::string json) {
              take(place, name, std::move(json));
          }) {}

void SchemaDocument::take(const std::vector<std::string>& place, const std::string& name, std::string json) {
    (is_paths(place) ? paths_ : schemas_).insert_or_assign(name, Part{std::move(json), nullptr});
}

JsonValue SchemaDocument::Part::value() const {
    if (!tree) {
        tree = std::make_unique<JsonTree>();
        tree->parse(text);
    }
    return tree->root();
}

JsonValue SchemaDocument::schema(std::string_view name) const {
    const auto found = schemas_.find(name);
    return found == schemas_.end() ? JsonValue() : found->second.value();
}

JsonValue SchemaDocument::path_item(std::string_view path) const {
    const auto found = paths_.find(path);
    return found == paths_.end() ? JsonValue() : found->second.value();
}

std::vector<std::string> SchemaDocument::names_of(const GroupVersionKind& kind) const {
    std::vector<std::string> names;
    for (const auto& [name, part] : schemas_) {
        if (part.text.find(k_kinds) == std::string::npos || part.text.find(kind.kind) == std::string::npos) {
            continue;
        }
        JsonTree tree;
        const auto kinds = tree.parse(part.text).find(k_kinds);
        for (auto each = kinds.is_array() ? kinds.first() : JsonValue(); each; each = each.next()) {
            if (read_group_version_kind(each) == kind) {
                names.push_back(name);
                break;
            }
        }
    }
    return names;
}

JsonValue SchemaDocument::resolve(std::string_view reference) const {
    const std::string path = percent_decode(reference);
    if (!path.starts_with(k_schemas)) {
        return {};
    }
    const auto steps = split(std::string_view(path).substr(k_schemas.size()), '/');
    JsonValue value = schema(steps.front());
    for (std::size_t i = 1; i < steps.size() && value; ++i) {
        if (!steps[i].empty()) {
            value = value.find(steps[i]);
        }
    }
    return value.is_object() ? value : JsonValue();
}

}  // namespace yare
