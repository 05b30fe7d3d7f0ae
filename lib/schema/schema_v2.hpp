// A schema of OpenAPI version 2, read as kubectl reads it (kube-openapi/pkg/util/proto/document.go).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/document.hpp"

namespace yare {

/// A view into a SchemaDocument, cheap enough to copy; valid as long as the document.
class SchemaV2 {
  public:
    enum class Kind : std::uint8_t {
        object,  // with known fields
        map,     // of anything by name
        array,
        primitive,  // string, number, integer, boolean
        reference,
        arbitrary  // any value
    };

    /// The schema of that name, or nothing of use where there is none. Throws Error in kubectl's words for
    /// one that it does not understand (`SchemaError(io.example.Foo.spec): array should have exactly one
    /// sub-item`); so do the functions that lead to other schemas.
    static SchemaV2 named(const SchemaDocument& document, std::string_view name);

    Kind kind() const { return kind_; }
    std::string description() const;

    /// What an array or map consists of, what a reference points to.
    SchemaV2 inner() const;

    /// The names of an object's fields, in order.
    std::vector<std::string> field_names() const;
    bool has_field(std::string_view name) const;
    SchemaV2 field(std::string_view name) const;
    bool is_required(std::string_view name) const;

    /// The type of a primitive.
    std::string type() const;
    /// The name of the schema that a reference points to.
    std::string target() const;

    /// What kubectl shows between < and >: `Object`, `[]string`, `map[string]Object`; empty for anything.
    std::string type_name() const;

  private:
    SchemaV2(const SchemaDocument& document, JsonValue value, std::string path);
    SchemaV2(const SchemaDocument& document, JsonValue value, std::string path, Kind kind)
        : document_(&document), value_(value), path_(std::move(path)), kind_(kind) {}
    void read_kind();
    Kind read_reference() const;
    Kind read_typed(const std::string& type) const;
    [[noreturn]] void fail(const std::string& message) const;

    const SchemaDocument* document_;
    JsonValue value_;
    std::string path_;  // for messages
    Kind kind_ = Kind::arbitrary;
};

}  // namespace yare
