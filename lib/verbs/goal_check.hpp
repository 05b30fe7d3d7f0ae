// Whether an object is as it is waited for.
#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/json_tree.hpp"
#include "output/jsonpath/jsonpath.hpp"
#include "request/model.hpp"
#include "status/verdict.hpp"

namespace yare {

/// A goal, ready to be looked at again and again; several threads may.
class GoalCheck {
  public:
    /// Throws UsageError in kubectl's words for a JSONPath that is none (kubectl/pkg/cmd/wait/wait.go).
    explicit GoalCheck(Goal goal);

    /// Whether `object` meets the goal; null: it is not there. `verdict` is the one on it, which counts for
    /// current, complete and failed only. A JSONPath is met by one value of its text, as kubectl's is
    /// (kubectl/pkg/cmd/wait/json.go); complete by the condition Complete or Succeeded where the object has
    /// one, else, of Job and Pod, by nothing but that and the phase Succeeded, and of other kinds by being
    /// current. Throws Error in kubectl's words for a JSONPath that leads to several values or to none that
    /// can be compared, and for conditions that are no list.
    bool is_met(const JsonValue* object, const Verdict& verdict) const;

    Goal::Kind kind() const { return goal_.kind; }
    const Goal& goal() const { return goal_; }

  private:
    bool holds_path(const JsonValue& object) const;

    Goal goal_;
    std::optional<JsonPath> path_;
};

}  // namespace yare
