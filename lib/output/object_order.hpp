// The order of objects that --sort-by asks for.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"
#include "base/quantity.hpp"

namespace yare {

/// One field to sort by.
struct SortTerm {
    std::string field;     // for messages, as kubectl spells it: `{.metadata.name}`
    bool reverse = false;  // largest first, what is missing last
    bool natural = false;  // strings by natural_order()
};

/// What an object has at a field, owned.
class SortKey {
  public:
    /// `value` is the first result of the field's path; `missing` when there is none.
    SortKey(const JsonValue& value, bool natural);

    bool is_missing() const { return kind_ == Kind::missing; }

    /// What is missing comes first, then null, then values: numbers by size, integers and floats alike (where
    /// kubectl gives up); strings that are both quantities by amount, other strings by their bytes, which for
    /// RFC 3339 times in UTC is by time. Throws Error for two values of different types, or of a type that
    /// has no order, in kubectl's words: `Field {.spec.on} is an unsortable type: bool`.
    std::weak_ordering compare(const SortKey& other, const std::string& field) const;

  private:
    enum class Kind : std::uint8_t { missing, null, integer, floating, string, unsortable };

    const char* type_name() const;

    Kind kind_ = Kind::missing;
    bool natural_;
    JsonValue::Kind json_kind_;
    std::int64_t integer_ = 0;
    double floating_ = 0;
    std::string text_;
    std::optional<QuantityValue> quantity_;
};

/// Takes the fields of objects as these come, and tells in which order to print them.
class ObjectOrder {
  public:
    /// `terms`: one or more, the first counts most.
    explicit ObjectOrder(std::vector<SortTerm> terms) : terms_(std::move(terms)) {}

    /// Adds an object: for each term the first result of its path, `missing` when there is none.
    void add(std::span<const JsonValue> firsts);

    const std::vector<SortTerm>& terms() const { return terms_; }

    /// Forgets all but the first `count` objects.
    void truncate(std::size_t count);

    /// Number of objects added.
    std::size_t size() const { return keys_.size() / terms_.size(); }

    /// The places of the objects, counted from 0 as they were added, in the order to print them. With a
    /// single plain term that is kubectl's order, in which equal objects do not stay as they came (sort.Sort
    /// over sorter.go's Less); else equal objects stay. Throws Error: `couldn't find any field with path
    /// "{.nosuch}" in the list of objects`, when no object has the field of one of the terms; or as
    /// SortKey::compare().
    std::vector<std::size_t> sorted() const;

  private:
    const SortKey& key(std::size_t object, std::size_t term) const {
        return keys_[object * terms_.size() + term];
    }
    bool less(std::size_t a, std::size_t b) const;

    std::vector<SortTerm> terms_;
    std::vector<SortKey> keys_;  // object by object
};

}  // namespace yare
