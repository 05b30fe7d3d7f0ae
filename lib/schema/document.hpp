// An OpenAPI document of the API server, version 2 or 3, as far as explaining types needs it.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "discovery/resource_type.hpp"
#include "schema/member_scanner.hpp"

namespace yare {

/// Schemas nested deeper than this are not followed: those of real types end before 30.
constexpr std::size_t k_max_schema_depth = 500;
/// Arrays of arrays, references to references.
constexpr std::size_t k_max_type_depth = 50;

/// Throws Error for schemas that go beyond what any type has: deeper, or more of them.
[[noreturn]] void throw_endless();

/// Group, version and kind as `x-kubernetes-group-version-kind` has them.
struct GroupVersionKind {
    std::string group;
    std::string version;
    std::string kind;

    bool operator==(const GroupVersionKind&) const = default;
    /// As Go's GroupVersionKind prints itself: `apps/v1, Kind=Deployment`, `/v1, Kind=Pod`.
    std::string words() const;
};

/// The three members of `value` where they are strings.
GroupVersionKind read_group_version_kind(const JsonValue& value);

/// The named schemas of a document: `definitions` in version 2, `components.schemas` in version 3. They are
/// kept as text; each is parsed when it is asked for.
class SchemaDocument {
  public:
    /// Of the operations (`paths`) only those of `kept_paths` are kept.
    explicit SchemaDocument(std::vector<std::string> kept_paths = {});
    SchemaDocument(const SchemaDocument&) = delete;
    SchemaDocument& operator=(const SchemaDocument&) = delete;

    /// The document's JSON in pieces of any size, then finish(). Both throw JsonError.
    void feed(std::string_view piece) { scanner_.feed(piece); }
    void finish() const { scanner_.finish(); }

    /// The schema of that name, missing where there is none. Valid as long as the document. Throws JsonError
    /// when its text is not JSON.
    JsonValue schema(std::string_view name) const;
    bool has_schema(std::string_view name) const { return schemas_.find(name) != schemas_.end(); }
    std::size_t size() const { return schemas_.size(); }

    /// The names, in order, of the schemas whose list `x-kubernetes-group-version-kind` has this entry.
    std::vector<std::string> names_of(const GroupVersionKind& kind) const;

    /// The path item kept for a path, missing where there is none.
    JsonValue path_item(std::string_view path) const;

    /// What a `$ref` of version 3 points to: `#/components/schemas/NAME`, or further into it. Missing for
    /// anything else.
    JsonValue resolve(std::string_view reference) const;

  private:
    struct Part {
        std::string text;
        mutable std::unique_ptr<JsonTree> tree;
        JsonValue value() const;
    };
    using Parts = std::map<std::string, Part, std::less<>>;

    void take(const std::vector<std::string>& place, const std::string& name, std::string json);

    std::vector<std::string> kept_paths_;
    Parts schemas_;
    Parts paths_;
    MemberScanner scanner_;
};

}  // namespace yare
