// What a strategic merge patch must know of the built-in kinds: which lists merge, and by which key.
#pragma once

#include <string>
#include <string_view>

namespace yare {

struct PatchField;

/// The Go type of a field, as far as a patch can see it. Cheap to copy; points into constant data.
class PatchType {
  public:
    /// `marks` has a `*`, `[` or `%` for each pointer, slice and map around `name`, which is a struct of the
    /// table (upper case) or a reflect.Kind.
    PatchType(std::string_view marks, std::string_view name) : marks_(marks), name_(name) {}

    /// The reflect.Kind in Go's words: `struct`, `ptr`, `slice`, `map`, `string`, ...
    std::string_view kind() const;

    /// Whether it is a struct (or a pointer to one) whose fields are known; times, quantities and raw JSON
    /// are structs without any.
    bool has_fields() const;

    /// Whether field() finds one.
    bool has_field(std::string_view key) const;

    /// The field of this name, exactly or else without regard to (ASCII) case. Throws Error in the words of
    /// apimachinery's LookupPatchMetadataForStruct: `unable to find api field in struct PodSpec for the json
    /// field "x"`, `merging an object in json but data type is not struct, instead is: map`.
    PatchField field(std::string_view key) const;

    /// The same, with the element type of the list that the field is as its type. Throws also `expected slice
    /// or array type, but got: struct`.
    PatchField list_field(std::string_view key) const;

  private:
    std::string_view marks_;
    std::string_view name_;
};

struct PatchField {
    PatchType type;
    bool merge = false;          // a list: patchStrategy has "merge"
    bool replace = false;        // an object: patchStrategy is "replace"
    std::string_view merge_key;  // patchMergeKey; empty when there is none
};

/// Whether it is a kind of kubectl's scheme: one that kubectl patches strategically without a server. False
/// for custom resources, CustomResourceDefinition and APIService.
bool knows_patch_schema(std::string_view api_version, std::string_view kind);

/// The struct of a kind. Throws Error in kubectl's words where knows_patch_schema() is false: `strategic
/// merge patch is not supported for example.com/v1, Kind=Foo locally, try --type merge`.
PatchType patch_schema(std::string_view api_version, std::string_view kind);

}  // namespace yare
