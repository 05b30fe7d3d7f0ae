// Walks a template over a value, node by node over all values at once, as kubectl does.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output/jsonpath/jsonpath.hpp"
#include "output/jsonpath/template.hpp"

namespace yare::jsonpath {

using Value = JsonPathValue;
using Values = std::vector<Value>;

/// The most values that may be held at once.
constexpr std::size_t k_most_values = 10'000'000;

/// The JSON in a value; missing when it is something else.
inline JsonValue json_of(const Value& value) {
    const auto* json = std::get_if<JsonValue>(&value);
    return json == nullptr ? JsonValue() : *json;
}
inline bool is_null(const Value& value) { return json_of(value).kind() == JsonValue::Kind::null; }

/// What a slice means for a list of `length` elements.
struct SliceBounds {
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t step = 1;
    bool is_empty = false;  // kubectl then looks at no further list
    std::string error;
};
SliceBounds bounds_of(const Slice& slice, std::size_t length);

class Evaluator {
  public:
    Evaluator(const Template& parsed, const JsonPathOptions& options)
        : template_(parsed), options_(options) {}

    /// All groups of the template. Throws Error.
    JsonPathGroups find_all(const JsonValue& root);

    /// The groups of nodes [from, ...) up to the end of the range that they stand in. Throws Error.
    JsonPathGroups find_in_range(std::size_t from, const Value& value);

    /// Replaces `values` by what `node` makes of them. Throws Error.
    void apply(const Node& node, Values& values);

    /// Whether the slice that apply() was called with met a list of which it takes nothing.
    bool slice_was_empty() const { return slice_was_empty_; }

    /// Whether a condition holds for an element. Throws Error.
    bool holds(const Condition& condition, const JsonValue& element);

    const JsonPathOptions& options() const { return options_; }

  private:
    // These return false after setting error_; `values` is then what kubectl leaves there, since a filter
    // that asks for existence looks at that only.
    bool path(const Path& path, Values& values);
    bool node(const Node& node, Values& values);
    bool identifier(const Node& node, Values& values);
    bool field(const std::string& name, Values& values);
    bool slice(const Slice& slice, Values& values);
    bool wildcard(Values& values);
    bool recursive(Values& values, const Node* then_field);
    bool join(const Node& node, Values& values);
    bool filter(const Condition& condition, Values& values);
    bool add(Values& values, const Value& value);

    enum class Answer : std::uint8_t { no, yes, failed, failed_comparing };
    Answer check(const Condition& condition, const JsonValue& element);
    Answer check_compare(const Condition& condition, const JsonValue& element);
    Answer check_match(const Condition& condition, const JsonValue& element);
    bool operand(const Path& path, const JsonValue& element, Values& values);

    bool find(std::size_t from, const Value& value, JsonPathGroups& groups, int depth);
    bool find_each(std::size_t at, const Values& values, JsonPathGroups& groups, int depth);
    bool fail(std::string message);
    bool too_many();

    const Template& template_;
    JsonPathOptions options_;
    std::string error_;
    bool slice_was_empty_ = false;
    std::size_t found_ = 0;  // values in all groups
    std::size_t steps_ = 0;

    // kubectl's state of ranges: opened by the action just walked, open around it, closed by it.
    int begin_range_ = 0;
    int in_range_ = 0;
    int end_range_ = 0;
    std::size_t last_end_ = 0;
};

/// Replaces each value by its member of that name and leaves out what has none.
void select_members(Values& values, std::string_view name);

/// The elements of an array or the members of an object, by key, of equal keys the last.
void append_children(Values& children, const JsonValue& value);

}  // namespace yare::jsonpath
