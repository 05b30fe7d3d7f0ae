// Reading an object that may hold anything anywhere: every question has a harmless answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_tree.hpp"

namespace yare {

/// The group of an apiVersion; empty for the core group.
std::string group_of(const JsonValue& object);

/// The string, decoded; empty for what is none.
std::string string_of(const JsonValue& value);

/// The number where it is one that fits 64 bits without a fraction or exponent, as Go reads an int64.
std::optional<std::int64_t> integer_of(const JsonValue& value);

/// A number of things (int32 in the API); `otherwise` for what is none.
std::int64_t count_of(const JsonValue& value, std::int64_t otherwise = 0);

/// An entry of status.conditions.
struct ConditionFacts {
    std::string type;
    std::string status;  // True, False, Unknown
    std::string reason;
    std::string message;
    std::optional<std::int64_t> observed_generation;
};

/// status.conditions. Nothing where they are no list of objects with texts, or the status is no object.
std::optional<std::vector<ConditionFacts>> read_conditions(const JsonValue& object);

/// The first of that type; null: there is none.
const ConditionFacts* find_condition(const std::vector<ConditionFacts>& conditions, std::string_view type);

/// On one line and not longer than `limit` bytes (then it ends in `...`): what does not print becomes a
/// space, and runs of spaces one.
std::string one_line(std::string_view text, std::size_t limit = 300);

/// `REASON: MESSAGE`, or the one of them that says something, on one line without a full stop at its end.
std::string said(std::string_view reason, std::string_view message);

/// `1 replica`, `2 replicas`.
std::string counted(std::int64_t count, std::string_view noun);

/// `1 of 3 replicas`; the noun comes in the plural.
std::string part_of(std::int64_t part, std::int64_t whole, std::string_view nouns);

}  // namespace yare
